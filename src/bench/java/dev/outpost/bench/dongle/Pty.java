package dev.outpost.bench.dongle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A pseudo terminal whose slave is a dongle's serial node for other programs. Nobody having the slave open is like a closed port:
 * what the dongle says meanwhile is lost, and the next program that opens it finds the dongle still there.
 */
public final class Pty implements AutoCloseable {
    /** How often it looks whether it was closed, or its slave opened, which the kernel does not report, ms. */
    private static final int LOOK = 20;

    private final int master;
    private final Path slave;
    private final Thread reader;
    private final Consumer<byte[]> received;
    private volatile boolean closed;
    private volatile boolean deaf;

    private Pty(int master, Path slave, Consumer<byte[]> received) {
        this.master = master;
        this.slave = slave;
        this.received = received;
        this.reader = Thread.ofPlatform().daemon().name("pty " + slave).unstarted(this::readUntilClosed);
    }

    /**
     * Opens a pair and starts to listen.
     *
     * @param received gets what a program writes to the slave, in order, on one thread
     * @throws IOException no pseudo terminal left, or this system is not Linux
     */
    public static Pty open(Consumer<byte[]> received) throws IOException {
        if (!isSupported()) {
            throw new IOException("pseudo terminals are made on Linux only; use the dongle's TCP form");
        }
        int master = Libc.openMaster();
        var pty = new Pty(master, Path.of(Libc.slaveName(master)), received);
        pty.reader.start();
        return pty;
    }

    /** Whether this system is one whose C library constants are known here. */
    public static boolean isSupported() {
        return "Linux".equals(System.getProperty("os.name"));
    }

    /** What another program opens, such as {@code /dev/pts/7}. */
    public Path slave() {
        return slave;
    }

    /** Writes what fits; a program that does not read loses the rest, as on a full USB buffer. */
    public synchronized void write(byte[] bytes) throws IOException {
        if (!closed && !isHungUp()) {
            Libc.write(master, bytes);
        }
    }

    /** Takes no more bytes: what is written to the slave hangs its writer. */
    public void stopsReading() throws IOException {
        deaf = true;
        Libc.stopOutput(slave.toString());
    }

    private boolean isHungUp() throws IOException {
        return (Libc.poll(0, master)[0] & Libc.POLLHUP) != 0;
    }

    private void readUntilClosed() {
        try {
            while (!closed) {
                var seen = deaf ? 0 : Libc.poll(LOOK, master)[0];
                if ((seen & Libc.POLLIN) != 0) {
                    received.accept(Libc.read(master));
                } else if (deaf || (seen & Libc.POLLHUP) != 0) {
                    Libc.poll(LOOK);
                }
            }
        } catch (IOException e) {
            closed = true;
        }
    }

    /** Unplugs: whoever has the slave open sees a hang-up. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try {
            if (Thread.currentThread() != reader) {
                reader.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Libc.close(master);
    }
}
