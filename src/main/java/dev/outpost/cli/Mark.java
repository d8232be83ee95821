package dev.outpost.cli;

/** What stands in front of a line. */
enum Mark {
    SEEN("·", "-"),
    DECIDED("→", "->"),
    CHANGE("+", "+"),
    DOING("…", "."),
    DONE("✓", "ok"),
    FAILED("✗", "XX"),
    WARNED("!", "!"),
    EXPOSED("!", "!!"),
    ASKED("☞", ">>");

    private final String sign;
    private final String plain;

    Mark(String sign, String plain) {
        this.sign = sign;
        this.plain = plain;
    }

    String in(Paint paint, boolean utf8) {
        var text = "%-2s".formatted(plain);
        var shown = utf8 ? sign : text;
        return switch (this) {
            case SEEN, DOING -> paint.dim(shown);
            case DECIDED -> paint.cyan(shown);
            case CHANGE, WARNED -> paint.yellow(shown);
            case DONE -> paint.green(shown);
            case FAILED, EXPOSED -> paint.red(shown);
            case ASKED -> paint.bold(paint.yellow(shown));
        };
    }

    /** Columns that it takes. */
    int width(boolean utf8) {
        return utf8 ? 1 : 2;
    }

    String emphasis(Paint paint, String text) {
        return switch (this) {
            case DECIDED, ASKED -> paint.bold(text);
            case WARNED -> paint.yellow(text);
            case DOING -> paint.dim(text);
            case FAILED -> paint.red(text);
            case EXPOSED -> paint.bold(paint.red(text));
            case SEEN, CHANGE, DONE -> text;
        };
    }
}
