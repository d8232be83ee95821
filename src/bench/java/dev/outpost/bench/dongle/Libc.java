package dev.outpost.bench.dongle;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The dozen C library calls that a pseudo terminal takes. Linux only: the constants and structure sizes are glibc's. */
final class Libc {
    private static final int EINTR = 4;
    private static final int EIO = 5;
    private static final int EAGAIN = 11;
    static final short POLLIN = 1;
    static final short POLLHUP = 16;

    private static final int O_RDWR = 2;
    private static final int O_NOCTTY = 0x100;
    private static final int O_NONBLOCK = 0x800;
    private static final int TCOOFF = 0;
    private static final long TERMIOS_BYTES = 64; // 60 in glibc

    private static final MethodHandle OPENPT = call("posix_openpt", JAVA_INT, JAVA_INT);
    private static final MethodHandle GRANTPT = call("grantpt", JAVA_INT, JAVA_INT);
    private static final MethodHandle UNLOCKPT = call("unlockpt", JAVA_INT, JAVA_INT);
    private static final MethodHandle PTSNAME = call("ptsname_r", JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle TCGETATTR = call("tcgetattr", JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle TCSETATTR = call("tcsetattr", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle OPEN = call("open", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle TCFLOW = call("tcflow", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle POLL = call("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle READ = call("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle WRITE = call("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle CLOSE = call("close", JAVA_INT, JAVA_INT);

    private Libc() {}

    /** A new master side, not blocking, raw, and its slave unlocked. */
    static int openMaster() throws IOException {
        int fd = (int) invoke(OPENPT, "posix_openpt", O_RDWR | O_NOCTTY | O_NONBLOCK);
        try {
            invoke(GRANTPT, "grantpt", fd);
            invoke(UNLOCKPT, "unlockpt", fd);
            makeRaw(fd);
            return fd;
        } catch (IOException e) {
            close(fd);
            throw e;
        }
    }

    static String slaveName(int master) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var name = arena.allocate(256);
            invoke(PTSNAME, "ptsname_r", master, name, 256L);
            return name.getString(0);
        }
    }

    /** Clears echo, line editing and newline translation; on Linux the master's calls reach the slave's settings. */
    private static void makeRaw(int fd) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var termios = arena.allocate(TERMIOS_BYTES);
            invoke(TCGETATTR, "tcgetattr", fd, termios);
            termios.set(JAVA_INT, 0, 0); // c_iflag
            termios.set(JAVA_INT, 4, 0); // c_oflag
            termios.set(JAVA_INT, 12, 0); // c_lflag
            invoke(TCSETATTR, "tcsetattr", fd, 0, termios);
        }
    }

    /** Suspends what programs write to a slave: their writes block from now on, as on a modem that takes no bytes. */
    static void stopOutput(String slave) throws IOException {
        try (var arena = Arena.ofConfined()) {
            int fd = (int) invoke(OPEN, "open", arena.allocateFrom(slave), O_RDWR | O_NOCTTY);
            try {
                invoke(TCFLOW, "tcflow", fd, TCOOFF);
            } finally {
                close(fd);
            }
        }
    }

    /**
     * Waits until one of the descriptors has something to read, or hangs up.
     *
     * @param timeout milliseconds
     * @return what happened to each: a mask of {@link #POLLIN} and {@link #POLLHUP}
     */
    static short[] poll(int timeout, int... fds) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var entries = arena.allocate(8L * fds.length, 4);
            for (int i = 0; i < fds.length; i++) {
                entries.set(JAVA_INT, 8L * i, fds[i]);
                entries.set(ValueLayout.JAVA_SHORT, 8L * i + 4, POLLIN);
            }
            invoke(POLL, "poll", entries, (long) fds.length, timeout);
            var seen = new short[fds.length];
            for (int i = 0; i < fds.length; i++) {
                seen[i] = entries.get(ValueLayout.JAVA_SHORT, 8L * i + 6);
            }
            return seen;
        }
    }

    /** Bytes read; none at the end or when nothing is there; a hung-up slave reads as none too. */
    static byte[] read(int fd) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocate(4096);
            long count = invoke(READ, "read", fd, buffer, 4096L);
            return buffer.asSlice(0, Math.max(0, count)).toArray(ValueLayout.JAVA_BYTE);
        }
    }

    static void write(int fd, byte[] bytes) throws IOException {
        try (var arena = Arena.ofConfined()) {
            invoke(WRITE, "write", fd, arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes), (long) bytes.length);
        }
    }

    static void close(int fd) {
        try {
            invoke(CLOSE, "close", fd);
        } catch (IOException closedAlready) {
            // it is of no use either way
        }
    }

    /** What the call returns; below zero where nothing was there, somebody hung up or a signal came. */
    private static long invoke(MethodHandle handle, String name, Object... arguments) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var errno = arena.allocate(Linker.Option.captureStateLayout());
            long result = ((Number) handle.bindTo(errno).invokeWithArguments(arguments)).longValue();
            int code = errno.get(JAVA_INT, 0);
            if (result < 0 && code != EIO && code != EAGAIN && code != EINTR) {
                throw new IOException(name + " failed, errno " + code);
            }
            return result;
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static MethodHandle call(String name, MemoryLayout result, MemoryLayout... arguments) {
        var linker = Linker.nativeLinker();
        var symbol = linker.defaultLookup().findOrThrow(name);
        var descriptor = FunctionDescriptor.of(result, arguments);
        return linker.downcallHandle(symbol, descriptor, Linker.Option.captureCallState("errno"));
    }
}
