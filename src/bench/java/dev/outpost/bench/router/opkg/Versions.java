package dev.outpost.bench.router.opkg;

/** Debian's order of versions, which opkg uses: runs of letters and of digits in turn, {@code ~} before everything. */
final class Versions {
    private Versions() {}

    static int compare(String a, String b) {
        var i = 0;
        var j = 0;
        while (i < a.length() || j < b.length()) {
            while ((i < a.length() && !digit(a, i)) || (j < b.length() && !digit(b, j))) {
                var difference = weight(a, i) - weight(b, j);
                if (difference != 0) {
                    return difference;
                }
                i++;
                j++;
            }
            var endA = runEnd(a, i);
            var endB = runEnd(b, j);
            var difference = new java.math.BigInteger("0" + a.substring(Math.min(i, endA), endA))
                    .compareTo(new java.math.BigInteger("0" + b.substring(Math.min(j, endB), endB)));
            if (difference != 0) {
                return difference;
            }
            i = endA;
            j = endB;
        }
        return 0;
    }

    private static boolean digit(String text, int at) {
        return Character.isDigit(text.charAt(at));
    }

    private static int runEnd(String text, int from) {
        var end = Math.min(from, text.length());
        while (end < text.length() && digit(text, end)) {
            end++;
        }
        return end;
    }

    private static int weight(String text, int at) {
        if (at >= text.length() || digit(text, at)) {
            return 0;
        }
        var c = text.charAt(at);
        if (c == '~') {
            return -1;
        }
        return Character.isLetter(c) ? c : c + 256;
    }
}
