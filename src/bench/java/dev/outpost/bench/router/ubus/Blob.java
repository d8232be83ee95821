package dev.outpost.bench.router.ubus;

import dev.outpost.text.Json;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlList;
import dev.outpost.text.YamlMap;
import dev.outpost.text.YamlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
        return pretty(value, "\n");
    }

    private static String pretty(Object value, String margin) {
        var inner = margin + "\t";
        return switch (value) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> Json.line(entry.getKey()) + ": " + pretty(entry.getValue(), inner))
                        .collect(Collectors.joining("," + inner, "{" + inner, margin + "}"));
            case List<?> list ->
                list.stream()
                        .map(item -> pretty(item, inner))
                        .collect(Collectors.joining("," + inner, "[" + inner, margin + "]"));
            default -> Json.line(value);
        };
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
