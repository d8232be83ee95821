package dev.outpost.step;

import java.util.concurrent.CountDownLatch;

/** Does something when a deadline is over, on a thread of its own, unless it was closed before: the way out of a call that nothing else ends. */
public final class Alarm implements AutoCloseable {
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean rang;

    private Alarm() {}

    /** Set from now on. */
    public static Alarm at(Deadline deadline, Runnable action) {
        var alarm = new Alarm();
        Thread.ofVirtual().name("alarm").start(() -> alarm.watch(deadline, action));
        return alarm;
    }

    private void watch(Deadline deadline, Runnable action) {
        try {
            if (!deadline.await(closed)) {
                rang = true;
                // what frees a call into native code may itself stay there, and must not hold the others' carrier
                Thread.ofPlatform().daemon().name("alarm rings").start(action);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the time was up. */
    public boolean rang() {
        return rang;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
