package dev.outpost.bench.ssh;

import java.util.concurrent.atomic.AtomicLong;

/** What came in over SSH since the start: whole connections, channels by kind, bytes on the channels' stdin. */
public final class Traffic {
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong execs = new AtomicLong();
    private final AtomicLong forwards = new AtomicLong();
    private final AtomicLong bytesIn = new AtomicLong();

    public long connections() {
        return connections.get();
    }

    public long execs() {
        return execs.get();
    }

    /** Channels of type {@code direct-tcpip}. */
    public long forwards() {
        return forwards.get();
    }

    public long bytesIn() {
        return bytesIn.get();
    }

    void connected() {
        connections.incrementAndGet();
    }

    void executed() {
        execs.incrementAndGet();
    }

    void forwarded() {
        forwards.incrementAndGet();
    }

    void received(long bytes) {
        bytesIn.addAndGet(bytes);
    }
}
