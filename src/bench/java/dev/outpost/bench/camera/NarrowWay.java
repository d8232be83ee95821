package dev.outpost.bench.camera;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A way that loses packets of full size without a word, as behind a tunnel whose MTU nobody told the camera: what comes behind them waits for ever. */
final class NarrowWay extends FilterOutputStream {
    /** Bytes of TCP that still pass. */
    private static final int FITS = 1_300;

    private boolean isStuck;

    NarrowWay(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        isStuck |= length > FITS;
        if (!isStuck) {
            out.write(bytes, from, length);
        }
    }
}
