package dev.outpost.bench.host;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The variables of a shell, and what {@code local} has put aside. */
final class Variables {
    private final Map<String, Variable> all = new TreeMap<>();
    private final Deque<Map<String, Optional<Variable>>> aside = new ArrayDeque<>();

    /** A variable; one that is only exported or read-only may have no value. */
    record Variable(@Nullable String value, boolean exported, boolean readOnly) {}

    Variables fork() {
        var copy = new Variables();
        copy.all.putAll(all);
        aside.forEach(scope -> copy.aside.addLast(new HashMap<>(scope)));
        return copy;
    }

    Optional<String> get(String name) {
        var variable = all.get(name);
        return variable == null ? Optional.empty() : Optional.ofNullable(variable.value());
    }

    String get(String name, String otherwise) {
        return get(name).orElse(otherwise);
    }

    boolean isReadOnly(String name) {
        var variable = all.get(name);
        return variable != null && variable.readOnly();
    }

    void set(String name, String value) {
        var before = all.get(name);
        all.put(name, new Variable(value, before != null && before.exported(), false));
    }

    void unset(String name) {
        all.remove(name);
    }

    void export(String name, boolean exported) {
        var before = all.get(name);
        all.put(name, new Variable(before == null ? null : before.value(), exported, isReadOnly(name)));
    }

    void makeReadOnly(String name) {
        var before = all.get(name);
        all.put(name, new Variable(before == null ? null : before.value(), before != null && before.exported(), true));
    }

    /** What was there, for putting it back. */
    Optional<Variable> save(String name) {
        return Optional.ofNullable(all.get(name));
    }

    void restore(String name, Optional<Variable> before) {
        before.ifPresentOrElse(variable -> all.put(name, variable), () -> all.remove(name));
    }

    void enterFunction() {
        aside.push(new HashMap<>());
    }

    void leaveFunction() {
        aside.pop().forEach(this::restore);
    }

    /** Makes a variable belong to the running function; false outside of functions. */
    boolean local(String name) {
        var scope = aside.peek();
        if (scope == null) {
            return false;
        }
        scope.putIfAbsent(name, save(name));
        return true;
    }

    Map<String, Variable> all() {
        return Map.copyOf(all);
    }

    Environment exported() {
        var exported = new TreeMap<String, String>();
        all.forEach((name, variable) -> {
            if (variable.exported() && variable.value() != null) {
                exported.put(name, variable.value());
            }
        });
        return new Environment(exported);
    }
}
