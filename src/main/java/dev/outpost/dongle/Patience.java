package dev.outpost.dongle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Time for those who wait for hardware: the computer's, or a test's own. */
public interface Patience {
    /** As {@link System#nanoTime}. */
    long nanos();

    /** Lets this much time pass until the next look. */
    void letPass(Duration time) throws InterruptedException;

    /** The computer's own time. */
    static Patience real() {
        return by(System::nanoTime);
    }

    /** The computer's own waiting, measured by another clock. */
    static Patience by(LongSupplier clock) {
        var never = new CountDownLatch(1);
        return new Patience() {
            @Override
            public long nanos() {
                return clock.getAsLong();
            }

            @Override
            public void letPass(Duration time) throws InterruptedException {
                var ended = never.await(time.toNanos(), TimeUnit.NANOSECONDS);
                assert !ended;
            }
        };
    }
}
