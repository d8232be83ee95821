package dev.outpost.bench.uci;

import dev.outpost.bench.host.Machine;
import dev.outpost.uci.UciParser;
import dev.outpost.uci.UciSection;
import dev.outpost.uci.UciSyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * One section of a package, as services read it.
 *
 * @param index among those of its type, from 0
 */
public record ConfigSection(UciSection section, int index) {
    /**
     * The sections of a package as libuci hands them to netifd, fw4 and procd: staged changes of {@code /tmp/.uci} included
     * (facts/behaviours.md#4), for it asks the router's own {@code uci export}; none when it is missing or broken.
     */
    public static List<ConfigSection> load(Machine machine, String name) throws InterruptedException {
        var export = machine.run("uci -q export " + name).out();
        var counts = new HashMap<String, Integer>();
        try {
            return UciParser.parseExport(export).stream()
                    .flatMap(each -> each.sections().stream())
                    .map(each -> new ConfigSection(each, counts.merge(each.type(), 1, Integer::sum) - 1))
                    .toList();
        } catch (UciSyntaxException broken) {
            return List.of();
        }
    }

    public String type() {
        return section.type();
    }

    /** Empty for an anonymous one. */
    public String name() {
        return section.anonymous() ? "" : section.name();
    }

    public ConfigSection with(String option, String value) {
        return new ConfigSection(section.with(option, value), index);
    }

    public Optional<String> get(String option) {
        return section.value(option);
    }

    public String get(String option, String otherwise) {
        return get(option).orElse(otherwise);
    }

    /** All entries; a scalar is split at blanks, as the services do with list-like options. */
    public List<String> list(String option) {
        var entries = section.list(option);
        return entries.size() == 1 ? List.of(entries.getFirst().strip().split("\\s+")) : entries;
    }

    public boolean isOn(String option, boolean otherwise) {
        return get(option)
                .map(word -> List.of("1", "on", "true", "yes", "enabled").contains(word))
                .orElse(otherwise);
    }

    /** How services call it in messages: its name, or {@code @type[index]}. */
    public String reference() {
        return section.anonymous() ? "@" + type() + "[" + index + "]" : name();
    }
}
