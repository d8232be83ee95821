package dev.outpost.bench.uci;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One section of a package.
 *
 * @param name empty for an anonymous one
 * @param index among those of its type, from 0
 * @param values by option name, in order; a scalar has one entry
 */
public record ConfigSection(String type, String name, int index, Map<String, List<String>> values) {
    public ConfigSection {
        values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public ConfigSection with(String option, String value) {
        var more = new LinkedHashMap<>(values);
        more.put(option, List.of(value));
        return new ConfigSection(type, name, index, more);
    }

    public Optional<String> get(String option) {
        return Optional.ofNullable(values.get(option))
                .filter(list -> !list.isEmpty())
                .map(List::getFirst);
    }

    public String get(String option, String otherwise) {
        return get(option).orElse(otherwise);
    }

    /** All entries; a scalar is split at blanks, as the services do with list-like options. */
    public List<String> list(String option) {
        if (!values.containsKey(option)) {
            return List.of();
        }
        var entries = values.getOrDefault(option, List.of());
        return entries.size() == 1 ? List.of(entries.getFirst().strip().split("\\s+")) : entries;
    }

    public boolean isOn(String option, boolean otherwise) {
        return get(option)
                .map(word -> List.of("1", "on", "true", "yes", "enabled").contains(word))
                .orElse(otherwise);
    }

    /** How services call it in messages: its name, or {@code @type[index]}. */
    public String reference() {
        return name.isEmpty() ? "@" + type + "[" + index + "]" : name;
    }
}
