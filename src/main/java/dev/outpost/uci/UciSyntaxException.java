package dev.outpost.uci;

/** A text that libuci refuses; line from 1 and byte from 0 as libuci counts them. */
public final class UciSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UciSyntaxException(String reason, int line, int position) {
        super("Parse error (" + reason + ") at line " + line + ", byte " + position);
    }
}
