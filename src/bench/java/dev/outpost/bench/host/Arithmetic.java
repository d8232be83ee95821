package dev.outpost.bench.host;

import java.util.regex.Pattern;

/** Shell arithmetic as scripts need it: {@code + - * / %} and parentheses on 64 bits, with variables by name. */
final class Arithmetic {
    private static final Pattern WORD = Pattern.compile("[0-9]{1,18}|[A-Za-z_][A-Za-z0-9_]*");

    private final Variables variables;
    private final String text;
    private int at;

    private Arithmetic(Variables variables, String text) {
        this.variables = variables;
        this.text = text.replaceAll("\\s", "");
    }

    /** @throws ArithmeticException for a text that is no expression, and a division by zero */
    static long value(Variables variables, String text) {
        var arithmetic = new Arithmetic(variables, text);
        long value = arithmetic.text.isEmpty() ? 0 : arithmetic.sum();
        if (arithmetic.at < arithmetic.text.length()) {
            throw new ArithmeticException("arithmetic syntax error");
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
                throw new ArithmeticException("divide by zero");
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
                throw new ArithmeticException("arithmetic syntax error");
            }
            return value;
        }
        var word = WORD.matcher(text).region(at, text.length());
        if (!word.lookingAt()) {
            throw new ArithmeticException("arithmetic syntax error");
        }
        at = word.end();
        if (Character.isDigit(word.group().charAt(0))) {
            return Long.parseLong(word.group());
        }
        String value = variables.get(word.group(), "");
        return value.isBlank() ? 0 : value(variables, value);
    }

    /** The next sign if it is one of these, which is read then; else 0. */
    private char next(String signs) {
        boolean there = at < text.length() && signs.indexOf(text.charAt(at)) >= 0;
        return there ? text.charAt(at++) : 0;
    }
}
