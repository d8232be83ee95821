package dev.outpost.adapter.recording;

import dev.outpost.step.Deadline;
import dev.outpost.step.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Time that passes only when everybody waits: then it jumps to the first moment that somebody waits for. One thread at a time goes on; of two that
 * wait for the same moment the one that was started first. So it never matters how fast the computer runs them.
 */
final class VirtualTime implements Ticker {
    /** Who takes part, in the order in which they were started. */
    private final List<Thread> taking = new ArrayList<>();

    private final Map<Thread, Long> waiting = new HashMap<>();
    private @Nullable Thread running;
    private long now;

    @Override
    public synchronized long nanos() {
        return now;
    }

    /** Whoever takes no part and waits for those who do waits by the computer's own time. */
    @Override
    public Deadline in(Duration limit) {
        return Ticker.REAL.in(limit);
    }

    @Override
    public synchronized void start(List<? extends Runnable> bodies) {
        for (var body : bodies) {
            var thread = Thread.ofPlatform().daemon().unstarted(() -> run(body));
            taking.add(thread);
            waiting.put(thread, now);
            thread.start();
        }
        next();
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
    synchronized void until(long moment) throws InterruptedException {
        if (moment <= now) {
            return;
        }
        var me = Thread.currentThread();
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
    }

    private synchronized void awaitTurn() throws InterruptedException {
        try {
            while (!Thread.currentThread().equals(running)) {
                wait();
            }
        } catch (InterruptedException e) {
            leaves();
            throw e;
        }
    }

    private synchronized void leaves() {
        var me = Thread.currentThread();
        taking.remove(me);
        waiting.remove(me);
        handsOver(me);
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
        notifyAll();
    }
}
