package dev.outpost.cli;

import dev.outpost.ledger.Outcome;
import dev.outpost.step.Change;
import dev.outpost.step.Narrator;
import dev.outpost.step.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Many units at work: below the others, in its place, a line that counts and a line for each that is at it; a line that stays as soon as one is
 * through, or warns, or needs a hand.
 */
final class BatchBoard {
    /** More lines than a small terminal has cannot stand in their place. */
    private static final int MOST_ROWS = 16;

    private final Console console;
    private final int count;
    private final Ticker ticker;
    private final long begun;
    private final boolean quiet;
    private final Map<String, String> busy = new LinkedHashMap<>();
    private final Map<String, Long> begins = new HashMap<>();
    private int done;
    private int failed;
    private boolean over;

    /** @param quiet only what nobody may miss */
    BatchBoard(Console console, boolean quiet, int count, Ticker ticker) {
        this.console = console;
        this.quiet = quiet;
        this.count = count;
        this.ticker = ticker;
        this.begun = ticker.nanos();
    }

    /** Hears of one unit, which begins now. */
    synchronized Narrator narrator(String site) {
        if (begins.isEmpty() && console.isLively() && !quiet) {
            Elapsed.eachSecond(this::passing);
        }
        begins.put(site, ticker.nanos());
        return new OfUnit(site);
    }

    /** A unit is through: its line stays. */
    synchronized void ended(Outcome outcome) {
        busy.remove(outcome.site());
        done += outcome.problem().isEmpty() ? 1 : 0;
        failed += outcome.problem().isPresent() ? 1 : 0;
        if (!quiet || outcome.problem().isPresent()) {
            SitesInTurn.row(console, outcome, sinceBegin(outcome.site()).toSeconds() + " s");
        }
        passing();
    }

    /** All are through. */
    synchronized void sum(Path fleet) {
        over = true;
        if (!quiet) {
            console.blank();
            console.line(head());
        }
        if (failed > 0) {
            console.line("again, for what failed: outpost batch " + fleet);
        }
    }

    private String head() {
        return done + " of " + count + " done" + (failed == 0 ? "" : ", " + failed + " failed") + ", "
                + Elapsed.words(since(begun), Optional.empty());
    }

    private Duration sinceBegin(String site) {
        return since(begins.getOrDefault(site, begun));
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(ticker.nanos() - nanos);
    }

    private synchronized void tell(String site, String what) {
        busy.put(site, what);
        passing();
    }

    private synchronized void tell(Mark mark, String site, String what) {
        console.step(mark, site + ": " + what, "");
        passing();
    }

    /** Whether somebody is still at work. */
    private synchronized boolean passing() {
        if (!over && !quiet && console.isLively()) {
            var rows = new ArrayList<>(List.of(head()));
            busy.entrySet().stream().limit(MOST_ROWS).forEach(row -> rows.add(row(row.getKey(), row.getValue())));
            if (busy.size() > MOST_ROWS) {
                rows.add("  and " + (busy.size() - MOST_ROWS) + " more");
            }
            console.live(rows.stream()
                    .map(row -> console.paint().dim(cut(Lines.printable(row), 0)))
                    .toList());
        }
        return !over;
    }

    private String row(String site, String what) {
        var time = "  " + Elapsed.words(sinceBegin(site), Optional.empty());
        return cut("  %-14s %s".formatted(site, what), time.length()) + time;
    }

    private String cut(String row, int less) {
        return row.substring(0, Math.min(row.length(), console.width() - 1 - less));
    }

    private final class OfUnit implements Narrator {
        private final String site;
        private String stage = "";

        OfUnit(String site) {
            this.site = site;
        }

        @Override
        public void chapter(String title) {
            stage = title;
            tell(site, title);
        }

        @Override
        public void saw(String what, String evidence) {}

        @Override
        public void decided(String what, String because) {}

        @Override
        public void planned(Change change) {}

        @Override
        public void doing(String what) {
            tell(site, stage + ": " + what);
        }

        @Override
        public void done(String what) {}

        @Override
        public void warned(String what) {
            tell(Mark.WARNED, site, what);
        }

        @Override
        public void asks(String what) {
            tell(site, what);
            tell(Mark.ASKED, site, what);
        }
    }
}
