package dev.outpost.router;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/** Puts a uci section together. */
public final class Sections {
    private final String name;
    private final String type;
    private final LinkedHashMap<String, List<String>> options = new LinkedHashMap<>();
    private final Set<String> lists = new HashSet<>();
    private final Set<String> kept = new HashSet<>();

    private Sections(String name, String type) {
        this.name = name;
        this.type = type;
    }

    public static Sections section(String name, String type) {
        return new Sections(name, type);
    }

    public Sections option(String option, String value) {
        options.put(option, List.of(value));
        return this;
    }

    public Sections list(String option, List<String> values) {
        if (!values.isEmpty()) {
            options.put(option, List.copyOf(values));
            lists.add(option);
        }
        return this;
    }

    /** Leaves this option as it is. */
    public Sections keeping(String option) {
        kept.add(option);
        return this;
    }

    public SectionChange.UciSection build() {
        return new SectionChange.UciSection(name, type, options, lists, kept);
    }
}
