package dev.outpost.bench.dongle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The dongle's own time: how fast its delays go by.
 *
 * @param factor simulated seconds in a real second, 1 or more
 */
record Pace(double factor) {

    Pace {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("not a speed: " + factor);
        }
    }

    /** Waits a simulated while. */
    void pause(Duration simulated) throws InterruptedException {
        pauseUnless(new CountDownLatch(1), simulated);
    }

    /** Waits a simulated while, or less when the latch opens; true when it did. */
    boolean pauseUnless(CountDownLatch stop, Duration simulated) throws InterruptedException {
        return stop.await((long) (simulated.toNanos() / factor), TimeUnit.NANOSECONDS);
    }

    /** How much of the dongle's time lies between two readings of the JVM's clock. */
    Duration between(long earlierNanos, long laterNanos) {
        return Duration.ofNanos((long) ((laterNanos - earlierNanos) * factor));
    }
}
