package dev.outpost.text;

import dev.outpost.step.ProblemCode;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Keys with values, in the file's order. A key whose value is null counts as absent.
 *
 * @param values by key
 * @param keys where each key itself stands
 */
public record YamlMap(Place place, Map<String, Yaml> values, Map<String, Place> keys) implements Yaml {
    public YamlMap {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        keys = Map.copyOf(keys);
    }

    @Override
    public String kind() {
        return "keys with values";
    }

    /** Refuses any key but these: an error at the first other one, with the nearest known word. Returns this. */
    public YamlMap only(String... known) {
        for (var key : values.keySet()) {
            if (!List.of(known).contains(key)) {
                throw whereIs(key)
                        .problem(
                                ProblemCode.FILE_UNKNOWN_KEY,
                                "unknown key '" + key + "'",
                                "expected one of " + String.join(", ", known),
                                Nearest.meant(key, "", known));
            }
        }
        return this;
    }

    /** The value, or empty where the key is missing or its value null. */
    public Optional<Yaml> get(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !(value instanceof YamlText text && text.isNull()));
    }

    /** The value, else an error that names the missing key. */
    public Yaml require(String key) {
        return get(key).orElseThrow(() -> whereIs(key)
                .problem(
                        ProblemCode.FILE_MISSING_KEY,
                        values.containsKey(key) ? "'" + key + "' has no value" : "'" + key + "' is missing",
                        "'" + key + "' is required here",
                        "add '" + key + ": ...'"));
    }

    /** Where the key stands, or the map itself where it does not. */
    public Place whereIs(String key) {
        return keys.getOrDefault(key, place);
    }

    public Optional<YamlMap> map(String key) {
        return get(key).map(Yaml::map);
    }

    /** A list's items; none where the key is missing. */
    public List<Yaml> items(String key) {
        return get(key).map(value -> value.list().items()).orElse(List.of());
    }

    /** A list's items as maps; none where the key is missing. */
    public List<YamlMap> maps(String key) {
        return items(key).stream().map(Yaml::map).toList();
    }

    /** A list's items as characters; none where the key is missing. */
    public List<String> strings(String key) {
        return items(key).stream().map(item -> item.text().value()).toList();
    }

    /** A list's items as single values; none where the key is missing. */
    public List<YamlText> texts(String key) {
        return items(key).stream().map(Yaml::text).toList();
    }

    public Optional<YamlText> text(String key) {
        return get(key).map(Yaml::text);
    }

    /** The characters of a single value. */
    public Optional<String> string(String key) {
        return text(key).map(YamlText::value);
    }

    /** The characters of a single value that must be there. */
    public String requireString(String key) {
        return require(key).text().value();
    }

    public Optional<Integer> integer(String key, int min, int max) {
        return text(key).map(text -> text.integer(min, max));
    }

    public Optional<Boolean> flag(String key) {
        return text(key).map(YamlText::flag);
    }

    /** The constant of a {@link Word} by the word of a single value; empty for a word that a later version may know. */
    public <E extends Enum<E>> Optional<E> word(String key, Class<E> words) {
        return string(key)
                .map(word -> word.toUpperCase(Locale.ROOT).replace('-', '_'))
                .flatMap(name -> Arrays.stream(words.getEnumConstants())
                        .filter(constant -> constant.name().equals(name))
                        .findFirst());
    }

    /** One without keys. */
    public static YamlMap empty(Place place) {
        return new YamlMap(place, Map.of(), Map.of());
    }

    /**
     * This laid over another one, key by key: maps are merged, everything else takes the place of what is below. Every value keeps the place where it
     * was written.
     */
    public YamlMap over(YamlMap below) {
        var merged = below;
        for (var entry : values.entrySet()) {
            var key = entry.getKey();
            var both = below.values.get(key) instanceof YamlMap old && entry.getValue() instanceof YamlMap fresh
                    ? fresh.over(old)
                    : entry.getValue();
            merged = merged.with(key, both, whereIs(key));
        }
        return new YamlMap(place, merged.values, merged.keys);
    }

    /** The same with this value. */
    public YamlMap with(String key, Yaml value, Place whereKeyIs) {
        var more = new LinkedHashMap<>(values);
        var places = new LinkedHashMap<>(keys);
        more.put(key, value);
        places.put(key, whereKeyIs);
        return new YamlMap(place, more, places);
    }

    /** The same with only those keys that are wanted. */
    public YamlMap filtered(Predicate<String> wanted) {
        var left = new LinkedHashMap<>(values);
        left.keySet().removeIf(wanted.negate());
        return new YamlMap(place, left, keys);
    }
}
