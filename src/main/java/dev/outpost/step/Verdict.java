package dev.outpost.step;

import java.util.Optional;

/**
 * Whether what a step asks for is true now, after its changes were made.
 *
 * @param evidence what was seen
 * @param problem why it is not true; empty where it is
 */
public record Verdict(String evidence, Optional<Problem> problem) {
    public static Verdict holds(String evidence) {
        return new Verdict(evidence, Optional.empty());
    }

    public static Verdict fails(Problem problem) {
        return new Verdict(problem.what(), Optional.of(problem));
    }

    public boolean holds() {
        return problem.isEmpty();
    }
}
