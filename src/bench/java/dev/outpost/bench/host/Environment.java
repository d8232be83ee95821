package dev.outpost.bench.host;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The exported variables that a program was started with. */
public record Environment(Map<String, String> variables) {
    public Environment {
        variables = Map.copyOf(variables);
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    public String get(String name, String otherwise) {
        return variables.getOrDefault(name, otherwise);
    }

    public Environment with(String name, String value) {
        var more = new TreeMap<>(variables);
        more.put(name, value);
        return new Environment(more);
    }
}
