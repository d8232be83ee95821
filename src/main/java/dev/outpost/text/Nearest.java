package dev.outpost.text;

/** The known word that a mistyped one is nearest to, by edit distance. */
public final class Nearest {
    private Nearest() {}

    /** The nearest of at least one known word. */
    public static String of(String word, String... known) {
        var best = known[0];
        var least = Integer.MAX_VALUE;
        for (var candidate : known) {
            var distance = distance(word.substring(0, Math.min(word.length(), 64)), candidate);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best;
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
