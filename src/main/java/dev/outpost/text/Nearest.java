package dev.outpost.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The known word that a mistyped one is nearest to, by edit distance. */
public final class Nearest {
    private static final int LETTERS = 2;
    private static final int PART = 3;

    private Nearest() {}

    /** The nearest known word, where it is near: at most two letters are wrong, and at most a third of the word. */
    public static Optional<String> near(String word, Collection<String> known) {
        var start = word.substring(0, Math.min(word.length(), 64));
        return known.stream()
                .min(Comparator.comparingInt(each -> distance(start, each)))
                .filter(best ->
                        distance(start, best) <= Math.min(LETTERS, Math.max(word.length(), best.length()) / PART));
    }

    /** The same as the next move: what was meant, else something else. */
    public static String meant(String word, String otherwise, String... known) {
        return near(word, List.of(known))
                .map(best -> "did you mean '" + best + "'?")
                .orElse(otherwise);
    }

    private static int distance(String from, String to) {
        var row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                var above = row[j];
                var change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[to.length()];
    }
}
