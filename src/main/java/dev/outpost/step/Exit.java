package dev.outpost.step;

/** How a run ended, as the process tells its caller. */
public enum Exit {
    /** Everything asked for is true now. */
    DONE(0),
    /** A fault of this program. */
    BUG(1),
    /** The command line or a file is wrong. */
    USAGE(2),
    /** A person has to do something first. */
    BLOCKED(3),
    /** A port, router or relay does not answer. */
    UNREACHABLE(4),
    /** The guard fired, or we undid our own changes. */
    ROLLED_BACK(5);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    /** The process exit status, 0 to 5. */
    public int code() {
        return code;
    }

    /** The one that a run reports when both happened: a bug first, then 5, 4, 3 and so on down. */
    public Exit worse(Exit other) {
        if (this == BUG || other == BUG) {
            return BUG;
        }
        return code >= other.code ? this : other;
    }
}
