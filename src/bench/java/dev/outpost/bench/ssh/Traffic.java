package dev.outpost.bench.ssh;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What came in over SSH since the start.
 *
 * @param connections whole ones
 * @param forwards channels of type {@code direct-tcpip}
 * @param bytesIn commands, and what came on the channels' stdin
 */
public record Traffic(AtomicLong connections, AtomicLong execs, AtomicLong forwards, AtomicLong bytesIn) {
    Traffic() {
        this(new AtomicLong(), new AtomicLong(), new AtomicLong(), new AtomicLong());
    }

    /**
     * What a session cost its host.
     *
     * @param writes files written to flash
     * @param bytesIn received on channels, packages left out
     */
    public record Counters(long connections, long channels, long writes, long bytesIn) {}

    /** So far, with what the host wrote, and without the bytes of packages. */
    public Counters counters(long writes, long packageBytes) {
        var channels = execs.get() + forwards.get();
        return new Counters(connections.get(), channels, writes, Math.max(0, bytesIn.get() - packageBytes));
    }
}
