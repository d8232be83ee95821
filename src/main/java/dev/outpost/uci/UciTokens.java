package dev.outpost.uci;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into statements of words with libuci's quoting: single quotes literal, double quotes and bare words with a
 * backslash, {@code #} for comments, {@code ;} between statements; quoted values may go over several lines.
 */
public final class UciTokens {
    private final String text;
    private int at;
    private int line = 1;
    private int statementStart;

    public UciTokens(String text) {
        this.text = text;
    }

    /** One statement; the line where its first word stood. */
    public record Statement(List<String> words, int line) {}

    public boolean hasNext() {
        skipEmpty();
        return at < text.length();
    }

    /** The words of the next statement. */
    public Statement next() {
        skipEmpty();
        int first = line;
        var words = new ArrayList<String>();
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != ';') {
            char c = text.charAt(at);
            if (c == '#') {
                skipComment();
            } else if (isBlank(c)) {
                at++;
            } else {
                words.add(word());
            }
        }
        return new Statement(words, first);
    }

    /** Where the reader stands, as libuci counts: bytes from the start of the first line of the statement. */
    int position() {
        return text.substring(statementStart, at).getBytes(StandardCharsets.UTF_8).length;
    }

    int line() {
        return line;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\013';
    }

    private void skipEmpty() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                newline();
                statementStart = at;
            } else if (isBlank(c) || c == ';') {
                at++;
            } else if (c == '#') {
                skipComment();
            } else {
                return;
            }
        }
    }

    private void newline() {
        at++;
        if (at < text.length()) {
            line++;
        }
    }

    private void skipComment() {
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
    }

    private String word() {
        var word = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isBlank(c) || c == '\n' || c == ';' || c == '#') {
                break;
            }
            at++;
            switch (c) {
                case '\'' -> quoted(word, '\'');
                case '"' -> quoted(word, '"');
                case '\\' -> word.append(escaped());
                default -> word.append(c);
            }
        }
        return word.toString();
    }

    private char escaped() {
        if (at >= text.length()) {
            throw new UciSyntaxException("EOF after \\", line, position());
        }
        char c = text.charAt(at);
        if (c == '\n') {
            newline();
        } else {
            at++;
        }
        return c;
    }

    private void quoted(StringBuilder word, char quote) {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                newline();
                word.append(c);
                continue;
            }
            at++;
            if (c == quote) {
                return;
            }
            word.append(c == '\\' && quote == '"' ? escaped() : c);
        }
        throw new UciSyntaxException("EOF with unterminated " + quote, line, position());
    }
}
