package dev.outpost.bench.router.ubus;

import dev.outpost.text.Yaml;
import dev.outpost.text.YamlList;
import dev.outpost.text.YamlMap;
import dev.outpost.text.YamlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Messages as plain values (maps in order, lists, strings, longs, booleans) and how ubus prints them. */
public final class Blob {
    private Blob() {}

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
        if (!text.strip().startsWith("{") && !text.strip().startsWith("[")) {
            throw new IllegalArgumentException("neither a table nor a list");
        }
        try {
            return plain(Yaml.parse("json", text.replace('\t', ' ')));
        } catch (RuntimeException broken) {
            throw new IllegalArgumentException("not JSON", broken);
        }
    }

    private static Object plain(Yaml value) {
        return switch (value) {
            case YamlMap map -> {
                var plain = new LinkedHashMap<String, Object>();
                map.values().forEach((name, each) -> plain.put(name, plain(each)));
                yield plain;
            }
            case YamlList list -> list.items().stream().map(Blob::plain).toList();
            case YamlText text when !text.plain() -> text.value();
            case YamlText text when text.isNull() -> "";
            case YamlText text when text.value().matches("true|false") -> Boolean.valueOf(text.value());
            case YamlText text when text.value().matches("-?[0-9]+") -> Long.valueOf(text.value());
            case YamlText text -> Double.valueOf(text.value());
        };
    }
}
