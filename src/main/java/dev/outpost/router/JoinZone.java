package dev.outpost.router;

import dev.outpost.step.Finding;
import dev.outpost.step.Step;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An interface belongs to a firewall zone. The zone is found by its name, never by its place; where there is none of that name, nothing is made.
 *
 * @param zone the zone's own name, {@code wan}
 * @param network the interface; a handler's dynamic children belong to the zone of their parent
 */
public record JoinZone(String zone, String network) implements Step<RouterFacts> {
    @Override
    public String title() {
        return network + " is in the firewall zone " + zone;
    }

    @Override
    public Finding check(RouterFacts router) {
        var all = router.uci("firewall").ofType("zone");
        var place = IntStream.range(0, all.size())
                .filter(at -> all.get(at).value("name").filter(zone::equals).isPresent())
                .findFirst();
        var isIn = Zone.of(router).stream()
                .anyMatch(each -> each.name().equals(zone) && each.networks().contains(network));
        return isIn || place.isEmpty()
                ? Finding.satisfied(network + " is in zone " + zone)
                : new Finding.Needed(List.of(new ConfigChange.ZoneGets(place.getAsInt(), zone, network)));
    }
}
