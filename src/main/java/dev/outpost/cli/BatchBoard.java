package dev.outpost.cli;

import dev.outpost.ledger.Outcome;
import dev.outpost.step.Change;
import dev.outpost.step.Narrator;
import dev.outpost.step.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Many units at work: a passing line that counts and says who does what, and a line a unit as soon as it is through. */
final class BatchBoard {
    private final Console console;
    private final int count;
    private final Ticker ticker;
    private final long begun;
    private final Map<String, String> busy = new LinkedHashMap<>();
    private final Map<String, Long> begins = new HashMap<>();
    private int done;
    private int failed;

    BatchBoard(Console console, int count, Ticker ticker) {
        this.console = console;
        this.count = count;
        this.ticker = ticker;
        this.begun = ticker.nanos();
    }

    /** Hears of one unit, which begins now. */
    synchronized Narrator narrator(String site) {
        begins.put(site, ticker.nanos());
        return new OfUnit(site);
    }

    /** A unit is through: its line stays. */
    synchronized void ended(Outcome outcome) {
        busy.remove(outcome.site());
        done += outcome.problem().isEmpty() ? 1 : 0;
        failed += outcome.problem().isPresent() ? 1 : 0;
        OutcomeRow.tell(
                console,
                outcome,
                since(begins.getOrDefault(outcome.site(), begun)).toSeconds() + " s");
        passing();
    }

    /** All are through. */
    void sum(Path fleet) {
        console.blank();
        console.line(head());
        if (failed > 0) {
            console.line("again, for what failed: outpost batch " + fleet);
        }
    }

    private String head() {
        return done + " of " + count + " done" + (failed == 0 ? "" : ", " + failed + " failed") + ", "
                + Elapsed.words(since(begun), Optional.empty());
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(ticker.nanos() - nanos);
    }

    private synchronized void tell(String site, String what) {
        busy.put(site, what);
        passing();
    }

    private void passing() {
        var each = busy.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue());
        console.fleeting(Stream.concat(Stream.of(head()), each).collect(Collectors.joining("   ")));
    }

    private final class OfUnit implements Narrator {
        private final String site;

        OfUnit(String site) {
            this.site = site;
        }

        @Override
        public void chapter(String title) {
            tell(site, title);
        }

        @Override
        public void saw(String what, String evidence) {}

        @Override
        public void decided(String what, String because) {}

        @Override
        public void planned(Change change) {}

        @Override
        public void doing(String what) {}

        @Override
        public void done(String what) {}

        @Override
        public void warned(String what) {}

        @Override
        public void asks(String what) {
            tell(site, what);
        }
    }
}
