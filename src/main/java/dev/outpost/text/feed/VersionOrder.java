package dev.outpost.text.feed;

import java.math.BigInteger;

/** Debian's order of versions, which opkg uses: runs of letters and of digits in turn, {@code ~} before everything, even the end. */
public final class VersionOrder {
    private VersionOrder() {}

    public static int compare(String a, String b) {
        var i = 0;
        var j = 0;
        while (i < a.length() || j < b.length()) {
            while (isOther(a, i) || isOther(b, j)) {
                var difference = Integer.compare(weight(a, i), weight(b, j));
                if (difference != 0) {
                    return difference;
                }
                i++;
                j++;
            }
            var endA = runEnd(a, i);
            var endB = runEnd(b, j);
            var difference = number(a, i, endA).compareTo(number(b, j, endB));
            if (difference != 0) {
                return difference;
            }
            i = endA;
            j = endB;
        }
        return 0;
    }

    private static boolean isOther(String text, int at) {
        return at < text.length() && !Character.isDigit(text.charAt(at));
    }

    private static int weight(String text, int at) {
        if (!isOther(text, at)) {
            return 0;
        }
        var c = text.charAt(at);
        return c == '~' ? -1 : Character.isLetter(c) ? c : c + 256;
    }

    private static int runEnd(String text, int from) {
        var end = Math.min(from, text.length());
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static BigInteger number(String text, int from, int end) {
        return new BigInteger("0" + text.substring(Math.min(from, end), end));
    }
}
