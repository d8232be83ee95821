package dev.outpost.cli;

import dev.outpost.ledger.Outcome;
import dev.outpost.step.Change;
import dev.outpost.step.Narrator;
import dev.outpost.step.Phase;
import dev.outpost.step.Target;
import dev.outpost.step.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what a person acts on: a head of a few lines, a line a stage, what needs a hand, and in the end what to keep. Evidence and the parts of a
 * stage are left to {@code -v}, to documents and to the report; what explains a failure is told with it.
 */
final class StageNarrator implements Narrator {
    /** Chapters whose decisions the head tells. */
    private static final Set<String> BEFORE = Set.of("look", "plan");

    private static final int HEAD_COLUMN = 14;
    private static final long A_SECOND = 1_000_000_000L;

    private final Console console;
    private final Ticker ticker;
    private final Telling telling;
    private final Map<Path, String> kept = new LinkedHashMap<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<String> overcome = new ArrayList<>();
    private int chapters;
    private boolean acts;
    private boolean headed;
    private boolean told;
    private long since;

    /** What explains a failure, told in this chapter. */
    private record Evidence(int chapter, String what, String because) {}

    /** How much is told. */
    enum Telling {
        /** Only what nobody may miss. */
        ALARMS,
        STAGES,
        /** What is planned, too. */
        PLANS
    }

    StageNarrator(Console console, Ticker ticker, Telling telling) {
        this.console = console;
        this.ticker = ticker;
        this.telling = telling;
        this.since = ticker.nanos();
    }

    @Override
    public void chapter(String title) {
        acts = !BEFORE.contains(title);
        chapters++;
        since = ticker.nanos();
        doing(title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1));
    }

    @Override
    public void saw(String what, String because) {}

    @Override
    public void sums(String name, String words) {
        if (isQuiet()) {
            return;
        }
        console.labelled((headed ? "  " : "") + name, words, HEAD_COLUMN);
        headed = true;
    }

    @Override
    public void plans(Target where, List<String> inWords, boolean refused) {
        if (telling == Telling.PLANS || refused) {
            console.title("On the " + where.word());
            inWords.forEach(words -> console.step(Mark.CHANGE, words, ""));
        }
    }

    @Override
    public void explains(String what, String because) {
        evidence.add(new Evidence(chapters, what, because));
    }

    @Override
    public void decided(String what, String because) {
        if (acts && !isQuiet()) {
            part();
            console.brief(Mark.DECIDED, what, because);
            overcome.add(because.isEmpty() ? what : what + ": " + because);
        }
    }

    @Override
    public void planned(Change change) {
        if (telling == Telling.PLANS && change.phase() == Phase.PUBLIC) {
            part();
            console.step(Mark.EXPOSED, change.describe(), "");
        }
    }

    @Override
    public void doing(String what) {
        if (console.isLively() && !isQuiet()) {
            console.waiting(what, Optional.empty());
        }
    }

    @Override
    public void doing(String what, Duration limit) {
        if (console.isLively() && !isQuiet()) {
            console.waiting(what, Optional.of(limit));
        }
    }

    /** What stands behind a semicolon is its evidence. */
    @Override
    public void done(String what) {
        var now = ticker.nanos();
        var seconds = (now - since + A_SECOND / 2) / A_SECOND;
        since = now;
        if (!isQuiet() || what.startsWith("PUBLIC")) {
            part();
            console.brief(Mark.DONE, what.split("; ", 2)[0], seconds == 0 ? "" : seconds + " s");
        }
    }

    @Override
    public void partDone(String what) {}

    @Override
    public void kept(String what, String where) {
        kept.put(Path.of(where), what);
    }

    @Override
    public void warned(String what) {
        part();
        console.step(Mark.WARNED, what, "");
        overcome.add(what);
    }

    @Override
    public void asks(String what) {
        part();
        console.step(Mark.ASKED, what, "");
    }

    /** What it warned of, and what it decided while it acted. */
    List<String> overcome() {
        return List.copyOf(overcome);
    }

    /** The last words before a problem, or in its place. */
    void ended(Outcome outcome, Path siteFile) {
        if (!isQuiet()) {
            tellKept(outcome, siteFile);
        }
        if (outcome.problem().isPresent()) {
            tellEvidence();
        }
        evidence.clear();
        kept.clear();
        headed = false;
        told = false;
    }

    private void tellKept(Outcome outcome, Path siteFile) {
        if (kept.isEmpty()) {
            return;
        }
        var folder = kept.keySet().iterator().next().resolveSibling("..").normalize();
        var isWhole = outcome.problem().isEmpty();
        var lines = new LinkedHashMap<String, String>();
        kept.forEach((file, what) -> lines.put(folder.relativize(file).toString(), what));
        var password = folder.resolve("password");
        if (kept.size() > 1 && Files.exists(password)) {
            lines.put(folder.relativize(password).toString(), "the router's, for root");
        }
        console.blank();
        console.paragraph((isWhole ? outcome.site() + " can be seen. " : "") + "Kept in " + folder + ":");
        var column = lines.keySet().stream().mapToInt(String::length).max().orElse(0) + 4;
        lines.forEach((file, what) -> console.labelled("  " + file, what, column));
        if (isWhole) {
            console.labelled("  any day", "outpost verify " + siteFile, column);
        }
    }

    /** A chapter may end with what is told as a failure in the next; what is older was got over. */
    private void tellEvidence() {
        var before = "";
        for (var seen : evidence) {
            if (seen.chapter() < chapters - 1) {
                continue;
            }
            if (seen.what().equals(before)) {
                console.detail(" ", seen.because());
            } else {
                console.step(Mark.SEEN, seen.what(), seen.because());
            }
            before = seen.what();
        }
    }

    private boolean isQuiet() {
        return telling == Telling.ALARMS;
    }

    /** The first line after the head stands apart from it. */
    private void part() {
        if (headed && !told) {
            console.blank();
        }
        told = told || headed;
    }
}
