package dev.outpost.workflow;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The routers whose guard this process has armed and not seen the end of: where it ends now, they go back by themselves. */
public final class ArmedGuards {
    /** By run: the moment of {@link System#nanoTime} at which the guard's time is up at the latest. */
    private static final Map<String, Long> UP = new ConcurrentHashMap<>();

    private ArmedGuards() {}

    /** A sign of life, after which the router waits that long. */
    static void waits(String run, Duration window) {
        UP.put(run, System.nanoTime() + window.toNanos());
    }

    /** Confirmed, undone, or told otherwise. */
    static void over(String run) {
        UP.remove(run);
    }

    /** How long the last of them waits yet; empty where none is armed. */
    public static Optional<Duration> left() {
        var now = System.nanoTime();
        return UP.values().stream()
                .map(up -> Duration.ofNanos(Math.max(0, up - now)))
                .max(Duration::compareTo);
    }
}
