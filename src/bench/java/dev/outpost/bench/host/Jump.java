package dev.outpost.bench.host;

/** Control leaves the middle of a script. */
final class Jump extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Way way;
    private final int number;

    /** Out of loops, out of a function or a sourced file, or out of the shell. */
    enum Way {
        BREAK,
        CONTINUE,
        RETURN,
        EXIT
    }

    /** @param number the status, or how many loops are left */
    Jump(Way way, int number) {
        super("jump", null, false, false);
        this.way = way;
        this.number = number;
    }

    /** The status where a function ends; what goes further passes. */
    int returned() {
        if (way != Way.RETURN) {
            throw this;
        }
        return number;
    }

    /** The status where the shell ends. */
    int exited() {
        return exits() ? number : 0;
    }

    /** One loop is left; what goes further passes. */
    void leavesLoop() {
        if (exits() || number > 1) {
            throw exits() ? this : new Jump(way, number - 1);
        }
    }

    boolean goesOn() {
        return way == Way.CONTINUE && number == 1;
    }

    private boolean exits() {
        return way == Way.RETURN || way == Way.EXIT;
    }
}
