package dev.outpost.adapter.recording;

import dev.outpost.step.Deadline;
import dev.outpost.step.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes only when everybody waits: then it jumps to the first moment that somebody waits for. One thread at a time goes on; of two that
 * wait for the same moment the one that was started first. So it never matters how fast the computer runs them.
 */
final class VirtualTime implements Ticker {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turn = lock.newCondition();

    /** Who takes part, in the order in which they were started. */
    private final List<Thread> taking = new ArrayList<>();

    private final Map<Thread, Long> waiting = new HashMap<>();
    private @Nullable Thread running;
    private long now;

    @Override
    public long nanos() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    /** Whoever takes no part and waits for those who do waits by the computer's own time. */
    @Override
    public Deadline in(Duration limit) {
        return Ticker.REAL.in(limit);
    }

    @Override
    public void start(List<? extends Runnable> bodies) {
        lock.lock();
        try {
            for (var body : bodies) {
                var thread = Thread.ofPlatform().daemon().unstarted(() -> run(body));
                taking.add(thread);
                waiting.put(thread, now);
                thread.start();
            }
            next();
        } finally {
            lock.unlock();
        }
    }

    private void run(Runnable body) {
        try {
            awaitTurn();
            body.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leaves();
        }
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        until(nanos() + time.toNanos());
    }

    /** Waits for this moment. */
    void until(long moment) throws InterruptedException {
        var me = Thread.currentThread();
        lock.lock();
        try {
            if (moment <= now) {
                return;
            }
            var isGuest = !taking.contains(me);
            if (isGuest) {
                taking.add(me);
            }
            waiting.put(me, moment);
            handsOver(me);
            awaitTurn();
            if (isGuest) {
                leaves();
            }
        } finally {
            lock.unlock();
        }
    }

    private void awaitTurn() throws InterruptedException {
        var me = Thread.currentThread();
        lock.lock();
        try {
            while (!me.equals(running)) {
                turn.await();
            }
        } catch (InterruptedException e) {
            leaves();
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private void leaves() {
        var me = Thread.currentThread();
        lock.lock();
        try {
            taking.remove(me);
            waiting.remove(me);
            handsOver(me);
        } finally {
            lock.unlock();
        }
    }

    private void handsOver(Thread from) {
        if (from.equals(running)) {
            running = null;
        }
        next();
    }

    /** Nobody is at work: the next moment comes. */
    private void next() {
        if (running == null) {
            waiting.entrySet().stream()
                    .min(Map.Entry.<Thread, Long>comparingByValue()
                            .thenComparing(Comparator.comparingInt(entry -> taking.indexOf(entry.getKey()))))
                    .ifPresent(this::wakes);
        }
    }

    private void wakes(Map.Entry<Thread, Long> first) {
        now = Math.max(now, first.getValue());
        running = first.getKey();
        waiting.remove(first.getKey());
        turn.signalAll();
    }
}
