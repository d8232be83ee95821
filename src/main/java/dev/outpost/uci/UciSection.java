package dev.outpost.uci;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * A section.
 *
 * @param name its own, or the generated {@code cfgNNhhhh} of an anonymous one, which shifts when sections before it change
 */
public record UciSection(String type, String name, boolean anonymous, List<UciOption> options) {
    public UciSection {
        if (!UciWords.isType(type) || !UciWords.isName(name)) {
            throw new IllegalArgumentException("not a section: " + type + " " + name);
        }
        options = List.copyOf(options);
    }

    /** A named section without options. */
    public static UciSection named(String type, String name) {
        return new UciSection(type, name, false, List.of());
    }

    public Optional<UciValue> get(String option) {
        return options.stream()
                .filter(each -> each.name().equals(option))
                .map(UciOption::value)
                .findFirst();
    }

    /** The text of a scalar, or the entries of a list joined by blanks. */
    public Optional<String> text(String option) {
        return get(option).map(value -> String.join(" ", value.asList()));
    }

    /** The text of a scalar, or the first entry of a list. */
    public Optional<String> value(String option) {
        return list(option).stream().findFirst();
    }

    /** The entries of a list; a scalar is one, a missing option none. */
    public List<String> list(String option) {
        return get(option).map(UciValue::asList).orElse(List.of());
    }

    /** The same with an option set: replaced in its place, or appended. */
    public UciSection with(String option, UciValue value) {
        var changed = new LinkedHashMap<String, UciOption>();
        options.forEach(each -> changed.put(each.name(), each));
        changed.put(option, new UciOption(option, value));
        return new UciSection(type, name, anonymous, List.copyOf(changed.values()));
    }

    public UciSection with(String option, String text) {
        return with(option, UciValue.of(text));
    }

    public UciSection without(String option) {
        return new UciSection(
                type,
                name,
                anonymous,
                options.stream().filter(each -> !each.name().equals(option)).toList());
    }

    /** What has to be done to what is there, so that it reads like this; options that are not here are deleted. */
    public List<UciChange> changesFrom(String packageName, Optional<UciSection> before) {
        var changes = new ArrayList<UciChange>();
        if (before.isEmpty() || !before.get().type().equals(type)) {
            changes.add(new UciChange.MakeSection(packageName, name, type));
        }
        before.ifPresent(old -> old.options().stream()
                .filter(option -> get(option.name()).isEmpty())
                .forEach(option -> changes.add(new UciChange.DeleteOption(packageName, name, option.name()))));
        for (var option : options) {
            var old = before.flatMap(section -> section.get(option.name()));
            changes.addAll(option(packageName, old, option));
        }
        return List.copyOf(changes);
    }

    private List<UciChange> option(String packageName, Optional<UciValue> before, UciOption wanted) {
        if (before.equals(Optional.of(wanted.value()))) {
            return List.of();
        }
        return switch (wanted.value()) {
            case UciValue.Scalar(String text) ->
                List.of(new UciChange.SetOption(packageName, name, wanted.name(), text));
            case UciValue.Many(var entries) -> {
                var changes = new ArrayList<UciChange>();
                if (before.isPresent()) {
                    changes.add(new UciChange.DeleteOption(packageName, name, wanted.name()));
                }
                entries.forEach(entry -> changes.add(new UciChange.AddToList(packageName, name, wanted.name(), entry)));
                yield changes;
            }
        };
    }
}
