package dev.outpost.bench.host;

/** Control leaves the middle of a script. */
abstract sealed class Jump extends RuntimeException {
    private static final long serialVersionUID = 1;

    Jump(String word) {
        super(word, null, false, false);
    }

    /** {@code break} or {@code continue} out of so many loops. */
    static final class OutOfLoop extends Jump {
        private static final long serialVersionUID = 1;

        private final int levels;
        private final boolean goesOn;

        OutOfLoop(int levels, boolean goesOn) {
            super("loop");
            this.levels = levels;
            this.goesOn = goesOn;
        }

        int levels() {
            return levels;
        }

        boolean goesOn() {
            return goesOn;
        }
    }

    /** {@code return}. */
    static final class Return extends Jump {
        private static final long serialVersionUID = 1;

        private final int status;

        Return(int status) {
            super("return");
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /** The end of a shell, by {@code exit} or an error that ends scripts. */
    static final class Exit extends Jump {
        private static final long serialVersionUID = 1;

        private final int status;

        Exit(int status) {
            super("exit");
            this.status = status;
        }

        int status() {
            return status;
        }
    }
}
