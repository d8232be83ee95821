package dev.outpost.router;

import dev.outpost.uci.UciOption;
import dev.outpost.uci.UciSection;
import dev.outpost.uci.UciValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts a uci section together. */
public final class Sections {
    private final Set<String> kept = new HashSet<>();
    private UciSection section;

    private Sections(UciSection section) {
        this.section = section;
    }

    public static Sections section(String name, String type) {
        return new Sections(UciSection.named(type, name));
    }

    public Sections option(String option, String value) {
        section = section.with(option, value);
        return this;
    }

    public Sections list(String option, List<String> values) {
        if (!values.isEmpty()) {
            section = section.with(option, new UciValue.Many(values));
        }
        return this;
    }

    /** Leaves this option as it is. */
    public Sections keeping(String option) {
        kept.add(option);
        return this;
    }

    /**
     * Leaves as it is what else stands there.
     *
     * @param own options that are ours
     */
    public SectionChange.Wanted besides(UciSection now, String... own) {
        now.options().stream()
                .map(UciOption::name)
                .filter(option -> !List.of(own).contains(option))
                .forEach(kept::add);
        return build();
    }

    public SectionChange.Wanted build() {
        return new SectionChange.Wanted(section, kept);
    }
}
