package dev.outpost.bench.host;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Shell patterns: {@code * ? [...]} and a backslash that protects. */
public final class Glob {
    private Glob() {}

    public static boolean matches(String pattern, String text) {
        return whole(pattern).test(text);
    }

    /** Whether a whole text matches. */
    static Predicate<String> whole(String pattern) {
        return regex(pattern).asMatchPredicate();
    }

    private static Pattern regex(String pattern) {
        var regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            int end = c == '[' ? closing(pattern, i) : -1;
            if (end > 0) {
                regex.append(set(pattern.substring(i + 1, end)));
                i = end;
            } else if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else {
                i += c == '\\' && i + 1 < pattern.length() ? 1 : 0;
                regex.append(Pattern.quote(String.valueOf(pattern.charAt(i))));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /** Where a set of characters ends; -1: the bracket stands for itself. */
    private static int closing(String pattern, int open) {
        int start = open + 1 < pattern.length() && "!^".indexOf(pattern.charAt(open + 1)) >= 0 ? open + 2 : open + 1;
        for (int i = start; i < pattern.length(); i++) {
            if (pattern.charAt(i) == ']' && i > start) {
                return i;
            }
            i += pattern.charAt(i) == '\\' ? 1 : 0;
        }
        return -1;
    }

    /** The inside of a pair of brackets in Java's words: ranges stay, every other sign stands for itself. */
    private static String set(String inside) {
        var negated = inside.startsWith("!") || inside.startsWith("^");
        return (negated ? "[^" : "[") + inside.substring(negated ? 1 : 0).replaceAll("(?<!\\\\)(?:[\\[\\]&^]|-$)|^-", "\\\\$0") + "]";
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
    public static String literal(String text) {
        var pattern = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("*?[]\\-!^".indexOf(c) >= 0) {
                pattern.append('\\');
            }
            pattern.append(c);
        }
        return pattern.toString();
    }

    static String unprotected(String pattern) {
        return pattern.replaceAll("\\\\(.)", "$1");
    }

    /** The existing paths that match, sorted; none means that the pattern stands for itself. */
    static List<String> expand(FileSystem files, String cwd, String pattern) {
        var found = List.of(pattern.startsWith("/") ? "/" : "");
        for (String part : pattern.split("/")) {
            if (!part.isEmpty()) {
                found = step(files, cwd, found, part);
            }
        }
        return found.stream().sorted().toList();
    }

    private static List<String> step(FileSystem files, String cwd, List<String> bases, String part) {
        var next = new ArrayList<String>();
        for (String base : bases) {
            String prefix = base.isEmpty() || base.equals("/") ? base : base + "/";
            String folder = base.startsWith("/") ? base : cwd + "/" + base;
            if (!isPattern(part)) {
                String name = unprotected(part);
                if (files.linkStat(folder + "/" + name).isPresent()) {
                    next.add(prefix + name);
                }
                continue;
            }
            for (String name : names(files, folder)) {
                boolean hidden = name.startsWith(".") && !part.startsWith(".");
                if (!hidden && matches(part, name)) {
                    next.add(prefix + name);
                }
            }
        }
        return next;
    }

    private static List<String> names(FileSystem files, String folder) {
        try {
            return files.list(folder);
        } catch (FileError none) {
            return List.of();
        }
    }
}
