package dev.outpost.bench.relay.nft;

import java.util.ArrayList;
import java.util.List;

/** Cuts a ruleset into words. A dot is a word of its own only between blanks, as in {@code ip saddr . ip daddr}. */
final class Lexer {

    private static final String SIGNS = "{},;:=@()";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;
    private int lastEnd = -1;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        var lexer = new Lexer(text);
        lexer.run();
        return List.copyOf(lexer.tokens);
    }

    private void run() {
        while (at < text.length()) {
            var next = text.charAt(at);
            if (next == '\n') {
                add("\n", false, 1);
                line++;
                lineStart = at;
            } else if (next == '\\' && text.startsWith("\n", at + 1)) {
                at += 2;
                line++;
                lineStart = at;
            } else if (Character.isWhitespace(next)) {
                at++;
            } else if (next == '#') {
                at = end(text.indexOf('\n', at));
            } else if (next == '"') {
                var close = end(text.indexOf('"', at + 1));
                add(text.substring(at + 1, close), true, Math.min(close + 1, text.length()) - at);
            } else {
                word(next);
            }
        }
        add("\n", false, 0);
    }

    private void word(char next) {
        if (next == '!' && text.startsWith("=", at + 1)) {
            add("!=", false, 2);
        } else if (SIGNS.indexOf(next) >= 0) {
            add(String.valueOf(next), false, 1);
        } else {
            var stop = at;
            while (stop < text.length() && isWordPart(text.charAt(stop))) {
                stop++;
            }
            add(text.substring(at, Math.max(stop, at + 1)), false, Math.max(stop - at, 1));
        }
    }

    private static boolean isWordPart(char letter) {
        return !Character.isWhitespace(letter) && SIGNS.indexOf(letter) < 0 && "\"#!".indexOf(letter) < 0;
    }

    private void add(String word, boolean quoted, int length) {
        tokens.add(new Token(word, quoted, line, at - lineStart + 1, at == lastEnd));
        at += length;
        lastEnd = at;
    }

    private int end(int found) {
        return found < 0 ? text.length() : found;
    }
}
