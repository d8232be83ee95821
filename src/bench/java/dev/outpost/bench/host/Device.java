package dev.outpost.bench.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A character device. */
record Device(Opening<InputStream> reading, Opening<OutputStream> writing) implements SpecialFile {
    @Override
    public InputStream read() throws IOException {
        return reading.open();
    }

    @Override
    public OutputStream write() throws IOException {
        return writing.open();
    }

    @Override
    public char kind() {
        return 'c';
    }
}
