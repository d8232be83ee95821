package dev.outpost.bench.router.gcom;

import dev.outpost.bench.host.Environment;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;

/** The values of a statement, read from left to right: texts with {@code ^m} and {@code \n}, numbers, variables, a few functions. */
final class GcomExpression {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final Pattern WORD = Pattern.compile("[$]?[A-Za-z_][A-Za-z0-9_]*|%");
    private static final Pattern COMPARISON = Pattern.compile("!=|<>|<=|>=|=|<|>");

    private final String text;
    private final Map<String, Object> variables;
    private final Environment environment;
    private int at;

    GcomExpression(String text, Map<String, Object> variables, Environment environment) {
        this.text = text;
        this.variables = variables;
        this.environment = environment;
    }

    String rest() {
        return text.substring(at).strip();
    }

    boolean skip(char wanted) {
        blanks();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private String take(Pattern pattern) {
        blanks();
        var match = pattern.matcher(text).region(at, text.length());
        if (!match.lookingAt()) {
            return "";
        }
        at = match.end();
        return match.group();
    }

    String name() {
        return take(WORD);
    }

    BigDecimal number() {
        return value() instanceof BigDecimal number ? number : BigDecimal.ZERO;
    }

    String string() {
        return value().toString();
    }

    /** A value, with what is added to it by {@code +}. */
    Object value() {
        var value = one();
        while (skip('+')) {
            var more = one();
            value = value instanceof BigDecimal a && more instanceof BigDecimal b ? a.add(b) : value.toString() + more;
        }
        return value;
    }

    private Object one() {
        blanks();
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        var number = take(NUMBER);
        if (!number.isEmpty()) {
            return new BigDecimal(number);
        }
        var name = take(WORD);
        return skip('(') ? function(name) : variables.getOrDefault(name, name.startsWith("$") ? "" : BigDecimal.ZERO);
    }

    private Object function(String name) {
        var first = value();
        var from = skip(',') ? number().intValue() : 0;
        var length = skip(',') ? number().intValue() : 0;
        skip(')');
        var of = first.toString();
        return switch (name) {
            case "$env" -> environment.get(of, "");
            case "len" -> BigDecimal.valueOf(of.length());
            case "$left" -> of.substring(0, Math.min(from, of.length()));
            case "$right" -> of.substring(Math.max(of.length() - from, 0));
            case "$mid" -> of.substring(Math.min(from, of.length()), Math.min(from + length, of.length()));
            default -> "";
        };
    }

    private String quoted() {
        var value = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            var c = text.charAt(at);
            if (c == '^' && at + 1 < text.length()) {
                value.append((char) (Character.toUpperCase(text.charAt(++at)) & 31));
            } else if (c == '\\' && at + 1 < text.length()) {
                value.append(escaped(text.charAt(++at)));
            } else {
                value.append(c);
            }
        }
        at++;
        return value.toString();
    }

    private static char escaped(char letter) {
        return switch (letter) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> letter;
        };
    }

    /** A comparison in front of a statement. */
    boolean truth() {
        var left = value();
        var operator = take(COMPARISON);
        if (operator.isEmpty()) {
            return left instanceof BigDecimal number && number.signum() != 0;
        }
        var right = value();
        var order = left instanceof BigDecimal a && right instanceof BigDecimal b
                ? a.compareTo(b)
                : left.toString().compareTo(right.toString());
        return switch (operator) {
            case "=" -> order == 0;
            case "!=", "<>" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }
}
