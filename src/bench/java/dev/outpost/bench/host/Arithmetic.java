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
        for (char sign = next("+-"); sign != 0; sign = next("+-")) {
            long right = product();
            left += sign == '+' ? right : -right;
        }
        return left;
    }

    private long product() {
        long left = one();
        for (char sign = next("*/%"); sign != 0; sign = next("*/%")) {
            long right = one();
            if (sign != '*' && right == 0) {
                throw new Bad("divide by zero");
            }
            left = sign == '*' ? left * right : sign == '/' ? left / right : left % right;
        }
        return left;
    }

    private long one() {
        if (next("-") != 0) {
            return -one();
        }
        if (next("(") != 0) {
            long value = sum();
            if (next(")") == 0) {
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

    /** The next sign if it is one of these, which is read then; else 0. */
    private char next(String signs) {
        boolean there = at < text.length() && signs.indexOf(text.charAt(at)) >= 0;
        return there ? text.charAt(at++) : 0;
    }
}
