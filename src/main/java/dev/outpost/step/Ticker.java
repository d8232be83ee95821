package dev.outpost.step;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The time that pauses and deadlines are counted in: this computer's own, or a bench's, which stands still while its computer does. Every wait of
 * the program that has an end goes through here or through {@link Deadline}.
 */
public interface Ticker {
    /** This computer's own time. */
    Ticker REAL = new Ticker() {
        private final CountDownLatch never = new CountDownLatch(1);

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
            var ended = never.await(time.toNanos(), TimeUnit.NANOSECONDS);
            assert !ended;
        }
    };

    /** Nanoseconds since some moment; only differences mean something. */
    long nanos();

    /** Waits until so much of this time has passed. */
    void pause(Duration time) throws InterruptedException;

    /**
     * How long somebody who waits for something else may do so, by this computer's own time, before looking here again.
     *
     * @param left of this time, until the end of the wait
     */
    default Duration stride(Duration left) {
        return left;
    }

    /** Starts threads that wait in this time; it passes for none of them before all have begun. */
    default void start(List<? extends Runnable> bodies) {
        bodies.forEach(body -> Thread.ofPlatform().daemon().start(body));
    }

    /** The moment that is so far away. */
    default Deadline in(Duration limit) {
        return new Deadline(this, limit);
    }

    /** The same time at another pace: of one second here it makes so many. */
    default Ticker faster(double factor) {
        var slow = this;
        return new Ticker() {
            @Override
            public long nanos() {
                return (long) (slow.nanos() * factor);
            }

            @Override
            public void pause(Duration time) throws InterruptedException {
                slow.pause(real(time));
            }

            @Override
            public Duration stride(Duration left) {
                return slow.stride(real(left));
            }

            private Duration real(Duration time) {
                return Duration.ofNanos((long) Math.ceil(time.toNanos() / factor));
            }
        };
    }
}
