package dev.outpost.cli;

import dev.outpost.ledger.Outcome;
import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a run for one of many sites ended: one line, and why and what next where it stopped. */
final class OutcomeRow {
    private static final int NAME_COLUMN = 14;

    private OutcomeRow() {}

    /** @param took the seconds it took, in words; empty where nobody waits for them */
    static void tell(Console console, Outcome outcome, String took) {
        var mark = outcome.exit() == Exit.DONE ? Mark.DONE : Mark.FAILED;
        var words = outcome.problem().map(OutcomeRow::stopped).orElseGet(() -> done(outcome));
        var row = Stream.of(words, took).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
        console.step(mark, ("%-" + NAME_COLUMN + "s %s").formatted(outcome.site(), row), "");
        outcome.problem().ifPresent(problem -> {
            console.detail("because", problem.because());
            console.detail("next   ", problem.next());
        });
    }

    private static String done(Outcome outcome) {
        var proven = outcome.schema().startsWith("outpost.verify/")
                || Boolean.TRUE.equals(outcome.facts().get("proven"));
        return Stream.of(
                        Optional.of(changes(outcome)).filter(words -> !words.isEmpty()),
                        mac(outcome),
                        Optional.ofNullable(outcome.facts().get("wanAddress")).map(wan -> "wan " + wan),
                        Optional.of("seen by a viewer").filter(_ -> proven))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }

    private static String changes(Outcome outcome) {
        var count = outcome.changes().size();
        return outcome.schema().startsWith("outpost.verify/")
                ? ""
                : count == 0 ? "nothing to do" : count == 1 ? "1 change" : count + " changes";
    }

    private static Optional<String> mac(Outcome outcome) {
        return outcome.facts().get("router") instanceof Map<?, ?> router
                ? Optional.ofNullable(router.get("mac")).map(String::valueOf)
                : Optional.empty();
    }

    private static String stopped(Problem problem) {
        return problem.what() + "  " + problem.code();
    }
}
