package dev.outpost.uci;

/** A text that libuci refuses; line from 1 and byte from 0 as libuci counts them. */
public final class UciSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final int line;
    private final int position;

    public UciSyntaxException(String reason, int line, int position) {
        super("Parse error (" + reason + ") at line " + line + ", byte " + position);
        this.reason = reason;
        this.line = line;
        this.position = position;
    }

    public String reason() {
        return reason;
    }

    public int line() {
        return line;
    }

    public int position() {
        return position;
    }
}
