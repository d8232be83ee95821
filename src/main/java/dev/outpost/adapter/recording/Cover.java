package dev.outpost.adapter.recording;

import java.util.BitSet;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A text in which parts are covered by others of the same length; what is covered stays as it is. */
final class Cover {
    private final StringBuilder text;
    private final BitSet covered = new BitSet();

    Cover(String text) {
        this.text = new StringBuilder(text);
    }

    /** Covers a group of each match; where a part of it is covered already, only the digits of the rest. */
    void each(Pattern pattern, int group, UnaryOperator<String> by) {
        var found = pattern.matcher(text.toString());
        while (found.find()) {
            if (found.group(group) != null) {
                cover(found.start(group), found.group(group), by);
            }
        }
    }

    /** The same inside the matches of another pattern only. */
    void eachIn(Pattern outer, Pattern pattern, int group, UnaryOperator<String> by) {
        var around = outer.matcher(text.toString());
        while (around.find()) {
            var found = pattern.matcher(around.group());
            while (found.find()) {
                cover(around.start() + found.start(group), found.group(group), by);
            }
        }
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
        return blank(part).replaceAll("\\p{Alpha}|[\\x80-\\xff]", "x");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
