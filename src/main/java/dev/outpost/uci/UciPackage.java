package dev.outpost.uci;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** One file of /etc/config. */
public record UciPackage(String name, List<UciSection> sections) {
    public UciPackage {
        if (!UciWords.isPackage(name)) {
            throw new IllegalArgumentException("not a package name: " + name);
        }
        sections = List.copyOf(sections);
    }

    /** One that has nothing in it, or is not there. */
    public static UciPackage empty(String name) {
        return new UciPackage(name, List.of());
    }

    public Optional<UciSection> section(String name) {
        return sections.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    public List<UciSection> ofType(String type) {
        return sections.stream().filter(each -> each.type().equals(type)).toList();
    }

    public Optional<UciValue> get(String section, String option) {
        return section(section).flatMap(each -> each.get(option));
    }

    /** The same with a section put in the place of the one with its name, or appended. */
    public UciPackage with(UciSection section) {
        var changed = new LinkedHashMap<String, UciSection>();
        sections.forEach(each -> changed.put(each.name(), each));
        changed.put(section.name(), section);
        return new UciPackage(name, List.copyOf(changed.values()));
    }

    public UciPackage without(String section) {
        return new UciPackage(
                name,
                sections.stream().filter(each -> !each.name().equals(section)).toList());
    }
}
