package dev.outpost.step;

/** Carries a {@link Problem} out of work that cannot go on; the command line prints it and ends with its exit code. */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.code() + ": " + problem.what());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
