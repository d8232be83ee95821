package dev.outpost.bench.router.ubus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Messages as plain values (maps in order, lists, strings, longs, booleans) and the three ways OpenWrt prints them. */
public final class Blob {
    private Blob() {}

    /** A map from alternating names and values, in order. */
    public static Map<String, Object> of(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    /** As {@code ubus call} prints: tabs, and an empty list or table on three lines. */
    public static String pretty(Object value) {
        var text = new StringBuilder();
        pretty(value, 0, text);
        return text.toString();
    }

    private static void pretty(Object value, int depth, StringBuilder text) {
        switch (value) {
            case Map<?, ?> map -> {
                var rows = map.entrySet().stream()
                        .map(entry -> quoted(String.valueOf(entry.getKey())) + ": " + nested(entry.getValue(), depth))
                        .toList();
                block('{', rows, '}', depth, text);
            }
            case List<?> list ->
                block('[', list.stream().map(item -> nested(item, depth)).toList(), ']', depth, text);
            default -> text.append(scalar(value));
        }
    }

    private static String nested(Object value, int depth) {
        var text = new StringBuilder();
        pretty(value, depth + 1, text);
        return text.toString();
    }

    private static void block(char open, List<String> rows, char close, int depth, StringBuilder text) {
        var indent = "\t".repeat(depth + 1);
        text.append(open).append('\n').append(indent);
        text.append(String.join(",\n" + indent, rows));
        text.append('\n').append("\t".repeat(depth)).append(close);
    }

    /** As {@code ubus -S} prints: one line without blanks. */
    public static String line(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> quoted(String.valueOf(entry.getKey())) + ":" + line(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            case List<?> list -> list.stream().map(Blob::line).collect(Collectors.joining(",", "[", "]"));
            default -> scalar(value);
        };
    }

    /** As {@code jsonfilter} prints a table or list: one line with blanks. */
    public static String spaced(Object value) {
        return switch (value) {
            case Map<?, ?> map when map.isEmpty() -> "{ }";
            case List<?> list when list.isEmpty() -> "[ ]";
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> quoted(String.valueOf(entry.getKey())) + ": " + spaced(entry.getValue()))
                        .collect(Collectors.joining(", ", "{ ", " }"));
            case List<?> list -> list.stream().map(Blob::spaced).collect(Collectors.joining(", ", "[ ", " ]"));
            default -> scalar(value);
        };
    }

    private static String scalar(Object value) {
        return value instanceof String text ? quoted(text) : String.valueOf(value);
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException when it is not JSON
     */
    public static Object parse(String text) {
        var reader = new Reader(text);
        var value = reader.value();
        reader.blanks();
        if (reader.at < text.length()) {
            throw new IllegalArgumentException("more than one value");
        }
        return value;
    }

    private static final class Reader {
        private final String text;
        private int at;

        private Reader(String text) {
            this.text = text;
        }

        private void blanks() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private char peek() {
            blanks();
            if (at >= text.length()) {
                throw new IllegalArgumentException("ends early");
            }
            return text.charAt(at);
        }

        private Object value() {
            return switch (peek()) {
                case '{' -> table();
                case '[' -> list();
                case '"' -> string();
                default -> word();
            };
        }

        private Map<String, Object> table() {
            var map = new LinkedHashMap<String, Object>();
            at++;
            while (peek() != '}') {
                if (!map.isEmpty()) {
                    expect(',');
                }
                if (peek() != '"') {
                    throw new IllegalArgumentException("a name is expected at " + at);
                }
                var name = string();
                expect(':');
                map.put(name, value());
            }
            at++;
            return map;
        }

        private List<Object> list() {
            var list = new ArrayList<Object>();
            at++;
            while (peek() != ']') {
                if (!list.isEmpty()) {
                    expect(',');
                }
                list.add(value());
            }
            at++;
            return list;
        }

        private void expect(char wanted) {
            if (peek() != wanted) {
                throw new IllegalArgumentException(wanted + " is expected at " + at);
            }
            at++;
        }

        private String string() {
            var value = new StringBuilder();
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                var c = text.charAt(at++);
                value.append(c == '\\' && at < text.length() ? escaped(text.charAt(at++)) : c);
            }
            expect('"');
            return value.toString();
        }

        private char escaped(char letter) {
            return switch (letter) {
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'u' -> {
                    at += 4;
                    yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
                }
                default -> letter;
            };
        }

        private Object word() {
            var start = at;
            while (at < text.length() && ",]}: \n\t\r".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            var word = text.substring(start, at);
            return switch (word) {
                case "true" -> true;
                case "false" -> false;
                case "null" -> "";
                default -> number(word);
            };
        }

        private static Object number(String word) {
            if (!word.matches("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
                throw new IllegalArgumentException("not a value: " + word);
            }
            return word.matches("-?[0-9]+") ? Long.valueOf(word) : (Object) Double.valueOf(word);
        }
    }
}
