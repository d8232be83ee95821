package dev.outpost.contact;

import dev.outpost.contact.Standing.Kind;
import dev.outpost.ledger.State;
import dev.outpost.ledger.Unit;
import dev.outpost.router.Freshness;
import dev.outpost.router.RouterFacts;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The routers that this laptop's state knows.
 *
 * @param units by site
 */
record KnownUnits(Map<String, Unit> units) {
    static KnownUnits in(State state) {
        var units = new TreeMap<String, Unit>();
        state.sites().forEach(site -> site.unit().ifPresent(unit -> units.put(site.site(), unit)));
        return new KnownUnits(units);
    }

    Collection<String> macs() {
        return units.values().stream().map(Unit::mac).toList();
    }

    /**
     * What a router is to us.
     *
     * @param mac as the router says, or as its address tells
     * @param facts absent where it lets nobody in without a password
     */
    Standing of(String hostKey, Optional<String> mac, Optional<RouterFacts> facts) {
        var byKey = owner(unit -> unit.hostKey().equals(hostKey)).map(Map.Entry::getKey);
        if (byKey.isPresent()) {
            return Standing.of(Kind.OURS, byKey.get(), "its host key is the one pinned for " + byKey.get());
        }
        var byMac = mac.flatMap(known -> owner(unit -> unit.mac().equals(known)));
        if (byMac.isPresent()) {
            var site = byMac.get().getKey();
            return Standing.of(
                    Kind.CHANGED,
                    site,
                    "it has the MAC of site " + site + ", but shows the host key " + hostKey + ", not "
                            + byMac.get().getValue().hostKey());
        }
        return facts.map(KnownUnits::unknown)
                .orElseGet(() -> Standing.of(
                        Kind.FOREIGN, "it wants a password or a key, and none is offered to a host that is not known"));
    }

    private static Standing unknown(RouterFacts facts) {
        var marker = facts.marker();
        if (marker.isPresent()) {
            return Standing.of(
                    Kind.OURS,
                    marker.get().site(),
                    "its marker says so; another laptop set it up, its host key is not pinned here");
        }
        var signs = Freshness.of(facts).signs();
        return signs.isEmpty()
                ? Standing.of(Kind.FRESH, "no password, no key, nothing but the defaults")
                : new Standing(Kind.FOREIGN, Optional.empty(), List.copyOf(signs));
    }

    private Optional<Map.Entry<String, Unit>> owner(Predicate<Unit> wanted) {
        return units.entrySet().stream()
                .filter(entry -> wanted.test(entry.getValue()))
                .findFirst();
    }
}
