package dev.outpost.bench.nft;

/**
 * A word or a sign of a ruleset.
 *
 * @param text quotes removed; a newline is {@code "\n"}
 * @param quoted whether it stood in quotes
 * @param line from 1
 * @param column from 1
 * @param glued whether nothing stood between it and the one before
 */
record Token(String text, boolean quoted, int line, int column, boolean glued) {

    boolean is(String sign) {
        return !quoted && text.equals(sign);
    }

    /** A set's name behind its sign, as one word. */
    static Token reference(Token at, Token name) {
        return new Token("@" + name.text(), false, at.line(), at.column(), at.glued());
    }

    /** The name that {@link #reference} holds. */
    String referred() {
        return text.startsWith("@") ? text.substring(1) : text;
    }

    boolean endsStatement() {
        return is("\n") || is(";");
    }

    String source() {
        return quoted ? '"' + text + '"' : text;
    }
}
