package dev.outpost.bench.host;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A file whose content is not stored: a device node, or one of /proc and /sys that is computed when it is read. */
public interface SpecialFile {
    /** Opens it for reading; called anew for each open. */
    InputStream read() throws IOException;

    /** Opens it for writing; called anew for each open. */
    default OutputStream write() throws IOException {
        throw new FileError(Errno.EACCES, "special file");
    }

    /** What {@code ls -l} and {@code [ -c ]} see: 'c' for a character device, '-' for a file of /proc or /sys. */
    default char kind() {
        return '-';
    }

    /** A read-only file of /proc or /sys. */
    static SpecialFile text(Supplier<String> content) {
        return () -> new ByteArrayInputStream(content.get().getBytes(StandardCharsets.UTF_8));
    }

    /** A file of /proc or /sys that can be set by writing to it; what was written arrives when the writer closes. */
    static SpecialFile setting(Supplier<String> content, Consumer<String> set) {
        return opened('-', text(content)::read, () -> new ByteArrayOutputStream() {
            @Override
            public void close() {
                if (size() > 0) {
                    set.accept(toString(StandardCharsets.UTF_8));
                }
                reset();
            }
        });
    }

    static SpecialFile device(Opening<InputStream> read, Opening<OutputStream> write) {
        return opened('c', read, write);
    }

    private static SpecialFile opened(char kind, Opening<InputStream> read, Opening<OutputStream> write) {
        return new SpecialFile() {
            @Override
            public InputStream read() throws IOException {
                return read.open();
            }

            @Override
            public OutputStream write() throws IOException {
                return write.open();
            }

            @Override
            public char kind() {
                return kind;
            }
        };
    }

    /** One way to open a device. */
    @FunctionalInterface
    interface Opening<T> {
        T open() throws IOException;
    }
}
