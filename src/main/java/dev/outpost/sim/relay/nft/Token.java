package dev.outpost.sim.relay.nft;

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

    boolean endsStatement() {
        return is("\n") || is(";");
    }

    String source() {
        return quoted ? '"' + text + '"' : text;
    }
}
