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

    /** Channels of every kind. */
    public long channels() {
        return execs.get() + forwards.get();
    }
}
