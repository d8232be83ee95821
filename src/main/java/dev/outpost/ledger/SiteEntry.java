package dev.outpost.ledger;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What one site was given.
 *
 * @param relay the relay whose tunnel it is in
 * @param tunnel that whole tunnel
 * @param number its number in the tunnel, from 1: the /28 of that number is its own
 * @param cameras camera name to its tunnel address, in the order they came
 * @param ports public ports on the relay, empty unless a camera was made public
 * @param routerKey the router's WireGuard public key, once it is born
 */
public record SiteEntry(
        String site,
        String relay,
        Cidr tunnel,
        int number,
        SequencedMap<String, Ipv4> cameras,
        List<Peer> peers,
        List<PublicPort> ports,
        Optional<String> routerKey) {
    public SiteEntry {
        cameras = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(cameras));
        peers = List.copyOf(peers);
        ports = List.copyOf(ports);
    }

    /** The site's own /28. */
    public Cidr network() {
        return new Tunnel(tunnel).site(number);
    }

    /** The router's own address in the tunnel: the first of the /28. */
    public Ipv4 router() {
        return network().address().plus(1);
    }

    /** The tunnel address of a camera that the site was asked for with. */
    public Ipv4 camera(String name) {
        return Optional.ofNullable(cameras.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no camera " + name + " among " + cameras.keySet()));
    }

    public Optional<Peer> peer(String name) {
        return peers.stream().filter(peer -> peer.name().equals(name)).findFirst();
    }

    /** Whether a block or a guest's address is given to both. */
    boolean sharesWith(SiteEntry other) {
        return number == other.number
                || peers.stream()
                        .map(Peer::address)
                        .anyMatch(address -> other.peers.stream()
                                .anyMatch(peer -> peer.address().equals(address)));
    }

    /** Whether both say the same of whatever both of them name. */
    public boolean agreesWith(SiteEntry other) {
        return tunnel.equals(other.tunnel)
                && number == other.number
                && (routerKey.isEmpty() || other.routerKey.isEmpty() || routerKey.equals(other.routerKey))
                && cameras.entrySet().stream()
                        .allMatch(camera -> camera.getValue()
                                .equals(other.cameras.getOrDefault(camera.getKey(), camera.getValue())))
                && peers.stream()
                        .allMatch(peer ->
                                other.peer(peer.name()).map(peer::isSameAs).orElse(true));
    }

    /** The same, its relay known by this name. */
    SiteEntry at(String name) {
        return new SiteEntry(site, name, tunnel, number, cameras, peers, ports, routerKey);
    }

    SiteEntry with(SequencedMap<String, Ipv4> others) {
        return new SiteEntry(site, relay, tunnel, number, others, peers, portsOf(others), routerKey);
    }

    /** The same with this peer, which takes the place of one with its name. */
    SiteEntry with(Peer peer) {
        var all = new ArrayList<>(peers);
        all.removeIf(old -> old.name().equals(peer.name()));
        all.add(peer);
        return new SiteEntry(site, relay, tunnel, number, cameras, all, ports, routerKey);
    }

    /** The same with this port, which takes the place of another one to the same service. */
    SiteEntry with(PublicPort port) {
        var all = new ArrayList<>(ports);
        all.removeIf(old -> old.camera().equals(port.camera())
                && (old.service().equals(port.service()) || old.port() == port.port()));
        all.add(port);
        return new SiteEntry(site, relay, tunnel, number, cameras, peers, all, routerKey);
    }

    /** The same without the peers that are not among these. */
    public SiteEntry withPeersAmong(Collection<String> names) {
        var some = peers.stream().filter(peer -> names.contains(peer.name())).toList();
        return new SiteEntry(site, relay, tunnel, number, cameras, some, ports, routerKey);
    }

    /** The same without this peer. */
    SiteEntry without(String peer) {
        var others = peers.stream().filter(other -> !other.name().equals(peer)).toList();
        return new SiteEntry(site, relay, tunnel, number, cameras, others, ports, routerKey);
    }

    SiteEntry withRouterKey(String publicKey) {
        return new SiteEntry(site, relay, tunnel, number, cameras, peers, ports, Optional.of(publicKey));
    }

    private List<PublicPort> portsOf(SequencedMap<String, Ipv4> kept) {
        return ports.stream().filter(port -> kept.containsKey(port.camera())).toList();
    }
}
