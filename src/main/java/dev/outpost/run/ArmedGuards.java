package dev.outpost.run;

import dev.outpost.step.Deadline;
import dev.outpost.step.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** The routers whose guard this process has armed and not seen the end of: where it ends now, they go back by themselves. */
public final class ArmedGuards {
    /** By run: when the guard's time is up at the latest. */
    private static final Map<String, Deadline> UP = new ConcurrentHashMap<>();

    private static final AtomicBoolean KEPT = new AtomicBoolean();

    private ArmedGuards() {}

    /** A sign of life, after which the router waits that long. */
    static void waits(String run, Duration window) {
        UP.put(run, Ticker.REAL.in(window));
    }

    /** Undone, or told otherwise. */
    static void over(String run) {
        UP.remove(run);
    }

    /** Somebody logged in anew, or nobody could. */
    static <K> GuardOutcome<K> over(String run, GuardOutcome<K> outcome) {
        over(run);
        if (outcome instanceof GuardOutcome.Kept) {
            KEPT.set(true);
        }
        return outcome;
    }

    /** How many routers go back by themselves where this process ends now. */
    public static int armed() {
        return UP.size();
    }

    /** Whether a router keeps what this process gave it. */
    public static boolean kept() {
        return KEPT.get();
    }

    /** How long the last of them waits yet; empty where none is armed. */
    public static Optional<Duration> left() {
        return UP.values().stream().map(Deadline::left).max(Duration::compareTo);
    }
}
