package dev.outpost.dongle;

import dev.outpost.step.Ticker;
import java.time.Duration;
import java.util.Optional;

/** Which of a dongle's ports is asked about SIM and network: the preferred one if it answers soon, else the first that does. */
final class AtPortElection {
    /** How long a port that answers waits for the preferred one. */
    private static final Duration COURTESY = Duration.ofMillis(800);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private final Optional<Integer> preferred;
    private final Ticker time;
    private boolean preferredIsOut;
    private boolean won;
    private boolean finished;

    /**
     * @param preferred interface number; one that is not among the dongle's ports must not be named
     * @param time in which the courtesy is waited for
     */
    AtPortElection(Optional<Integer> preferred, Ticker time) {
        this.preferred = preferred;
        this.time = time;
    }

    /** A full AT port asks to be the one. Blocks for a moment while the preferred one may still come. */
    boolean wins(Target.Port port) {
        try {
            for (var left = COURTESY; mayStillCome(port) && left.isPositive(); left = left.minus(BETWEEN_LOOKS)) {
                time.pause(BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return takes();
    }

    private synchronized boolean takes() {
        var first = !won;
        won = true;
        return first;
    }

    private synchronized boolean mayStillCome(Target.Port other) {
        return !won && !isPreferred(other) && preferred.isPresent() && !preferredIsOut;
    }

    /** This port is no candidate. */
    synchronized void isOut(Target.Port port) {
        preferredIsOut |= isPreferred(port);
    }

    /** The elected port has told everything: the others need not be waited for. */
    synchronized void isFinished() {
        finished = true;
    }

    synchronized boolean finished() {
        return finished;
    }

    private boolean isPreferred(Target.Port port) {
        return preferred.isPresent() && preferred.equals(port.interfaceNumber());
    }
}
