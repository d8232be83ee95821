package dev.outpost.bench.router.modem;

import dev.outpost.bench.host.SpecialFile;
import dev.outpost.step.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** An open terminal whose bytes can be waited for with a limit. Closed by whoever opened it. */
public final class SerialLine implements AutoCloseable {
    private static final int END = -1;

    private final InputStream in;
    private final OutputStream out;
    private final BlockingQueue<Integer> received = new LinkedBlockingQueue<>();

    /** Opens both ways of a device. */
    public SerialLine(SpecialFile device) throws IOException {
        this(device.read(), device.write());
    }

    public SerialLine(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
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

    public void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** The next byte; empty when none came in time or the line is gone. */
    public Optional<Integer> next(Deadline deadline) throws InterruptedException {
        var next = deadline.poll(received);
        return next == null || next == END ? Optional.empty() : Optional.of(next);
    }

    @Override
    public void close() throws IOException {
        in.close();
        out.close();
    }
}
