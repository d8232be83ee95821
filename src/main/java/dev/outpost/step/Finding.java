package dev.outpost.step;

import java.util.List;
import java.util.Optional;

/** What a look found: nothing to do, something to do, or something that a person must do. */
public sealed interface Finding {

    /**
     * Already as it should be.
     *
     * @param evidence what was seen that proves it
     */
    record Satisfied(String evidence) implements Finding {
        @Override
        public Optional<String> evidenced() {
            return Optional.of(evidence);
        }
    }

    /** Missing, as values that can be printed and applied. */
    record Needed(List<Change> changes) implements Finding {
        public Needed {
            changes = List.copyOf(changes);
            if (changes.isEmpty()) {
                throw new IllegalArgumentException("nothing is needed: say Satisfied");
            }
        }
    }

    /** Cannot go on without a person. */
    record Blocked(Problem problem) implements Finding {
        @Override
        public Optional<Problem> refusal() {
            return Optional.of(problem);
        }
    }

    /**
     * What is to be made: nothing where it is satisfied.
     *
     * @throws ProblemException what only a person can do
     */
    default List<Change> changes() {
        ProblemException.ifAny(refusal());
        return List.of();
    }

    /** What a person must do, where nothing can be made. */
    default Optional<Problem> refusal() {
        return Optional.empty();
    }

    /** What proves that it is as it should be, where it is. */
    default Optional<String> evidenced() {
        return Optional.empty();
    }

    static Finding satisfied(String evidence) {
        return new Satisfied(evidence);
    }

    static Finding blocked(Problem problem) {
        return new Blocked(problem);
    }

    /** {@link Needed} with these changes, or {@link Satisfied} by this evidence where there are none. */
    static Finding of(List<? extends Change> changes, String evidence) {
        return changes.isEmpty() ? new Satisfied(evidence) : new Needed(List.copyOf(changes));
    }
}
