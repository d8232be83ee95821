package dev.outpost.contact;

import dev.outpost.laptop.Nic;
import dev.outpost.laptop.Nics;
import dev.outpost.net.Eui64;
import dev.outpost.shell.Route;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Gatherers;

/** The ways to a router over the cable itself: its link-local address follows from its MAC, so it is there whatever its LAN's address is. */
public final class UnitWays {
    private final LocalNetwork here;
    private final Optional<String> mac;

    /** @param mac of the router that a site has; absent: there is no such way */
    public UnitWays(LocalNetwork here, Optional<String> mac) {
        this.here = here;
        this.mac = mac;
    }

    /** One for each wired interface, whoever answers there. */
    List<Route> linkLocals(int port) {
        return mac.map(Eui64::linkLocal).stream()
                .flatMap(address -> Nics.wired(here.laptop()).stream()
                        .filter(Nic::canAsk)
                        .<Route>map(nic -> new Route.Direct(address + "%" + nic.name(), port)))
                .toList();
    }

    /** One for each wired interface behind which a dropbear greets at that address; all are asked at once. */
    public List<Route> overCable() {
        return mac.map(Eui64::linkLocal).map(Set::of).stream()
                .flatMap(address -> Nics.wired(here.laptop()).stream()
                        .filter(Nic::canAsk)
                        .gather(Gatherers.mapConcurrent(
                                Segment.MANY, nic -> Segment.greeting(here.wire(), nic, address, Segment.GREETING))))
                .flatMap(List::stream)
                .map(Neighbour::route)
                .toList();
    }
}
