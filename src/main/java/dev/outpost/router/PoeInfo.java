package dev.outpost.router;

import dev.outpost.step.ProblemException;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a router's own ports feed, as {@code ubus call poe info} tells it (realtek-poe 1.3.1).
 *
 * @param budget watts of all ports together
 * @param taken watts that are drawn now
 * @param ports by name
 */
public record PoeInfo(double budget, double taken, Map<String, Port> ports) {
    public PoeInfo {
        ports = Collections.unmodifiableMap(new LinkedHashMap<>(ports));
    }

    /**
     * One port.
     *
     * @param status "Delivering power", "Searching", "Disabled"
     * @param mode "PoE", "PoE+"; empty while nothing is fed
     * @param watts that are drawn
     */
    public record Port(String status, String mode, double watts) {}

    /** Empty where it is not the document that is expected. */
    static Optional<PoeInfo> read(String json) {
        if (json.isBlank()) {
            return Optional.empty();
        }
        try {
            var map = Yaml.parse("poe info", json.replace('\t', ' ')).map();
            var ports = new LinkedHashMap<String, Port>();
            map.map("ports").ifPresent(all -> all.values().forEach((name, port) -> ports.put(name, port(port.map()))));
            return number(map, "budget")
                    .map(budget ->
                            new PoeInfo(budget, number(map, "consumption").orElse(0.0), ports));
        } catch (ProblemException e) {
            return Optional.empty(); // nothing is known then
        }
    }

    private static Port port(YamlMap port) {
        return new Port(
                port.string("status").orElse("unknown"),
                port.string("mode").orElse(""),
                number(port, "consumption").orElse(0.0));
    }

    private static Optional<Double> number(YamlMap map, String key) {
        return map.string(key)
                .filter(word -> word.matches("\\d{1,4}(\\.\\d{1,9})?"))
                .map(Double::valueOf);
    }

    /** Whether one of its ports may give more than 802.3af does. */
    public boolean isPlus() {
        return ports.values().stream().anyMatch(port -> port.mode().contains("+"));
    }

    /** For people: "lan1: Delivering power, 4.6 W". */
    public String words() {
        var said = new StringBuilder();
        ports.forEach((name, port) -> said.append(said.isEmpty() ? "" : "; ")
                .append(name)
                .append(": ")
                .append(port.status())
                .append(port.watts() > 0 ? ", " + port.watts() + " W" : ""));
        return said.toString();
    }
}
