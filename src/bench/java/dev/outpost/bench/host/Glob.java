package dev.outpost.bench.host;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Shell patterns: {@code * ? [...]} and a backslash that protects. */
public final class Glob {
    private static final Pattern PIECE = Pattern.compile(
            "\\[(?<not>[!^]?)(?<set>(?:\\\\.|[^\\\\])(?:\\\\.|[^\\]\\\\])*)\\]|\\\\.|.", Pattern.DOTALL);

    private static final Pattern SPECIAL = Pattern.compile("[-*?\\[\\]\\\\!^]");
    private static final Pattern PROTECTED = Pattern.compile("\\\\(.)", Pattern.DOTALL);

    private Glob() {}

    static boolean matches(String pattern, String text) {
        return whole(pattern).test(text);
    }

    /** Whether a whole text matches. */
    static Predicate<String> whole(String pattern) {
        return regex(pattern).asMatchPredicate();
    }

    private static Pattern regex(String pattern) {
        return Pattern.compile(
                PIECE.matcher(pattern).replaceAll(piece -> Matcher.quoteReplacement(java(piece))), Pattern.DOTALL);
    }

    /** A piece in Java's words: in brackets ranges stay, every other sign stands for itself. */
    private static String java(MatchResult piece) {
        var set = piece.group("set");
        if (set != null) {
            var inside = set.replaceAll("(?<!\\\\)(?:[\\[\\]&^]|-$)|^-", "\\\\$0");
            return (piece.group("not").isEmpty() ? "[" : "[^") + inside + "]";
        }
        return switch (piece.group()) {
            case "*" -> ".*";
            case "?" -> ".";
            default -> Pattern.quote(unprotected(piece.group()));
        };
    }

    static boolean isPattern(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '*' || c == '?' || (c == '[' && pattern.indexOf(']', i) > 0)) {
                return true;
            }
        }
        return false;
    }

    /** Protects every special character. */
    static String literal(String text) {
        return SPECIAL.matcher(text).replaceAll("\\\\$0");
    }

    static String unprotected(String pattern) {
        return PROTECTED.matcher(pattern).replaceAll("$1");
    }

    /** The existing paths that match, sorted; none means that the pattern stands for itself. */
    public static List<String> expand(FileSystem files, String cwd, String pattern) {
        var found = List.of(pattern.startsWith("/") ? "/" : "");
        for (String part : pattern.split("/+")) {
            found = found.stream()
                    .flatMap(base -> step(files, base.startsWith("/") ? base : cwd + "/" + base, part)
                            .map(name -> base.isEmpty() || base.equals("/") ? base + name : base + "/" + name))
                    .toList();
        }
        return found.stream().sorted().toList();
    }

    /** The names in a folder that one part of a pattern means. */
    private static Stream<String> step(FileSystem files, String folder, String part) {
        var means = whole(part);
        try {
            return isPattern(part)
                    ? files.list(folder).stream()
                            .filter(name -> means.test(name) && (part.startsWith(".") || !name.startsWith(".")))
                    : Stream.of(unprotected(part))
                            .filter(name -> files.linkStat(folder + "/" + name).isPresent());
        } catch (FileError none) {
            return Stream.of();
        }
    }
}
