package dev.outpost.bench.host;

/** A command that could not be started: 127 when there is none, 126 when it may not run. */
final class NotRunnable extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    NotRunnable(int status, String words) {
        super(words, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
