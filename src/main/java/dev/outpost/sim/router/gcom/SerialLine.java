package dev.outpost.sim.router.gcom;

import dev.outpost.sim.host.SpecialFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An open terminal whose bytes can be waited for with a limit. Closed by whoever opened it. */
public final class SerialLine implements AutoCloseable {
    private static final int END = -1;

    private final InputStream in;
    private final OutputStream out;
    private final BlockingQueue<Integer> received = new LinkedBlockingQueue<>();

    /** Opens both ways of a device. */
    public SerialLine(SpecialFile device) throws IOException {
        in = device.read();
        out = device.write();
        Thread.ofVirtual().name("serial line").start(this::pump);
    }

    private void pump() {
        try {
            for (var next = in.read(); next >= 0; next = in.read()) {
                received.add(next);
            }
        } catch (IOException gone) {
            // unplugged: the end of what can be read
        }
        received.add(END);
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** The next byte; empty when none came in time or the line is gone. */
    Optional<Integer> next(Duration real) throws InterruptedException {
        var next = received.poll(Math.max(real.toNanos(), 0), TimeUnit.NANOSECONDS);
        return next == null || next == END ? Optional.empty() : Optional.of(next);
    }

    @Override
    public void close() throws IOException {
        in.close();
        out.close();
    }
}
