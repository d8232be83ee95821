package dev.outpost.bench.nft;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The words and signs of a ruleset, and a place among them. A dot is a word only between blanks, as in {@code ip saddr . ip daddr}. */
final class Cursor {
    private static final String SIGNS = "{},;:=@()";
    private static final Pattern PIECE = Pattern.compile("(?<skipped>[ \\t\\r]+|\\\\\\n|#[^\\n]*)|(?<end>\\n)|\"(?<quoted>[^\"]*)\"?"
            + "|(?<plain>!=|[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5}|[" + SIGNS + "]|[^\\s" + SIGNS + "\"#!]+|.)");

    private final List<Token> tokens = new ArrayList<>();
    private int at;

    Cursor(String text) {
        var piece = PIECE.matcher(text);
        var line = 1;
        var lineStart = 0;
        var lastEnd = -1;
        while (piece.find()) {
            if (piece.group("skipped") == null) {
                var quoted = piece.group("quoted") != null;
                var word = quoted ? piece.group("quoted") : piece.group();
                tokens.add(new Token(word, quoted, line, piece.start() - lineStart + 1, piece.start() == lastEnd));
                lastEnd = piece.end();
            }
            if (piece.group().endsWith("\n")) {
                line++;
                lineStart = piece.end();
            }
        }
        tokens.add(new Token("\n", false, line, text.length() - lineStart + 1, false));
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    Token peek() {
        return tokens.get(Math.min(at, tokens.size() - 1));
    }

    Token next() {
        var token = peek();
        at++;
        return token;
    }

    /** The word that was read last. */
    Token last() {
        return tokens.get(Math.max(0, at - 1));
    }

    /** One word back. */
    void back() {
        at--;
    }

    boolean sees(String sign) {
        return !atEnd() && peek().is(sign);
    }

    boolean take(String sign) {
        if (sees(sign)) {
            at++;
            return true;
        }
        return false;
    }

    Token need(String sign) throws NftError {
        if (!sees(sign)) {
            throw unexpected();
        }
        return next();
    }

    /** A word that is no sign. */
    Token word() throws NftError {
        var token = peek();
        if (atEnd() || token.endsStatement() || (!token.quoted() && (SIGNS + "!=").contains(token.text()))) {
            throw unexpected();
        }
        return next();
    }

    NftError unexpected() {
        var token = peek();
        var what = token.is("\n") || atEnd() ? "newline" : token.quoted() ? "quoted string" : "'" + token.text() + "'";
        return new NftError(token, "syntax error, unexpected " + what);
    }

    void skipEnds() {
        while (!atEnd() && peek().endsStatement()) {
            at++;
        }
    }

    void skipNewlines() {
        while (sees("\n")) {
            at++;
        }
    }

    int place() {
        return at;
    }

    /** The words from a place to here as nft lists them: one blank between, none where none was written. */
    String words(int from) {
        var text = new StringBuilder();
        for (var token : tokens.subList(from, at)) {
            text.append(text.isEmpty() || token.glued() || token.is("\n") ? "" : " ")
                    .append(token.is("\n") ? "" : token.source());
        }
        return text.toString().replaceAll(" ,", ",");
    }
}
