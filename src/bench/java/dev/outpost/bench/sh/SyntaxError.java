package dev.outpost.bench.sh;

/** A text that is no shell program; the message is worded as ash words it. */
public final class SyntaxError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int line;

    SyntaxError(int line, String message) {
        super("syntax error: " + message);
        this.line = line;
    }

    public int line() {
        return line;
    }
}
