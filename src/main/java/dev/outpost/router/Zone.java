package dev.outpost.router;

import dev.outpost.step.Finding;
import dev.outpost.step.Phase;
import dev.outpost.step.Step;
import dev.outpost.uci.UciSection;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
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

    /**
     * An interface belongs to a firewall zone. The zone is found by its name, never by its place; where there is none of that name, nothing is made.
     *
     * @param zone the zone's own name, {@code wan}
     * @param network the interface; a handler's dynamic children belong to the zone of their parent
     */
    public static Step<RouterFacts> joining(String zone, String network) {
        return Step.of(network + " is in the firewall zone " + zone, router -> {
            var all = router.uci("firewall").ofType("zone");
            var place = IntStream.range(0, all.size())
                    .filter(at -> all.get(at).value("name").filter(zone::equals).isPresent())
                    .findFirst();
            var isIn = of(router).stream()
                    .anyMatch(
                            each -> each.name().equals(zone) && each.networks().contains(network));
            return isIn || place.isEmpty()
                    ? Finding.satisfied(network + " is in zone " + zone)
                    : new Finding.Needed(List.of(gets(place.getAsInt(), zone, network)));
        });
    }

    /** @param place of the zone's section among those of its type, as the look saw it */
    private static RouterChange gets(int place, String zone, String network) {
        var edit = "add_list firewall.@zone[" + place + "].network='" + network + "'";
        return RouterChange.Plain.of(
                        "zone",
                        Phase.CONFIG,
                        "firewall zone " + zone + " gets the interface " + network,
                        Stroke.Lines.uci(List.of(edit), Set.of("firewall")))
                .restarting(RouterChange.Restart.FIREWALL)
                .by(List.of(edit))
                .costing(edit.length());
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
