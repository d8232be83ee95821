package dev.outpost.ledger;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What one site was given.
 *
 * @param number its number in the relay's tunnel, from 1: the /28 of that number is its own
 * @param network that /28
 * @param router the router's own address in the tunnel, the first of the /28
 * @param cameras camera name to its tunnel address, in the order they came
 * @param ports public ports on the relay, empty unless a camera was made public
 */
public record SiteEntry(
        String site,
        String relay,
        Cidr tunnel,
        int number,
        Cidr network,
        Ipv4 router,
        SequencedMap<String, Ipv4> cameras,
        List<Peer> peers,
        List<PublicPort> ports,
        Optional<String> routerKey,
        Optional<Unit> unit) {
    public SiteEntry {
        cameras = copy(cameras);
        peers = List.copyOf(peers);
        ports = List.copyOf(ports);
    }

    /** The relay's own address in this tunnel: the very first. */
    public Ipv4 relayAddress() {
        return tunnel.network().address().plus(1);
    }

    /** The tunnel address of a camera that the site was asked for with. */
    public Ipv4 camera(String name) {
        var address = cameras.get(name);
        if (address == null) {
            throw new IllegalArgumentException("no camera " + name + " among " + cameras.keySet());
        }
        return address;
    }

    private static SequencedMap<String, Ipv4> copy(Map<String, Ipv4> cameras) {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(cameras));
    }
}
