package dev.outpost.router;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * One uci package.
 *
 * @param sections in order
 */
public record Config(List<Section> sections) {
    public static final Config EMPTY = new Config(List.of());

    public Config {
        sections = List.copyOf(sections);
    }

    /**
     * One section.
     *
     * @param name absent for an anonymous one
     * @param options scalar options as lists of one
     */
    public record Section(String type, Optional<String> name, SequencedMap<String, List<String>> options) {
        public Section {
            options = java.util.Collections.unmodifiableSequencedMap(new LinkedHashMap<>(options));
        }

        public Optional<String> value(String option) {
            return values(option).stream().findFirst();
        }

        public List<String> values(String option) {
            return options.getOrDefault(option, List.of());
        }
    }

    public Optional<Section> section(String name) {
        return sections.stream()
                .filter(section -> section.name().equals(Optional.of(name)))
                .findFirst();
    }

    public Stream<Section> ofType(String type) {
        return sections.stream().filter(section -> section.type().equals(type));
    }

    /** Reads what {@code uci export} printed. */
    public static Config parse(String export) {
        return new ExportReader(export).config();
    }

    /** The named section's options, none where it is missing. */
    public Map<String, List<String>> options(String section) {
        return section(section).<Map<String, List<String>>>map(Section::options).orElse(Map.of());
    }
}
