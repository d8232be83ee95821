package dev.outpost.step;

/**
 * Something that stops the work, in words for the person who has to go on.
 *
 * @param code stable name such as {@code SIM-PIN-LOW}; other tools hold on to it
 * @param what what was seen
 * @param because the cause; says so when it is not known
 * @param next the next move, best a command to paste
 * @param exit how a run ends that meets this problem
 */
public record Problem(String code, String what, String because, String next, Exit exit) {
    public Problem {
        if (!code.matches("[A-Z0-9]+(-[A-Z0-9]+)+")) {
            throw new IllegalArgumentException("a problem code is words of capitals joined by dashes, not " + code);
        }
    }

    /** A problem that needs a person: exit 3. */
    public static Problem blocked(String code, String what, String because, String next) {
        return new Problem(code, what, because, next, Exit.BLOCKED);
    }

    /** A problem of reach: exit 4. */
    public static Problem unreachable(String code, String what, String because, String next) {
        return new Problem(code, what, because, next, Exit.UNREACHABLE);
    }
}
