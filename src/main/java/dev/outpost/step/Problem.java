package dev.outpost.step;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that stops the work, in words for the person who has to go on.
 *
 * @param what what was seen
 * @param because the cause; says so when it is not known
 * @param next the next move, best a command to paste
 * @param exit how a run ends that meets this problem: the code's own exit, but {@link Exit#ROLLED_BACK} where the cause made us put things back
 */
public record Problem(ProblemCode code, String what, String because, String next, Exit exit) {
    public Problem(ProblemCode code, String what, String because, String next) {
        this(code, what, because, next, code.exit());
    }

    /** As documents write it: code, what, because, next, exit. */
    public Map<String, Object> document() {
        var document = new LinkedHashMap<String, Object>();
        document.put("code", code);
        document.put("what", what);
        document.put("because", because);
        document.put("next", next);
        document.put("exit", exit.code());
        return document;
    }

    public Problem withWhat(String other) {
        return new Problem(code, other, because, next, exit);
    }

    public Problem withBecause(String other) {
        return new Problem(code, what, other, next, exit);
    }

    public Problem withNext(String other) {
        return new Problem(code, what, because, other, exit);
    }

    /** The same cause, where everything was put back because of it: exit 5. */
    public Problem rolledBack() {
        return new Problem(code, what, because, next, Exit.ROLLED_BACK);
    }
}
