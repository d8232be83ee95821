package dev.outpost.relay;

import dev.outpost.relay.SiteOnRelay.Guest;
import dev.outpost.step.Finding;
import dev.outpost.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the relay carry one site exactly as its file asks for it. */
public record AdmitToRelay(SiteOnRelay site) implements Step<RelayFacts> {
    @Override
    public String title() {
        return "the relay carries site " + site.site();
    }

    @Override
    public Finding check(RelayFacts facts) {
        var changes = new ArrayList<RelayChange>();
        var before = facts.site(site.site());
        if (before.filter(known -> known.block().equals(site.block())).isEmpty()) {
            changes.add(RelayChange.reserving(site));
        }
        if (before.filter(known -> known.hasEndsOf(site)).isEmpty()) {
            changes.add(RelayChange.admitting(site));
        }
        var known = before.map(SiteOnRelay::guests).orElse(List.of());
        site.guests().stream()
                .filter(guest -> !known.contains(guest))
                .forEach(guest -> changes.add(RelayChange.inviting(site.site(), guest)));
        var open = before.map(SiteOnRelay::published).orElse(List.of());
        site.published().stream()
                .filter(port -> !open.contains(port))
                .forEach(port -> changes.add(RelayChange.publishing(port)));
        before.ifPresent(old -> withdrawn(old, changes));
        if (changes.isEmpty() && !carries(facts)) {
            changes.add(RelayChange.admitting(site));
        }
        return Finding.of(changes, "the relay carries " + site.site() + " as " + site.block());
    }

    private void withdrawn(SiteOnRelay old, List<RelayChange> changes) {
        old.guests().stream()
                .map(Guest::name)
                .filter(name ->
                        site.guests().stream().noneMatch(guest -> guest.name().equals(name)))
                .forEach(name -> changes.add(RelayChange.dismissing(site.site(), name)));
        old.published().stream()
                .filter(port -> !site.published().contains(port))
                .forEach(port -> changes.add(RelayChange.closing(port.port())));
    }

    /** What runs is what the site's file says: its router and all who look. */
    private boolean carries(RelayFacts facts) {
        return runs(facts, site.routerKey().known(), site.block().toString())
                && site.guests().stream()
                        .allMatch(guest -> runs(facts, guest.publicKey().known(), guest.address() + "/32"));
    }

    private static boolean runs(RelayFacts facts, Optional<String> key, String allowed) {
        return key.map(facts.peers()::get).filter(Set.of(allowed)::equals).isPresent();
    }
}
