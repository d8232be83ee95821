package dev.outpost.step;

import java.util.Optional;

/** Carries a {@link Problem} out of work that cannot go on; the command line prints it and ends with its exit code. */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.code() + ": " + problem.what());
        this.problem = problem;
    }

    /** Stops work where something speaks against it. */
    public static void ifAny(Optional<Problem> found) {
        if (found.isPresent()) {
            throw new ProblemException(found.get());
        }
    }

    public Problem problem() {
        return problem;
    }
}
