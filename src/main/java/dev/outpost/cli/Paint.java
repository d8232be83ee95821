package dev.outpost.cli;

/**
 * ANSI colours, or none.
 *
 * @param on whether there are any
 */
record Paint(boolean on) {
    String bold(String text) {
        return with("1", text);
    }

    String dim(String text) {
        return with("2", text);
    }

    String red(String text) {
        return with("31", text);
    }

    String green(String text) {
        return with("32", text);
    }

    String yellow(String text) {
        return with("33", text);
    }

    String cyan(String text) {
        return with("36", text);
    }

    /** What takes columns of it. */
    static String plain(String painted) {
        return painted.replaceAll("\u001b\\[[0-9]+m", "");
    }

    private String with(String code, String text) {
        return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
