package dev.outpost.bench.uci;

import dev.outpost.bench.host.Machine;
import dev.outpost.uci.UciParser;
import dev.outpost.uci.UciSyntaxException;
import java.util.HashMap;
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
}
