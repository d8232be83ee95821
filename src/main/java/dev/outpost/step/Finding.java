package dev.outpost.step;

import java.util.List;

/** What a look found: nothing to do, something to do, or something that a person must do. */
public sealed interface Finding {

    /**
     * Already as it should be.
     *
     * @param evidence what was seen that proves it
     */
    record Satisfied(String evidence) implements Finding {}

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
    record Blocked(Problem problem) implements Finding {}

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
