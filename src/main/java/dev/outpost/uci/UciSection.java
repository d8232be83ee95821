package dev.outpost.uci;

import java.util.ArrayList;
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
        var changed = new ArrayList<UciOption>();
        boolean replaced = false;
        for (var each : options) {
            boolean same = each.name().equals(option);
            changed.add(same ? new UciOption(option, value) : each);
            replaced |= same;
        }
        if (!replaced) {
            changed.add(new UciOption(option, value));
        }
        return new UciSection(type, name, anonymous, changed);
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
}
