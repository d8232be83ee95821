package dev.outpost.adapter.recording;

import java.util.BitSet;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A text in which parts are covered by others of the same length; what is covered stays as it is. */
final class Redactor {
    private static final Pattern HEX = Pattern.compile("(?:0[xX])?[0-9A-Fa-f]+");

    private final StringBuilder text;
    private final BitSet covered = new BitSet();

    Redactor(String text) {
        this.text = new StringBuilder(text);
    }

    /** Covers a group of each match; where a part of it is covered already, only the digits of the rest. */
    void each(Pattern pattern, int group, UnaryOperator<String> by) {
        each(0, text.toString(), pattern, group, by);
    }

    /** The same inside the matches of another pattern only. */
    void eachIn(Pattern outer, Pattern pattern, int group, UnaryOperator<String> by) {
        outer.matcher(text.toString())
                .results()
                .forEach(around -> each(around.start(), around.group(), pattern, group, by));
    }

    /** The same of each match in a text that begins there. */
    void each(int start, String part, Pattern pattern, int group, UnaryOperator<String> by) {
        pattern.matcher(part)
                .results()
                .filter(found -> found.group(group) != null)
                .forEach(found -> cover(start + found.start(group), found.group(group), by));
    }

    /** Covers this part. */
    void cover(int start, String part, UnaryOperator<String> by) {
        var end = start + part.length();
        var untouched = covered.get(start, end).isEmpty();
        var other = untouched ? by.apply(part) : blank(part);
        if (other.length() != part.length()) {
            throw new IllegalStateException("a cover of " + other.length() + " characters for " + part.length());
        }
        if (other.equals(part)) {
            return;
        }
        for (int i = start; i < end; i++) {
            if (!covered.get(i)) {
                text.setCharAt(i, other.charAt(i - start));
            }
        }
        covered.set(start, end);
    }

    /** Lets this part be as it is, whatever is found in it later. */
    void stays(Span span) {
        covered.set(span.start(), span.end());
    }

    /** What of this part is not covered yet: numbers by nines, hexadecimal ones by F, else letters and digits. */
    void rest(Span span) {
        var part = text.substring(span.start(), span.end());
        fill(span, HEX.matcher(part).matches() ? filled(part) : blankAll(part));
    }

    /** A cover of zeros could be taken for the state that stands in other places of the same answer. */
    private static String filled(String hex) {
        return hex.replaceAll("[0-9A-Fa-f](?![xX])", Digits.areDecimal(hex) ? "9" : "F");
    }

    /** The same for what is no text: each byte by one of its kind. Flags of HDLC and what tells PPP from it stay. */
    void binary(Span span) {
        var part = text.substring(span.start(), span.end());
        fill(
                span,
                part.replaceAll("[0-9]", "0")
                        .replaceAll("(?i)[a-z]", "x")
                        .replaceAll("[\\x01-\\x1f&&[^\\x03]]", "\u0001")
                        .replaceAll("[\\x80-\\xff&&[^\\xc0\\xff]]", "\u0080"));
    }

    private void fill(Span span, String by) {
        for (int i = span.start(); i < span.end(); i++) {
            if (!covered.get(i)) {
                text.setCharAt(i, by.charAt(i - span.start()));
            }
        }
        covered.set(span.start(), span.end());
    }

    /** Every place of a text, in any case of letters. */
    void all(String secret, String by) {
        each(Pattern.compile(Pattern.quote(secret), Pattern.CASE_INSENSITIVE), 0, found -> {
            var lower = found.equals(found.toLowerCase(Locale.ROOT));
            return lower ? by.toLowerCase(Locale.ROOT) : by;
        });
    }

    /** Digits as zeros, everything else as it is. */
    static String blank(String part) {
        return part.replaceAll("[0-9]", "0");
    }

    /** Letters and digits, both. */
    static String blankAll(String part) {
        return blank(part).replaceAll("[A-Z]", "X").replaceAll("[a-z]|[\\x80-\\xff]", "x");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
