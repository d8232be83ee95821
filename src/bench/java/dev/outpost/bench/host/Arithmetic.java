package dev.outpost.bench.host;

/** Shell arithmetic as scripts need it: {@code + - * / %} and parentheses on 64 bits, with variables by name. */
final class Arithmetic {
    private final Variables variables;
    private final String text;
    private int at;

    private Arithmetic(Variables variables, String text) {
        this.variables = variables;
        this.text = text.replaceAll("\\s", "");
    }

    /** A text that is no expression, or a division by zero. */
    static final class Bad extends RuntimeException {
        private static final long serialVersionUID = 1;

        Bad(String words) {
            super(words, null, false, false);
        }
    }

    static long value(Variables variables, String text) {
        var arithmetic = new Arithmetic(variables, text);
        long value = arithmetic.text.isEmpty() ? 0 : arithmetic.sum();
        if (arithmetic.at < arithmetic.text.length()) {
            throw new Bad("arithmetic syntax error");
        }
        return value;
    }

    private long sum() {
        long left = product();
        while (true) {
            if (take('+')) {
                left += product();
            } else if (take('-')) {
                left -= product();
            } else {
                return left;
            }
        }
    }

    private long product() {
        long left = one();
        while (true) {
            if (take('*')) {
                left *= one();
            } else if (take('/')) {
                left /= divisor();
            } else if (take('%')) {
                left %= divisor();
            } else {
                return left;
            }
        }
    }

    private long divisor() {
        long value = one();
        if (value == 0) {
            throw new Bad("divide by zero");
        }
        return value;
    }

    private long one() {
        if (take('-')) {
            return -one();
        }
        if (take('(')) {
            long value = sum();
            if (!take(')')) {
                throw new Bad("arithmetic syntax error");
            }
            return value;
        }
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        String word = text.substring(start, at);
        if (word.matches("[0-9]{1,18}")) {
            return Long.parseLong(word);
        }
        if (!word.matches("[A-Za-z_].*")) {
            throw new Bad("arithmetic syntax error");
        }
        String value = variables.get(word, "");
        return value.isBlank() ? 0 : value(variables, value);
    }

    private boolean take(char sign) {
        boolean there = at < text.length() && text.charAt(at) == sign;
        at += there ? 1 : 0;
        return there;
    }
}
