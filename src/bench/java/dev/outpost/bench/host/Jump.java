package dev.outpost.bench.host;

/** Control leaves the middle of a script. */
abstract sealed class Jump extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int number;

    Jump(int number) {
        super("jump", null, false, false);
        this.number = number;
    }

    /** The status, or how many loops are left. */
    int number() {
        return number;
    }

    /** {@code break} or {@code continue} out of so many loops. */
    static final class OutOfLoop extends Jump {
        private static final long serialVersionUID = 1;

        private final boolean goesOn;

        OutOfLoop(int levels, boolean goesOn) {
            super(levels);
            this.goesOn = goesOn;
        }

        boolean goesOn() {
            return goesOn;
        }
    }

    /** {@code return}. */
    static final class Return extends Jump {
        private static final long serialVersionUID = 1;

        Return(int status) {
            super(status);
        }
    }

    /** The end of a shell, by {@code exit} or an error that ends scripts. */
    static final class Exit extends Jump {
        private static final long serialVersionUID = 1;

        Exit(int status) {
            super(status);
        }
    }
}
