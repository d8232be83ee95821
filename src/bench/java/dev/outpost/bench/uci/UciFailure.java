package dev.outpost.bench.uci;

/** A refusal of libuci, with its words and its number. */
final class UciFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final int code;

    private UciFailure(String words, int code) {
        super(words, null, false, false);
        this.code = code;
    }

    static UciFailure invalid() {
        return new UciFailure("Invalid argument", 2);
    }

    static UciFailure notFound() {
        return new UciFailure("Entry not found", 3);
    }

    static UciFailure io() {
        return new UciFailure("I/O error", 4);
    }

    static UciFailure parse(String words) {
        return new UciFailure(words, 5);
    }

    int code() {
        return code;
    }
}
