package dev.outpost.bench.ssh;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;

/** Sends what is written soon after, as a server does that reads from a pipe; the channel's own stream keeps it until it is flushed. */
final class EagerOutput extends FilterOutputStream {
    private final Semaphore written = new Semaphore(0);
    private volatile boolean ended;

    EagerOutput(OutputStream out) {
        super(out);
        Thread.ofVirtual().name("exec output").start(this::send);
    }

    @Override
    public synchronized void write(int b) throws IOException {
        out.write(b);
        written.release();
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        written.release();
    }

    private void send() {
        try {
            while (!ended) {
                written.acquire();
                written.drainPermits();
                flush();
            }
        } catch (IOException gone) {
            // the client went away: the next write says so
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** One at a time: a channel that is closed while another thread still sends loses those bytes. */
    @Override
    public synchronized void flush() throws IOException {
        out.flush();
    }

    /** Nothing more is written. */
    void end() throws IOException {
        ended = true;
        written.release();
        flush();
    }
}
