package dev.outpost.bench.busybox;

import java.util.regex.Pattern;

/** Turns POSIX regular expressions into Java's. */
final class Posix {
    private Posix() {}

    static Pattern pattern(String expression, boolean extended, boolean ignoreCase) {
        return Pattern.compile(
                translate(expression, extended), ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
    }

    /** In a basic expression the signs {@code + ? | ( ) { }} are literal unless a backslash stands before them. */
    private static String translate(String expression, boolean extended) {
        var java = new StringBuilder();
        int i = 0;
        while (i < expression.length()) {
            char c = expression.charAt(i);
            if (c == '[') {
                i = bracket(expression, i, java);
                continue;
            }
            boolean escaped = c == '\\' && i + 1 < expression.length();
            char sign = escaped ? expression.charAt(i + 1) : c;
            i += escaped ? 2 : 1;
            if ("+?|(){}".indexOf(sign) >= 0) {
                java.append(escaped == extended ? "\\" + sign : String.valueOf(sign));
            } else if (escaped) {
                java.append(
                        "ntr".indexOf(sign) >= 0 || Character.isDigit(sign)
                                ? "\\" + sign
                                : Pattern.quote(String.valueOf(sign)));
            } else if (!extended
                    && sign == '^'
                    && !java.isEmpty()
                    && !java.toString().endsWith("(")
                    && !java.toString().endsWith("|")) {
                java.append("\\^");
            } else {
                java.append(sign);
            }
        }
        return java.toString();
    }

    private static int bracket(String expression, int open, StringBuilder java) {
        int i = open + 1;
        boolean negated = i < expression.length() && expression.charAt(i) == '^';
        i += negated ? 1 : 0;
        int start = i;
        while (i < expression.length() && (expression.charAt(i) != ']' || i == start)) {
            if (expression.startsWith("[:", i) && expression.indexOf(":]", i) > 0) {
                i = expression.indexOf(":]", i) + 1;
            }
            i++;
        }
        if (i >= expression.length()) {
            throw new Options.Unknown("bad regex '" + expression + "': Unmatched [, [^, [:, [., or [=");
        }
        java.append(negated ? "[^" : "[")
                .append(members(expression.substring(start, i)))
                .append(']');
        return i + 1;
    }

    private static String members(String inside) {
        var java = new StringBuilder();
        int i = 0;
        while (i < inside.length()) {
            if (inside.startsWith("[:", i) && inside.indexOf(":]", i) > 0) {
                int end = inside.indexOf(":]", i);
                java.append(named(inside.substring(i + 2, end)));
                i = end + 2;
                continue;
            }
            char c = inside.charAt(i++);
            boolean literalDash = c == '-' && (i == 1 || i == inside.length());
            boolean special = c == '\\' || c == '[' || c == ']' || c == '&' || c == '^' || literalDash;
            java.append(special ? "\\" + c : String.valueOf(c));
        }
        return java.toString();
    }

    private static String named(String name) {
        return switch (name) {
            case "digit" -> "0-9";
            case "space" -> "\\s";
            case "blank" -> " \\t";
            default -> "\\p{" + Character.toUpperCase(name.charAt(0)) + name.substring(1) + "}";
        };
    }
}
