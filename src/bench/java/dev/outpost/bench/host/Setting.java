package dev.outpost.bench.host;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A file of /proc or /sys that can be read and set. */
record Setting(Supplier<String> content, Consumer<String> set) implements SpecialFile {
    @Override
    public InputStream read() {
        return new ByteArrayInputStream(content.get().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public OutputStream write() {
        return new ByteArrayOutputStream() {
            private boolean closed;

            @Override
            public void close() {
                if (!closed && size() > 0) {
                    set.accept(toString(StandardCharsets.UTF_8));
                }
                closed = true;
            }
        };
    }
}
