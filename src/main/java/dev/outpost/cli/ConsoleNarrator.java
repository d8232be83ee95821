package dev.outpost.cli;

import dev.outpost.step.Change;
import dev.outpost.step.Narrator;
import dev.outpost.step.Phase;
import dev.outpost.step.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells the person at the terminal what a run sees, decides and does. Packages in a row become one line, unless told to say more. */
final class ConsoleNarrator implements Narrator {
    /** From so many reasons on, each has a line of its own. */
    private static final int SEVERAL = 3;

    private final Console console;
    private final boolean verbose;
    private final List<String> packages = new ArrayList<>();
    private long packageBytes;
    private String lastSeen = "";

    ConsoleNarrator(Console console, boolean verbose) {
        this.console = console;
        this.verbose = verbose;
    }

    @Override
    public void chapter(String title) {
        finishPackages();
        console.title(title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1));
    }

    @Override
    public void saw(String what, String evidence) {
        var before = lastSeen;
        finishPackages();
        if (what.equals(before)) {
            console.detail(" ", evidence);
        } else {
            console.step(Mark.SEEN, what, evidence);
        }
        lastSeen = what;
    }

    @Override
    public void decided(String what, String because) {
        finishPackages();
        var reasons = reasons(because);
        if (reasons.size() < SEVERAL) {
            console.step(Mark.DECIDED, what, because);
            return;
        }
        console.step(Mark.DECIDED, what, "");
        for (var reason : reasons) {
            console.detail("+", reason);
        }
    }

    /** Parted at semicolons; one between brackets belongs to the source that it names. */
    static List<String> reasons(String because) {
        var all = new ArrayList<String>();
        int depth = 0;
        int from = 0;
        for (int at = 0; at < because.length(); at++) {
            switch (because.charAt(at)) {
                case '(' -> depth++;
                case ')' -> depth = Math.max(0, depth - 1);
                case ';' -> {
                    if (depth == 0 && because.startsWith("; ", at)) {
                        all.add(because.substring(from, at));
                        from = at + 2;
                    }
                }
                default -> {}
            }
        }
        all.add(because.substring(from));
        return List.copyOf(all);
    }

    @Override
    public void holds(String what, String evidence) {
        if (verbose) {
            console.detail("=", what + ": " + evidence);
        }
    }

    @Override
    public void planned(Change change) {
        if (!verbose && change.target() == Target.ROUTER && change.kind().equals("package")) {
            packages.add(change.subject());
            packageBytes += change.flashBytes();
            return;
        }
        finishPackages();
        var mark = change.phase() == Phase.PUBLIC ? Mark.EXPOSED : Mark.CHANGE;
        console.step(mark, change.describe(), ofFlash(change.flashBytes()));
        if (verbose) {
            change.exactly().forEach(line -> console.line("      " + line));
        }
    }

    @Override
    public void doing(String what) {
        finishPackages();
        console.waiting(what, Optional.empty());
    }

    @Override
    public void doing(String what, Duration limit) {
        finishPackages();
        console.waiting(what, Optional.of(limit));
    }

    @Override
    public void done(String what) {
        finishPackages();
        console.step(Mark.DONE, what, "");
    }

    @Override
    public void warned(String what) {
        finishPackages();
        console.step(Mark.WARNED, what, "");
    }

    @Override
    public void asks(String what) {
        finishPackages();
        console.step(Mark.ASKED, what, "");
    }

    /** Everything that is said ends a row of packages, and a row of things of one kind. */
    private void finishPackages() {
        lastSeen = "";
        if (!packages.isEmpty()) {
            var count = packages.size() + (packages.size() == 1 ? " package" : " packages");
            console.step(Mark.CHANGE, "router: install " + count, ofFlash(packageBytes));
            console.detail(" ", String.join(", ", packages));
            packages.clear();
            packageBytes = 0;
        }
    }

    /** "412 KiB of flash"; nothing below one KiB, which is noise beside the packages. */
    private static String ofFlash(long bytes) {
        return bytes < 1024 ? "" : "%d KiB of flash".formatted((bytes + 1023) / 1024);
    }
}
