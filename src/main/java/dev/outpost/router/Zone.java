package dev.outpost.router;

import dev.outpost.uci.UciSection;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A zone of the firewall. Its section has no name on a fresh router: its own option {@code name} tells which it is, never its place.
 *
 * @param networks interfaces that belong to it, be they there or not
 * @param devices network devices that belong to it whether or not an interface is up
 * @param masquerades whether what leaves by it gets the router's address
 */
public record Zone(
        String name, List<String> networks, List<String> devices, String input, String forward, boolean masquerades) {
    public Zone {
        networks = List.copyOf(networks);
        devices = List.copyOf(devices);
    }

    /** Every zone that has a name, in order. */
    public static List<Zone> of(RouterFacts router) {
        return router.uci("firewall").ofType("zone").stream()
                .filter(section -> section.value("name").isPresent())
                .map(Zone::of)
                .toList();
    }

    private static Zone of(UciSection section) {
        return new Zone(
                section.value("name").orElse(""),
                words(section, "network"),
                words(section, "device"),
                section.value("input").orElse("").toUpperCase(Locale.ROOT),
                section.value("forward").orElse("").toUpperCase(Locale.ROOT),
                section.value("masq").filter("1"::equals).isPresent());
    }

    /** Older files hold a scalar with blanks where newer ones hold a list. */
    private static List<String> words(UciSection section, String option) {
        return section.list(option).stream()
                .flatMap(entry -> entry.isBlank()
                        ? Stream.of()
                        : Arrays.stream(entry.strip().split("\\s+")))
                .toList();
    }
}
