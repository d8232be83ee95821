package dev.outpost.step;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/** The moment after which nobody waits any more, and the ways to wait until then. */
public final class Deadline {
    private final Ticker ticker;
    private final long until;

    Deadline(Ticker ticker, Duration limit) {
        this.ticker = ticker;
        this.until = ticker.nanos() + limit.toNanos();
    }

    /** The time until then; never negative. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, until - ticker.nanos()));
    }

    public boolean isOver() {
        return until - ticker.nanos() <= 0;
    }

    /** Waits for a latch; false when the time was up before. */
    public boolean await(CountDownLatch latch) throws InterruptedException {
        return waited(stride -> latch.await(stride, TimeUnit.NANOSECONDS) ? latch : null) != null;
    }

    /** Waits for a signal, or until the time is up; whoever calls holds the lock and looks whether it was meant. */
    @SuppressWarnings("WaitNotInLoop") // the callers loop
    public void await(Condition signal) throws InterruptedException {
        waited(stride -> signal.await(stride, TimeUnit.NANOSECONDS) ? signal : null);
    }

    /** Waits for the next thing in a queue; none when the time was up before. */
    public <T> @Nullable T poll(BlockingQueue<T> queue) throws InterruptedException {
        return waited(stride -> queue.poll(stride, TimeUnit.NANOSECONDS));
    }

    /** Waits for a permit; false when the time was up before. */
    public boolean acquire(Semaphore permits) throws InterruptedException {
        return waited(stride -> permits.tryAcquire(stride, TimeUnit.NANOSECONDS) ? permits : null) != null;
    }

    /** Waits for a process to end; false when the time was up before. */
    public boolean awaitEnd(Process process) throws InterruptedException {
        return waited(stride -> process.waitFor(stride, TimeUnit.NANOSECONDS) ? process : null) != null;
    }

    /**
     * Waits for a result.
     *
     * @throws TimeoutException the time was up before
     */
    public <T> T get(Future<T> result) throws InterruptedException, ExecutionException, TimeoutException {
        var ended = waited(stride -> {
            try {
                result.get(stride, TimeUnit.NANOSECONDS);
                return result;
            } catch (TimeoutException e) {
                return null;
            } catch (ExecutionException e) {
                return result;
            }
        });
        if (ended == null) {
            throw new TimeoutException();
        }
        return result.get();
    }

    /** A wait of the JDK's, of so many nanoseconds of this computer's time: what came, or null. */
    @FunctionalInterface
    private interface Wait<T> {
        @Nullable
        T within(long stride) throws InterruptedException;
    }

    private <T> @Nullable T waited(Wait<T> wait) throws InterruptedException {
        while (true) {
            var left = left();
            var come = wait.within(ticker.stride(left).toNanos());
            if (come != null || left.isZero()) {
                return come;
            }
        }
    }
}
