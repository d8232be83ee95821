package dev.outpost.dongle;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Which of a dongle's ports is asked about SIM and network: the preferred one if it answers soon, else the first that does. */
final class Election {
    /** How long a port that answers waits for the preferred one. */
    private static final Duration COURTESY = Duration.ofMillis(800);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Optional<Integer> preferred;
    private boolean preferredIsOut;
    private boolean won;
    private boolean finished;

    /** @param preferred interface number; one that is not among the dongle's ports must not be named */
    Election(Optional<Integer> preferred) {
        this.preferred = preferred;
    }

    /** A full AT port asks to be the one. Blocks for a moment while the preferred one may still come. */
    boolean wins(PortTarget port) {
        lock.lock();
        try {
            var left = COURTESY.toNanos();
            while (!won && !isPreferred(port) && preferred.isPresent() && !preferredIsOut && left > 0) {
                left = changed.awaitNanos(left);
            }
            var first = !won;
            won = true;
            changed.signalAll();
            return first;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** This port is no candidate. */
    void isOut(PortTarget port) {
        lock.lock();
        try {
            preferredIsOut |= isPreferred(port);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The elected port has told everything: the others need not be waited for. */
    void isFinished() {
        lock.lock();
        try {
            finished = true;
        } finally {
            lock.unlock();
        }
    }

    boolean finished() {
        lock.lock();
        try {
            return finished;
        } finally {
            lock.unlock();
        }
    }

    private boolean isPreferred(PortTarget port) {
        return preferred.isPresent() && preferred.equals(port.interfaceNumber());
    }
}
