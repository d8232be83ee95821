package dev.outpost.adapter.recording;

import dev.outpost.dongle.Patience;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Time that passes only when everybody waits: then it jumps to the first thing that somebody waits for. Whatever happens, nobody is kept
 * longer than {@link #STALLED} of real time for one jump.
 */
final class VirtualTime implements Patience {
    /** Real time after which a thread that neither waits nor ends is waited for no longer. */
    private static final Duration STALLED = Duration.ofSeconds(1);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

    /** Real time that a thread has for its next step after it closed its port. */
    private static final Duration AFTER_CLOSING = Duration.ofMillis(50);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<Thread, Long> waiting = new HashMap<>();

    /** Who takes part, and until which moment of real time it is waited for. */
    private final Map<Thread, Long> taking = new HashMap<>();

    private final Set<Thread> arrived = new HashSet<>();
    private int expected;
    private long now;

    /** @param expected how many threads will take part from the beginning */
    VirtualTime(int expected) {
        this.expected = expected;
    }

    @Override
    public long nanos() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void letPass(Duration time) throws InterruptedException {
        until(nanos() + time.toNanos());
    }

    /** This thread takes part from now on. */
    void join() {
        lock.lock();
        try {
            taking.put(Thread.currentThread(), Long.MAX_VALUE);
            arrived.add(Thread.currentThread());
        } finally {
            lock.unlock();
        }
    }

    /** The thread may be about to end. */
    void leaves(Thread thread) {
        lock.lock();
        try {
            taking.replace(thread, System.nanoTime() + AFTER_CLOSING.toNanos());
        } finally {
            lock.unlock();
        }
    }

    /** Waits for this moment. */
    void until(long moment) throws InterruptedException {
        var me = Thread.currentThread();
        lock.lock();
        try {
            if (moment <= now) {
                return;
            }
            waiting.put(me, moment);
            var since = System.nanoTime();
            while (now < moment) {
                var before = now;
                if (allWait() || System.nanoTime() - since > STALLED.toNanos()) {
                    jump();
                } else if (moved.await(LOOK_AGAIN.toNanos(), TimeUnit.NANOSECONDS) && now > before) {
                    since = System.nanoTime();
                }
            }
        } finally {
            waiting.remove(me);
            lock.unlock();
        }
    }

    private boolean allWait() {
        var real = System.nanoTime();
        taking.entrySet()
                .removeIf(each ->
                        !each.getKey().isAlive() || (each.getValue() < real && !waiting.containsKey(each.getKey())));
        return arrived.size() >= expected && waiting.keySet().containsAll(taking.keySet());
    }

    /** Whoever waited for the new moment is awake at once, so that nobody jumps again before it has done its step. */
    private void jump() {
        expected = Math.min(expected, arrived.size());
        now = Math.max(
                now, waiting.values().stream().mapToLong(Long::longValue).min().orElse(now));
        waiting.values().removeIf(moment -> moment <= now);
        moved.signalAll();
    }
}
