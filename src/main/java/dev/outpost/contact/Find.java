package dev.outpost.contact;

import dev.outpost.laptop.ArpTable;
import dev.outpost.laptop.Ip4Routes;
import dev.outpost.laptop.Nic;
import dev.outpost.laptop.Nics;
import dev.outpost.net.Eui64;
import dev.outpost.net.Ipv4;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/** Every OpenWrt on each wired interface, by IPv6 link-local: many routers may have the same IPv4 address, but none the same one of these. */
public final class Find {
    /** Hosts answer a multicast within some milliseconds; a switch that drops a burst is asked again within this. */
    private static final Duration ANSWERS = Duration.ofMillis(1200);

    /** SSH logins at a time: each costs the laptop some 30 ms of CPU. */
    private static final int ABREAST = 16;

    private final LocalNetwork here;

    public Find(LocalNetwork here) {
        this.here = here;
    }

    /**
     * Looks; writes to nobody and pins nothing.
     *
     * @param named interfaces to look behind; every wired one where none is named
     * @throws ProblemException {@code FIND-NO-INTERFACE}, exit 2, for a name that this computer does not have
     */
    public Found run(List<String> named) {
        var known = KnownUnits.in(here.state());
        var segments = nics(named).stream()
                .gather(Gatherers.mapConcurrent(Segment.MANY, nic -> segment(nic, known)))
                .toList();
        var stranger = new Stranger(here, known);
        return new Found(
                segments,
                segments.stream()
                        .flatMap(segment -> segment.routers().stream())
                        .gather(Gatherers.mapConcurrent(ABREAST, stranger::look))
                        .toList());
    }

    private List<Nic> nics(List<String> named) {
        return named.isEmpty()
                ? Nics.wired(here.laptop())
                : named.stream().distinct().map(this::nic).toList();
    }

    private Nic nic(String name) {
        return Nics.named(here.laptop(), name).orElseThrow(() -> {
            var names = Nics.in(here.laptop()).stream().map(Nic::name).collect(Collectors.joining(", "));
            return new ProblemException(ProblemCode.FIND_NO_INTERFACE.problem(
                    "this computer has no interface '" + name + "'",
                    names.isEmpty() ? "it has none at all" : "it has " + names,
                    "outpost find"));
        });
    }

    private Segment segment(Nic nic, KnownUnits known) {
        likely(nic).forEach(here.wire()::nudge);
        return Segment.over(here.wire(), nic, () -> besides(nic, known), ANSWERS);
    }

    /** IPv4 addresses where a router usually is: the first of each network behind the interface, and gateways there. */
    private Stream<String> likely(Nic nic) {
        return Ip4Routes.in(here.laptop()).rows().stream()
                .filter(row -> row.device().equals(nic.name()))
                .map(row -> row.gateway().orElseGet(() -> row.to().address().plus(1)))
                .map(Ipv4::toString)
                .distinct();
    }

    /** Hosts that the laptop knows by IPv4, and the routers of its sites: their addresses follow from their MACs. */
    private Set<String> besides(Nic nic, KnownUnits known) {
        var arp = ArpTable.in(here.laptop());
        var all = Stream.concat(arp.macs(nic.name()).stream(), known.macs().stream())
                .filter(mac -> mac.matches("[0-9a-f]{2}(:[0-9a-f]{2}){5}"))
                .map(Eui64::linkLocal)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        all.addAll(here.wire().remembered(nic.name()));
        return all;
    }
}
