package dev.outpost.bench.nft;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The words and signs of a ruleset, and a place among them. Quotes stay around a word; a comma inside a word belongs to it. */
final class Cursor {
    private static final Pattern PIECE = Pattern.compile(
            "(?:[ \\t\\r]|\\\\\\n|#[^\\n]*)+|(?<word>[\\n{};,]|\"[^\"]*\"?|[^\\s{};,\"#]+(?:,[^\\s{};,\"#]+)*)");

    private final List<String> words = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();
    private int at;

    Cursor(String text) {
        var line = 1;
        for (var piece = PIECE.matcher(text); piece.find(); ) {
            if (piece.group("word") != null) {
                words.add(piece.group("word"));
                lines.add(line);
            }
            line += piece.group().endsWith("\n") ? 1 : 0;
        }
        words.add("\n");
        lines.add(line);
    }

    boolean atEnd() {
        return at >= words.size();
    }

    int line() {
        return lines.get(Math.min(at, lines.size() - 1));
    }

    String peek() {
        return words.get(Math.min(at, words.size() - 1));
    }

    String next() {
        var word = peek();
        at++;
        return word;
    }

    boolean sees(String sign) {
        return !atEnd() && peek().equals(sign);
    }

    boolean take(String sign) {
        var there = sees(sign);
        at += there ? 1 : 0;
        return there;
    }

    void need(String... signs) throws NftError {
        for (var sign : signs) {
            if (!take(sign)) {
                throw unexpected();
            }
        }
    }

    /** A word that is no sign, its quotes removed. */
    String word() throws NftError {
        if (atEnd() || peek().matches("[\\n{};,=:.]|!=")) {
            throw unexpected();
        }
        return next().replace("\"", "");
    }

    NftError error(String message) {
        return new NftError(line(), message);
    }

    NftError unexpected() {
        return error("syntax error, unexpected "
                + (sees("\n") || atEnd() ? "newline" : peek().startsWith("\"") ? "quoted string" : "'" + peek() + "'"));
    }

    boolean endsStatement() {
        return sees("\n") || sees(";");
    }

    void skipEnds() {
        while (endsStatement()) {
            at++;
        }
    }

    /** Between two items in braces: line ends, and one comma at most. */
    void skipBetween() {
        while (sees("\n") || sees(",")) {
            at++;
        }
    }

    int place() {
        return at;
    }

    void back(int place) {
        at = place;
    }

    /** The words from a place to here as nft lists them. */
    String words(int from) {
        var text = String.join(" ", words.subList(from, at)).replaceAll("[ \\n]+", " ");
        return text.replace(" ,", ",").strip();
    }
}
