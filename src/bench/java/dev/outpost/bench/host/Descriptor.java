package dev.outpost.bench.host;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An open file that several descriptors of several processes may share; closed with the last of them. */
final class Descriptor {
    private final @Nullable InputStream in;
    private final @Nullable Output out;
    private final Runnable whenClosed;
    private final AtomicInteger holders = new AtomicInteger(1);

    private Descriptor(@Nullable InputStream in, @Nullable Output out, Runnable whenClosed) {
        this.in = in;
        this.out = out;
        this.whenClosed = whenClosed;
    }

    static Descriptor reading(InputStream in, Runnable whenClosed) {
        return new Descriptor(in, null, whenClosed);
    }

    static Descriptor writing(Output out, Runnable whenClosed) {
        return new Descriptor(null, out, whenClosed);
    }

    static Descriptor both(InputStream in, OutputStream out) {
        return new Descriptor(in, new Output(out), () -> quietly(out));
    }

    static Descriptor file(InputStream in) {
        return reading(in, () -> quietly(in));
    }

    static Descriptor file(OutputStream out) {
        return writing(new Output(out), () -> quietly(out));
    }

    static Descriptor empty() {
        return reading(new ByteArrayInputStream(new byte[0]), () -> {});
    }

    static Descriptor closed() {
        return new Descriptor(null, null, () -> {});
    }

    private static void quietly(AutoCloseable stream) {
        try {
            stream.close();
        } catch (Exception ignored) {
            // close(2) of a shell tells nobody
        }
    }

    Descriptor hold() {
        holders.incrementAndGet();
        return this;
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            whenClosed.run();
        }
    }

    InputStream in() {
        return in == null ? new Closed() : in;
    }

    Output out() {
        return out == null ? new Output(new ClosedForWriting()) : out;
    }

    boolean isWritable() {
        return out != null;
    }

    /** A stream from outside of the simulation: an interrupt while reading it is a signal. */
    static InputStream guarded(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                try {
                    return super.read();
                } catch (InterruptedIOException killed) {
                    throw new Killed(Signal.TERM);
                }
            }

            @Override
            public int read(byte[] to, int from, int length) throws IOException {
                try {
                    return super.read(to, from, length);
                } catch (InterruptedIOException killed) {
                    throw new Killed(Signal.TERM);
                }
            }
        };
    }

    private static final class Closed extends InputStream {
        @Override
        public int read() throws IOException {
            throw new FileError(Errno.EBADF, "fd");
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            throw new FileError(Errno.EBADF, "fd");
        }
    }

    private static final class ClosedForWriting extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new FileError(Errno.EBADF, "fd");
        }
    }
}
