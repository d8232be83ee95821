package dev.outpost.step;

import java.util.function.Function;

/**
 * What should be true of a target.
 *
 * @param <T> what it is true of, as last looked at
 */
public interface Step<T> {
    /** The title of the step, a sentence's beginning: "the router's wan dials through the dongle". */
    String title();

    /** One that is no more than these. */
    static <T> Step<T> of(String title, Function<T, Finding> check) {
        return new Step<>() {
            @Override
            public String title() {
                return title;
            }

            @Override
            public Finding check(T target) {
                return check.apply(target);
            }
        };
    }

    /** What is missing. Changes nothing and reads only what the target holds already. */
    Finding check(T target);

    /**
     * Whether it is true now, after its changes were made: by default, whether a check of what was read back finds nothing missing.
     *
     * @param after the target as it was read back
     */
    default Verdict verify(T after) {
        return switch (check(after)) {
            case Finding.Satisfied(var evidence) -> Verdict.holds(evidence);
            case Finding.Needed(var missing) ->
                Verdict.fails(new Problem(
                        ProblemCode.STEP_NOT_TRUE,
                        "not true after it was made: " + title() + "; still missing: "
                                + missing.getFirst().describe(),
                        "it is not known why it did not stay",
                        "run the same command again"));
            case Finding.Blocked(var problem) -> Verdict.fails(problem);
        };
    }
}
