package dev.outpost.bench.host;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The open descriptors of one shell. */
final class Descriptors {
    private final Map<Integer, Descriptor> open = new TreeMap<>();

    /** An open file that several descriptors of several processes may share; its streams are closed with the last of them. */
    static final class Descriptor {
        private final InputStream in;
        private final Output out;
        private final List<Closeable> streams;
        private final AtomicInteger holders = new AtomicInteger(1);

        Descriptor(InputStream in, OutputStream out) {
            this.in = in;
            this.out = out instanceof Output already ? already : new Output(out);
            this.streams = List.of(in, out);
        }

        static Descriptor reading(InputStream in) {
            return new Descriptor(in, new NotOpenForWriting());
        }

        static Descriptor writing(OutputStream out) {
            return new Descriptor(new NotOpen(), out);
        }

        Descriptor hold() {
            holders.incrementAndGet();
            return this;
        }

        void release() {
            if (holders.decrementAndGet() == 0) {
                streams.forEach(Descriptor::quietly);
            }
        }

        private static void quietly(Closeable stream) {
            try {
                stream.close();
            } catch (IOException ignored) {
                // close(2) of a shell tells nobody
            }
        }
    }

    private static final class NotOpen extends InputStream {
        @Override
        public int read() throws IOException {
            throw new FileError(Errno.EBADF, "fd");
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            return read();
        }
    }

    private static final class NotOpenForWriting extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new FileError(Errno.EBADF, "fd");
        }
    }

    /** A stream from outside of the simulation: an interrupt while reading it is a signal. */
    static InputStream guarded(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 1 ? -1 : one[0] & 0xff;
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

    static Descriptors of(Call call) {
        var fds = new Descriptors();
        fds.open.put(0, Descriptor.reading(call.in()));
        fds.open.put(1, Descriptor.writing(call.out()));
        fds.open.put(2, Descriptor.writing(call.err()));
        return fds.fork(); // the streams belong to the caller: they are never closed here
    }

    /** What a forked shell has: the same open files. */
    Descriptors fork() {
        var copy = new Descriptors();
        open.forEach((fd, file) -> copy.open.put(fd, file.hold()));
        return copy;
    }

    Optional<Descriptor> get(int fd) {
        return Optional.ofNullable(open.get(fd));
    }

    /** Puts an open file at a number, without closing what was there; returns what was there. */
    Optional<Descriptor> swap(int fd, Optional<Descriptor> file) {
        var before = Optional.ofNullable(open.remove(fd));
        file.ifPresent(opened -> open.put(fd, opened));
        return before;
    }

    /** Puts an open file at a number and closes what was there. */
    void set(int fd, Descriptor file) {
        swap(fd, Optional.of(file)).ifPresent(Descriptor::release);
    }

    InputStream in() {
        return get(0).map(file -> file.in).orElseGet(NotOpen::new);
    }

    Output out() {
        return output(1);
    }

    Output err() {
        return output(2);
    }

    private Output output(int fd) {
        return get(fd).map(file -> file.out).orElseGet(() -> new Output(new NotOpenForWriting()));
    }

    void closeAll() {
        open.values().forEach(Descriptor::release);
        open.clear();
    }
}
