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

    /** A variable; one that is only exported has no value. */
    record Variable(@Nullable String value, boolean exported) {}

    Variables fork() {
        var copy = new Variables();
        copy.all.putAll(all);
        aside.forEach(scope -> copy.aside.addLast(new HashMap<>(scope)));
        return copy;
    }

    Optional<String> get(String name) {
        return save(name).map(Variable::value);
    }

    String get(String name, String otherwise) {
        return get(name).orElse(otherwise);
    }

    void set(String name, String value) {
        all.put(name, new Variable(value, save(name).filter(Variable::exported).isPresent()));
    }

    void unset(String name) {
        all.remove(name);
    }

    void export(String name) {
        all.put(name, new Variable(get(name).orElse(null), true));
    }

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

    Map<String, String> exported() {
        var exported = new TreeMap<String, String>();
        all.forEach((name, variable) -> {
            var value = variable.value();
            if (variable.exported() && value != null) {
                exported.put(name, value);
            }
        });
        return exported;
    }
}
