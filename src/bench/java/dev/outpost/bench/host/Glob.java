package dev.outpost.bench.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shell patterns: {@code * ? [...]} and a backslash that protects. */
public final class Glob {
    private Glob() {}

    public static boolean matches(String pattern, String text) {
        return matches(pattern, 0, text, 0);
    }

    private static boolean matches(String pattern, int p, String text, int t) {
        while (p < pattern.length()) {
            char c = pattern.charAt(p);
            if (c == '*') {
                for (int rest = t; rest <= text.length(); rest++) {
                    if (matches(pattern, p + 1, text, rest)) {
                        return true;
                    }
                }
                return false;
            }
            if (t >= text.length()) {
                return false;
            }
            int width = 1;
            if (c == '[') {
                var set = Bracket.read(pattern, p);
                if (set.isPresent() ? !set.get().holds(text.charAt(t)) : text.charAt(t) != '[') {
                    return false;
                }
                width = set.map(Bracket::width).orElse(1);
            } else if (c == '\\' && p + 1 < pattern.length()) {
                if (text.charAt(t) != pattern.charAt(p + 1)) {
                    return false;
                }
                width = 2;
            } else if (c != '?' && c != text.charAt(t)) {
                return false;
            }
            p += width;
            t++;
        }
        return t == text.length();
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

    /** A set of characters in brackets. */
    private record Bracket(String inside, boolean negated, int width) {
        static Optional<Bracket> read(String pattern, int open) {
            int i = open + 1;
            boolean negated = i < pattern.length() && (pattern.charAt(i) == '!' || pattern.charAt(i) == '^');
            int start = negated ? i + 1 : i;
            i = start;
            while (i < pattern.length() && (pattern.charAt(i) != ']' || i == start)) {
                i += pattern.charAt(i) == '\\' ? 2 : 1;
            }
            return i >= pattern.length()
                    ? Optional.empty()
                    : Optional.of(new Bracket(pattern.substring(start, i), negated, i + 1 - open));
        }

        boolean holds(char c) {
            return negated != among(c);
        }

        private boolean among(char c) {
            int i = 0;
            while (i < inside.length()) {
                if (inside.charAt(i) == '\\' && i + 1 < inside.length()) {
                    i++;
                }
                char low = inside.charAt(i);
                boolean range = i + 2 < inside.length() && inside.charAt(i + 1) == '-';
                char high = range ? inside.charAt(i + 2) : low;
                if (c >= low && c <= high) {
                    return true;
                }
                i += range ? 3 : 1;
            }
            return false;
        }
    }
}
