package dev.outpost.router;

import dev.outpost.shell.Script;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The scripts of the router's own way back: armed before the first change, confirmed over a new connection, gone afterwards.
 *
 * @param run this run's id
 */
public record Guard(String run) {
    /** Time of the router's own uptime since the last sign of life, after which it puts everything back. */
    public static final Duration WINDOW = Duration.ofMinutes(3);

    public Guard {
        if (!run.matches("[a-z0-9-]{8,40}")) {
            throw new IllegalArgumentException("not a run id: " + run);
        }
    }

    public Script arm() {
        return arm(List.of());
    }

    /**
     * Keeps everything in /etc/config and /etc/dropbear, the shadow file, and whatever of ours lies elsewhere: init scripts called
     * outpost-*, hotplug scripts with outpost in their names, /etc/outpost-*, /usr/lib/outpost/* and the page of lights. A file that is not there
     * now is taken away when everything goes back; an init script is stopped and disabled first.
     *
     * @param extra more files that the run may change or make, with their whole paths
     */
    public Script arm(List<String> extra) {
        return script("guard-arm")
                .with("EXTRA", extra.stream().map(path -> path + "\n").collect(Collectors.joining()))
                .with("WINDOW", WINDOW.toSeconds())
                .with("GUARD", "#!/bin/sh\n" + text("packages-status") + "\n" + text("guard"))
                .with("INIT", "#!/bin/sh /etc/rc.common\n" + text("guard-init"));
    }

    /** A sign of life; ends the batch it opens when the guard is not armed for this run. */
    public Script beat() {
        return script("guard-beat");
    }

    /** A sign of life before something that takes that much longer than the window. */
    public Script beat(Duration longer) {
        return script("guard-beat").with("MORE", Math.max(0, longer.toSeconds()));
    }

    public Script confirm() {
        return script("guard-confirm");
    }

    /** Asks again after an answer to {@link #confirm} was lost: a guard that is gone without a word was confirmed by it. */
    public Script confirmAgain() {
        return confirm().with("ASKED", "yes");
    }

    /** Puts everything back now. */
    public Script restoreNow() {
        return script("guard-now");
    }

    /** Waits until everything is back; ends with {@link dev.outpost.shell.ScriptStatus#ROUTER_NOT_RESTORED} where that did not work. */
    public Script outcome() {
        return script("wait-restored");
    }

    private Script script(String name) {
        return Script.in(Guard.class, name).with("RUN", run);
    }

    private static String text(String name) {
        return Script.in(Guard.class, name).text().stripTrailing(); // what $(cat ...) gives back
    }

    /**
     * Looks at what the kernel's ruleset must hold because of sections that were written: {@code fw4} exits 0 whatever it skips
     * (facts/behaviours.md#29, #30). It prints a line {@code firewall SECTION: WHY} for each section that is not there.
     */
    public static Script proof(List<? extends RouterChange> changes) {
        var expected =
                changes.stream().flatMap(change -> change.inRuleset().stream()).collect(Collectors.joining("\n"));
        return Script.in(Guard.class, "firewall").with("EXPECTED", expected);
    }

    /** Starts our own interface anew, and nothing else. */
    public static Script tunnel() {
        return Script.in(Guard.class, "tunnel");
    }

    /** Starts the firewall anew, and nothing else. */
    public static Script reload() {
        return Script.in(Guard.class, "reload");
    }
}
