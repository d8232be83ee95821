package dev.outpost.router;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A named uci section becomes what it should be.
 *
 * @param uci the package
 * @param after what it shall be
 * @param before what it is now, if it is there
 */
public record SectionChange(String uci, UciSection after, Optional<Config.Section> before) implements RouterChange {

    /**
     * A section as it should be.
     *
     * @param options scalars as lists of one where {@code lists} does not name them
     * @param lists which options are uci lists
     * @param kept options that are somebody else's business
     */
    public record UciSection(
            String name,
            String type,
            SequencedMap<String, List<String>> options,
            java.util.Set<String> lists,
            java.util.Set<String> kept) {
        public UciSection {
            if (!name.matches("[A-Za-z0-9_]{1,60}")) {
                throw new IllegalArgumentException("not a section name: " + name);
            }
            options.values().forEach(values -> values.forEach(UciSection::checked));
            options = java.util.Collections.unmodifiableSequencedMap(new java.util.LinkedHashMap<>(options));
            lists = java.util.Set.copyOf(lists);
            kept = java.util.Set.copyOf(kept);
        }

        private static void checked(String value) {
            if (value.isEmpty() || value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                throw new IllegalArgumentException("uci cannot hold this value in one line: " + value);
            }
        }
    }

    /** What is missing, or nothing. */
    public static Optional<SectionChange> missing(RouterFacts router, String uci, UciSection wanted) {
        var now = router.uci(uci).section(wanted.name());
        var same = now.filter(section -> section.type().equals(wanted.type()))
                .filter(section -> rest(section, wanted).equals(wanted.options()));
        return same.isPresent() ? Optional.empty() : Optional.of(new SectionChange(uci, wanted, now));
    }

    private static java.util.Map<String, List<String>> rest(Config.Section section, UciSection wanted) {
        return section.options().entrySet().stream()
                .filter(option -> !wanted.kept().contains(option.getKey()))
                .collect(Collectors.toMap(java.util.Map.Entry::getKey, java.util.Map.Entry::getValue));
    }

    /** The package once this is made. */
    Config appliedTo(Config config) {
        var options = new java.util.LinkedHashMap<>(after.options());
        before.ifPresent(section -> section.options().forEach((option, values) -> {
            if (after.kept().contains(option)) {
                options.put(option, values);
            }
        }));
        var sections = new ArrayList<>(config.sections());
        sections.removeIf(section -> section.name().equals(Optional.of(after.name())));
        sections.add(new Config.Section(after.type(), Optional.of(after.name()), options));
        return new Config(sections);
    }

    /** Lines for {@code uci batch}. */
    public List<String> edits() {
        var path = uci + "." + after.name();
        var lines = new ArrayList<String>();
        var now = before.filter(section -> section.type().equals(after.type()));
        if (before.isPresent() && now.isEmpty()) {
            lines.add("delete " + path);
        }
        if (now.isEmpty()) {
            lines.add("set " + path + "=" + after.type());
        }
        var old = now.map(section -> rest(section, after)).orElse(java.util.Map.of());
        new TreeMap<>(old).forEach((option, values) -> {
            var stays = values.equals(after.options().get(option));
            var isReplaced =
                    after.options().containsKey(option) && !after.lists().contains(option);
            if (!stays && !isReplaced) {
                lines.add("delete " + path + "." + option);
            }
        });
        after.options().forEach((option, values) -> {
            if (!values.equals(old.get(option))) {
                var verb = after.lists().contains(option) ? "add_list " : "set ";
                values.forEach(value -> lines.add(verb + path + "." + option + "=" + quoted(value)));
            }
        });
        return lines;
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }

    @Override
    public String describe() {
        var options = after.options().entrySet().stream()
                .map(option -> option.getKey() + " " + String.join(" ", option.getValue()))
                .collect(Collectors.joining(", "));
        return "router: " + uci + "." + after.name() + (before.isPresent() ? " becomes " : " = ") + after.type() + ": "
                + options;
    }

    @Override
    public long flashBytes() {
        return edits().stream().mapToLong(String::length).sum();
    }
}
