package dev.outpost.bench.uci;

import dev.outpost.bench.host.Machine;
import dev.outpost.uci.UciOption;
import dev.outpost.uci.UciParser;
import dev.outpost.uci.UciSection;
import dev.outpost.uci.UciSyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Reads packages as libuci hands them to netifd, fw4 and procd: staged changes of {@code /tmp/.uci} included (facts/behaviours.md#4).
 *
 * <p>Asks the router's own {@code uci export}.
 */
public final class Configs {
    private final Machine machine;

    public Configs(Machine machine) {
        this.machine = machine;
    }

    /** The sections of a package; none when it is missing or broken. */
    public List<ConfigSection> load(String name) throws InterruptedException {
        var export = machine.run("uci -q export " + name).out();
        try {
            return UciParser.parseExport(export).stream()
                    .flatMap(each -> sections(each.sections()).stream())
                    .toList();
        } catch (UciSyntaxException broken) {
            return List.of();
        }
    }

    private static List<ConfigSection> sections(List<UciSection> all) {
        var counts = new HashMap<String, Integer>();
        var sections = new ArrayList<ConfigSection>();
        for (var each : all) {
            var values = new LinkedHashMap<String, List<String>>();
            for (UciOption option : each.options()) {
                values.put(option.name(), option.value().asList());
            }
            var index = counts.merge(each.type(), 1, Integer::sum) - 1;
            sections.add(new ConfigSection(each.type(), each.anonymous() ? "" : each.name(), index, values));
        }
        return sections;
    }
}
