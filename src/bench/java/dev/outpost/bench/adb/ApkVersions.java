package dev.outpost.bench.adb;

import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * Versions as apk understands and orders them: digits, at most one letter, suffixes, {@code ~} and a commit in hexadecimal digits
 * (facts/behaviours.md#41), {@code -r} and a build number.
 */
public final class ApkVersions {
    private static final Pattern SHAPE = Pattern.compile(
            "(?<numbers>\\d+(?:\\.\\d+)*)(?<letter>[a-z]?)(?<suffixes>(?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\\d*)*)(?:~(?<commit>[0-9a-f]+))?(?:-r(?<build>\\d+))?");
    private static final String BEFORE = "alpha beta pre rc";

    private ApkVersions() {}

    public static boolean isValid(String version) {
        return SHAPE.matcher(version).matches();
    }

    /** What {@code apk version -t} prints. */
    public static String sign(String a, String b) {
        var order = compare(a, b);
        return order < 0 ? "<" : order > 0 ? ">" : "=";
    }

    public static int compare(String a, String b) {
        var left = SHAPE.matcher(a);
        var right = SHAPE.matcher(b);
        if (!left.matches() || !right.matches()) {
            return a.compareTo(b);
        }
        var order = numbers(left.group("numbers"), right.group("numbers"));
        order = order != 0 ? order : left.group("letter").compareTo(right.group("letter"));
        order = order != 0 ? order : suffixes(left.group("suffixes"), right.group("suffixes"));
        order = order != 0 ? order : text(left.group("commit")).compareTo(text(right.group("commit")));
        return order != 0 ? order : number(left.group("build")).compareTo(number(right.group("build")));
    }

    private static int numbers(String a, String b) {
        var left = a.split("\\.");
        var right = b.split("\\.");
        for (int n = 0; n < Math.min(left.length, right.length); n++) {
            var order = number(left[n]).compareTo(number(right[n]));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    /** A suffix such as {@code _rc1} is before none at all, one such as {@code _p1} after it. */
    private static int suffixes(String a, String b) {
        if (a.equals(b)) {
            return 0;
        }
        var order = Integer.compare(weight(a), weight(b));
        return order != 0 ? order : a.compareTo(b);
    }

    private static int weight(String suffixes) {
        if (suffixes.isEmpty()) {
            return 0;
        }
        var word = suffixes.substring(1).replaceAll("[0-9_].*", "");
        return BEFORE.contains(word) ? -1 : 1;
    }

    private static BigInteger number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? BigInteger.ZERO : new BigInteger(digits);
    }

    private static String text(@org.jspecify.annotations.Nullable String commit) {
        return commit == null ? "" : commit;
    }
}
