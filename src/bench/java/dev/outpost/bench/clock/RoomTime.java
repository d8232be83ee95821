package dev.outpost.bench.clock;

import dev.outpost.step.Ticker;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one time of the room that all benches of this process stand in, and whoever shares it with them: counted, not read. A thread adds the same step at each
 * of its ticks, and before each tick it waits once for its turn among the bench's own threads. A computer that stalls or is busy makes this time slow; it
 * never makes one wait run out before another.
 */
public final class RoomTime implements Ticker {
    /** The room in which all benches of this process stand. */
    public static final RoomTime ROOM = new RoomTime();

    private static final Duration STEP = Duration.ofMillis(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Sleeper> sleepers = new PriorityQueue<>();
    private final AtomicLong now = new AtomicLong();
    private long order;

    private RoomTime() {
        Thread.ofPlatform().daemon().name("room time").start(this::run);
    }

    /** Somebody who waits for a moment; of two who wait for the same, the first comes first. */
    private record Sleeper(long until, long order, CountDownLatch wakes) implements Comparable<Sleeper> {
        @Override
        public int compareTo(Sleeper other) {
            return until == other.until ? Long.compare(order, other.order) : Long.compare(until, other.until);
        }
    }

    private void run() {
        while (!Thread.interrupted()) {
            LockSupport.parkNanos(STEP.toNanos());
            awaitTurn();
            tick();
        }
    }

    /** The bench's threads stand in a queue for the processor: this one goes to its end. */
    private static void awaitTurn() {
        try {
            Thread.ofVirtual().start(() -> {}).join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() {
        lock.lock();
        try {
            var moment = now.addAndGet(STEP.toNanos());
            for (var first = sleepers.peek(); first != null && first.until() <= moment; first = sleepers.peek()) {
                sleepers.remove().wakes().countDown();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long nanos() {
        return now.get();
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        if (!time.isPositive()) {
            return;
        }
        var sleeper = sleeper(time);
        try {
            sleeper.wakes().await();
        } catch (InterruptedException e) {
            forget(sleeper);
            throw e;
        }
    }

    private Sleeper sleeper(Duration time) {
        lock.lock();
        try {
            var sleeper = new Sleeper(now.get() + time.toNanos(), order++, new CountDownLatch(1));
            sleepers.add(sleeper);
            return sleeper;
        } finally {
            lock.unlock();
        }
    }

    private void forget(Sleeper sleeper) {
        lock.lock();
        try {
            sleepers.remove(sleeper);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Duration stride(Duration left) {
        return left;
    }
}
