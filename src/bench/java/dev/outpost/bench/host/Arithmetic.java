package dev.outpost.bench.host;

import java.util.List;
import java.util.function.LongBinaryOperator;

/** Shell arithmetic: C's integer operators on 64 bits, with variables by name. */
final class Arithmetic {
    private static final List<List<String>> LEVELS = List.of(
            List.of("||"),
            List.of("&&"),
            List.of("|"),
            List.of("^"),
            List.of("&"),
            List.of("==", "!="),
            List.of("<=", ">=", "<", ">"),
            List.of("<<", ">>"),
            List.of("+", "-"),
            List.of("*", "/", "%"),
            List.of("**"));
    private static final List<String> ASSIGNMENTS =
            List.of("=", "+=", "-=", "*=", "/=", "%=", "<<=", ">>=", "&=", "|=", "^=");

    private final Variables variables;
    private final String text;
    private int at;
    private int skipping;

    private Arithmetic(Variables variables, String text) {
        this.variables = variables;
        this.text = text;
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
        arithmetic.blanks();
        if (arithmetic.at == text.length()) {
            return 0;
        }
        long value = arithmetic.assignment();
        if (arithmetic.at < text.length()) {
            throw new Bad("arithmetic syntax error");
        }
        return value;
    }

    private long assignment() {
        int start = at;
        String name = name();
        if (!name.isEmpty()) {
            for (String sign : ASSIGNMENTS) {
                if (text.startsWith(sign, at) && !(sign.equals("=") && text.startsWith("==", at))) {
                    at += sign.length();
                    blanks();
                    long right = assignment();
                    long value = sign.equals("=")
                            ? right
                            : apply(sign.substring(0, sign.length() - 1), variable(name), right);
                    return store(name, value);
                }
            }
        }
        at = start;
        return choice();
    }

    private long store(String name, long value) {
        if (skipping == 0) {
            variables.set(name, String.valueOf(value));
        }
        return value;
    }

    private long choice() {
        long condition = binary(0);
        if (!take("?")) {
            return condition;
        }
        long yes = unless(condition == 0);
        if (!take(":")) {
            throw new Bad("arithmetic syntax error");
        }
        long no = unless(condition != 0);
        return condition != 0 ? yes : no;
    }

    private long unless(boolean skip) {
        skipping += skip ? 1 : 0;
        long value = assignment();
        skipping -= skip ? 1 : 0;
        return value;
    }

    private long binary(int level) {
        if (level == LEVELS.size()) {
            return unary();
        }
        long left = binary(level + 1);
        while (true) {
            String sign = operator(level);
            if (sign.isEmpty()) {
                return left;
            }
            boolean skip = (sign.equals("&&") && left == 0) || (sign.equals("||") && left != 0);
            skipping += skip ? 1 : 0;
            long right = binary(level + 1);
            skipping -= skip ? 1 : 0;
            left = apply(sign, left, right);
        }
    }

    private String operator(int level) {
        for (String sign : LEVELS.get(level)) {
            if (text.startsWith(sign, at) && !isLonger(sign)) {
                at += sign.length();
                blanks();
                return sign;
            }
        }
        return "";
    }

    private boolean isLonger(String sign) {
        char behind = at + sign.length() < text.length() ? text.charAt(at + sign.length()) : ' ';
        boolean doubled = sign.length() == 1 && "|&<>*".contains(sign) && behind == sign.charAt(0);
        boolean assigns =
                behind == '=' && !List.of("==", "!=", "<=", ">=", "&&", "||").contains(sign);
        return doubled || assigns;
    }

    private long apply(String sign, long left, long right) {
        LongBinaryOperator operation = switch (sign) {
            case "||" -> (a, b) -> a != 0 || b != 0 ? 1 : 0;
            case "&&" -> (a, b) -> a != 0 && b != 0 ? 1 : 0;
            case "|" -> (a, b) -> a | b;
            case "^" -> (a, b) -> a ^ b;
            case "&" -> (a, b) -> a & b;
            case "==" -> (a, b) -> a == b ? 1 : 0;
            case "!=" -> (a, b) -> a != b ? 1 : 0;
            case "<=" -> (a, b) -> a <= b ? 1 : 0;
            case ">=" -> (a, b) -> a >= b ? 1 : 0;
            case "<" -> (a, b) -> a < b ? 1 : 0;
            case ">" -> (a, b) -> a > b ? 1 : 0;
            case "<<" -> (a, b) -> a << b;
            case ">>" -> (a, b) -> a >> b;
            case "+" -> Long::sum;
            case "-" -> (a, b) -> a - b;
            case "*" -> (a, b) -> a * b;
            case "**" -> Arithmetic::power;
            case "/" -> (a, b) -> a / divisor(b);
            case "%" -> (a, b) -> a % divisor(b);
            default -> throw new Bad("arithmetic syntax error");
        };
        return operation.applyAsLong(left, right);
    }

    private static long power(long base, long exponent) {
        long result = 1;
        for (long i = 0; i < exponent; i++) {
            result *= base;
        }
        return result;
    }

    private long divisor(long value) {
        if (value == 0 && skipping == 0) {
            throw new Bad("divide by zero");
        }
        return value == 0 ? 1 : value;
    }

    private long unary() {
        if (text.startsWith("++", at) || text.startsWith("--", at)) {
            int step = text.charAt(at) == '+' ? 1 : -1;
            int start = at;
            at += 2;
            blanks();
            String name = name();
            if (!name.isEmpty()) {
                return store(name, variable(name) + step);
            }
            at = start;
        }
        if (take("!")) {
            return unary() == 0 ? 1 : 0;
        }
        if (take("-")) {
            return -unary();
        }
        if (take("+")) {
            return unary();
        }
        return take("~") ? ~unary() : primary();
    }

    private long primary() {
        if (take("(")) {
            long value = assignment();
            if (!take(")")) {
                throw new Bad("arithmetic syntax error");
            }
            return value;
        }
        String name = name();
        if (name.isEmpty()) {
            return number();
        }
        long value = variable(name);
        if (text.startsWith("++", at) || text.startsWith("--", at)) {
            int step = text.charAt(at) == '+' ? 1 : -1;
            at += 2;
            blanks();
            store(name, value + step);
        }
        return value;
    }

    private long number() {
        int start = at;
        while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        String digits = text.substring(start, at);
        blanks();
        return parse(digits);
    }

    private static long parse(String digits) {
        try {
            if (digits.startsWith("0x") || digits.startsWith("0X")) {
                return Long.parseUnsignedLong(digits.substring(2), 16);
            }
            boolean octal = digits.length() > 1 && digits.startsWith("0");
            return Long.parseLong(digits, octal ? 8 : 10);
        } catch (NumberFormatException bad) {
            throw new Bad("arithmetic syntax error");
        }
    }

    private long variable(String name) {
        String value = variables.get(name, "").strip();
        return value.isEmpty() ? 0 : value(variables, value);
    }

    private String name() {
        int start = at;
        while (at < text.length()
                && (Character.isLetter(text.charAt(at))
                        || text.charAt(at) == '_'
                        || (at > start && Character.isDigit(text.charAt(at))))) {
            at++;
        }
        String name = text.substring(start, at);
        blanks();
        return name;
    }

    private boolean take(String sign) {
        if (!text.startsWith(sign, at)) {
            return false;
        }
        at += sign.length();
        blanks();
        return true;
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
