package dev.outpost.text;

import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.util.List;

/**
 * Where something stands in a file.
 *
 * @param file as the user named it
 * @param line from 1
 * @param column from 1
 */
public record Place(String file, int line, int column) {

    /**
     * The error for what stands here, as {@code FILE:LINE:COLUMN: what}; exit 2.
     *
     * @param code {@code FILE-SYNTAX}, {@code FILE-UNKNOWN-KEY}, {@code FILE-MISSING-KEY} or {@code FILE-BAD-VALUE}
     * @param expected what should have stood here
     * @param next the next move
     */
    public ProblemException problem(ProblemCode code, String what, String expected, String next) {
        return new MistakesInFile(
                List.of(new MistakesInFile.Mistake(this, new Problem(code, this + ": " + what, expected, next))));
    }

    /** The error for a value that cannot be; exit 2. */
    public ProblemException badValue(String what, String expected) {
        return problem(ProblemCode.FILE_BAD_VALUE, what, "expected " + expected, "");
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
