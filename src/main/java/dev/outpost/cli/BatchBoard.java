package dev.outpost.cli;

import dev.outpost.proof.Outcome;
import dev.outpost.step.Change;
import dev.outpost.step.Exit;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Many units at work: a passing line that says who does what, and in the end one line a unit. */
final class BatchBoard {
    private static final int NAME_COLUMN = 20;

    private final Console console;
    private final int count;
    private final Map<String, String> busy = new LinkedHashMap<>();

    BatchBoard(Console console, int count) {
        this.console = console;
        this.count = count;
    }

    /** Hears of one unit. */
    Narrator narrator(String site) {
        return new OfUnit(site);
    }

    /** The final table. */
    void rows(List<Outcome> outcomes) {
        console.title(count + (count == 1 ? " unit" : " units"));
        for (var outcome : outcomes) {
            var mark = outcome.exit() == Exit.DONE ? Mark.DONE : Mark.FAILED;
            console.step(mark, ("%-" + NAME_COLUMN + "s %s").formatted(outcome.site(), row(outcome)), "");
            outcome.problem().ifPresent(problem -> {
                console.detail("because", problem.because());
                console.detail("next   ", problem.next());
            });
        }
    }

    private static String row(Outcome outcome) {
        return outcome.problem().map(BatchBoard::stopped).orElseGet(() -> done(outcome));
    }

    private static String done(Outcome outcome) {
        var changes = outcome.changes().size();
        var did = changes == 0 ? "nothing to do" : changes + " changes";
        var address = Optional.ofNullable(outcome.facts().get("wanAddress"))
                .map(wan -> ", wan " + wan)
                .orElse("");
        var proven = Boolean.TRUE.equals(outcome.facts().get("proven")) ? ", seen by a viewer" : "";
        return did + address + proven;
    }

    private static String stopped(Problem problem) {
        return problem.what() + "  " + problem.code();
    }

    private synchronized void tell(String site, String what) {
        busy.put(site, what);
        console.fleeting(String.join(
                "   ",
                busy.entrySet().stream()
                        .map(e -> e.getKey() + ": " + e.getValue())
                        .toList()));
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
