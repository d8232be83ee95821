package dev.outpost.router;

import dev.outpost.shell.Script;
import java.time.Duration;

/**
 * The scripts of the router's own way back: armed before the first change, confirmed over a new connection, gone afterwards.
 *
 * @param run this run's id
 */
public record Guard(String run) {
    /** Time of the router's own uptime since the last sign of life, after which it puts everything back. */
    public static final Duration WINDOW = Duration.ofMinutes(3);

    /** Copies of /etc/config and the keys are some 20 KiB; below this the guard does not even try (bytes). */
    public static final long ROOM = 96 << 10;

    /** What {@link #beat} and {@link #confirm} end with when the router put everything back meanwhile. */
    public static final int ROLLED_BACK = 80;

    public static final int FOREIGN = 75;
    public static final int NO_ROOM = 76;
    public static final int NOT_RUNNING = 77;

    public Guard {
        if (!run.matches("[a-z0-9-]{8,40}")) {
            throw new IllegalArgumentException("not a run id: " + run);
        }
    }

    public Script arm() {
        return script("guard-arm")
                .with("WINDOW", WINDOW.toSeconds())
                .with("GUARD", text("guard"))
                .with("INIT", text("guard-init"));
    }

    /** A sign of life; ends the batch it opens when the guard is not armed for this run. */
    public Script beat() {
        return script("guard-beat");
    }

    public Script confirm() {
        return script("guard-confirm");
    }

    /** Puts everything back now. */
    public Script restoreNow() {
        return script("guard-now");
    }

    private Script script(String name) {
        return Script.in(Guard.class, name).with("RUN", run);
    }

    private static String text(String name) {
        return Script.in(Guard.class, name).text();
    }
}
