package dev.outpost.schema;

import dev.outpost.text.Yaml;
import dev.outpost.text.YamlList;
import dev.outpost.text.YamlMap;
import dev.outpost.text.YamlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * As much of JSON Schema 2020-12 as our schemas use. A word that it does not know is an error, so that no schema promises more than
 * is checked.
 */
public final class Schema {
    private static final List<String> NOTES = List.of("$schema", "title", "description", "default", "$defs");

    private final YamlMap root;
    private final List<String> errors = new ArrayList<>();

    private Schema(YamlMap root) {
        this.root = root;
    }

    /** The shipped schema of this name: {@code site}, {@code probe}, ... */
    public static YamlMap named(String name) {
        var path = "/dev/outpost/schema/" + name + ".schema.json";
        try (var in = Schema.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("no schema " + path);
            }
            return Yaml.parse(path, new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .map();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What of this document the schema does not allow; empty when all is well. */
    public static List<String> errors(String schema, String document) {
        var root = named(schema);
        return new Schema(root).check(root, Yaml.parse("document", document), "");
    }

    private List<String> check(YamlMap schema, Yaml value, String at) {
        for (var word : schema.values().entrySet()) {
            if (!NOTES.contains(word.getKey())) {
                word(schema, word.getKey(), word.getValue(), value, at);
            }
        }
        return errors;
    }

    private void word(YamlMap schema, String word, Yaml rule, Yaml value, String at) {
        switch (word) {
            case "$ref" -> check(resolve(rule.text().value()), value, at);
            case "type" ->
                require(
                        types(rule).anyMatch(type -> is(type, value)),
                        at + " is no " + types(rule).toList());
            case "const" ->
                require(
                        text(value).equals(Optional.of(rule.text().value())),
                        at + " is not " + rule.text().value());
            case "enum" ->
                require(
                        text(value).filter(rule.list().strings()::contains).isPresent(),
                        at + " is none of " + rule.list().strings());
            case "pattern" ->
                text(value)
                        .ifPresent(t -> require(
                                t.matches("(?s)" + anchored(rule.text().value())), at + " '" + t + "' does not fit"));
            case "minLength" -> text(value).ifPresent(t -> require(t.length() >= number(rule), at + " is too short"));
            case "maxLength" -> text(value).ifPresent(t -> require(t.length() <= number(rule), at + " is too long"));
            case "minimum" -> integer(value).ifPresent(n -> require(n >= number(rule), at + " is too small"));
            case "maximum" -> integer(value).ifPresent(n -> require(n <= number(rule), at + " is too big"));
            case "properties" -> properties(rule.map(), value, at);
            case "required" -> required(rule.list().strings(), value, at);
            case "additionalProperties" -> additional(schema, rule, value, at);
            case "items" -> items(rule.map(), value, at);
            case "minProperties" ->
                require(
                        !(value instanceof YamlMap map) || map.values().size() >= number(rule),
                        at + " has too few keys");
            case "minItems" ->
                list(value).ifPresent(l -> require(l.items().size() >= number(rule), at + " has too few"));
            case "maxItems" ->
                list(value).ifPresent(l -> require(l.items().size() <= number(rule), at + " has too many"));
            case "uniqueItems" ->
                list(value)
                        .ifPresent(l -> require(
                                new HashSet<>(l.strings()).size() == l.items().size(), at + " repeats"));
            case "oneOf" ->
                require(fitting(rule, value, at) == 1, at + " fits " + fitting(rule, value, at) + " of oneOf");
            case "anyOf" -> require(fitting(rule, value, at) > 0, at + " fits none of anyOf");
            default -> throw new IllegalArgumentException("this check does not know the word " + word);
        }
    }

    private long fitting(Yaml rule, Yaml value, String at) {
        return rule.list().maps().stream()
                .filter(option -> new Schema(root).check(option, value, at).isEmpty())
                .count();
    }

    private YamlMap resolve(String ref) {
        return root.require("$defs")
                .map()
                .require(ref.substring("#/$defs/".length()))
                .map();
    }

    private static Stream<String> types(Yaml rule) {
        return rule instanceof YamlList list
                ? list.strings().stream()
                : Stream.of(rule.text().value());
    }

    private static boolean is(String type, Yaml value) {
        return switch (type) {
            case "object" -> value instanceof YamlMap;
            case "array" -> value instanceof YamlList;
            case "null" -> value instanceof YamlText text && text.isNull();
            case "string" -> value instanceof YamlText text && !text.isNull();
            case "integer" -> integer(value).isPresent();
            case "number" ->
                value instanceof YamlText text && text.plain() && text.value().matches("-?[0-9]+(\\.[0-9]+)?");
            case "boolean" ->
                value instanceof YamlText text && text.plain() && text.value().matches("true|false");
            default -> throw new IllegalArgumentException("no type " + type);
        };
    }

    private void properties(YamlMap rules, Yaml value, String at) {
        if (value instanceof YamlMap map) {
            rules.values()
                    .forEach((key, rule) -> Optional.ofNullable(map.values().get(key))
                            .ifPresent(inner -> check(rule.map(), inner, at + "/" + key)));
        }
    }

    private void required(List<String> keys, Yaml value, String at) {
        if (value instanceof YamlMap map) {
            keys.forEach(key -> require(map.values().containsKey(key), at + " lacks " + key));
        }
    }

    private void additional(YamlMap schema, Yaml rule, Yaml value, String at) {
        if (value instanceof YamlMap map) {
            var known =
                    schema.map("properties").map(all -> all.values().keySet()).orElse(Set.of());
            map.values().forEach((key, inner) -> {
                if (!known.contains(key)) {
                    if (rule instanceof YamlMap allowed) {
                        check(allowed, inner, at + "/" + key);
                    } else {
                        require(rule.text().flag(), at + " has an unknown key " + key);
                    }
                }
            });
        }
    }

    private void items(YamlMap rule, Yaml value, String at) {
        list(value).ifPresent(list -> {
            for (var i = 0; i < list.items().size(); i++) {
                check(rule, list.items().get(i), at + "/" + i);
            }
        });
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            errors.add(otherwise);
        }
    }

    private static String anchored(String pattern) {
        return (pattern.startsWith("^") ? pattern.substring(1) : ".*" + pattern).replaceFirst("\\$$", "")
                + (pattern.endsWith("$") ? "" : ".*");
    }

    private static Optional<String> text(Yaml value) {
        return value instanceof YamlText text ? Optional.of(text.value()) : Optional.empty();
    }

    private static Optional<Long> integer(Yaml value) {
        return value instanceof YamlText text && text.plain() && text.value().matches("-?[0-9]{1,18}")
                ? Optional.of(Long.valueOf(text.value()))
                : Optional.empty();
    }

    private static Optional<YamlList> list(Yaml value) {
        return value instanceof YamlList list ? Optional.of(list) : Optional.empty();
    }

    private static long number(Yaml rule) {
        return rule.text().integer(0, Integer.MAX_VALUE);
    }
}
