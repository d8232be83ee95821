package dev.outpost.bench.uci;

/** A refusal of libuci, with its words. */
final class UciFailure extends Exception {
    static final String NOT_FOUND = "Entry not found";
    static final String INVALID = "Invalid argument";
    static final String IO = "I/O error";

    private static final long serialVersionUID = 1;

    UciFailure(String words) {
        super(words, null, false, false);
    }

    static UciFailure notFound() {
        return new UciFailure(NOT_FOUND);
    }
}
