package dev.outpost.reach;

import dev.outpost.ledger.Peer;
import dev.outpost.ledger.SiteEntry;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.relay.RelaySetup;
import dev.outpost.relay.SiteOnRelay;
import dev.outpost.relay.SiteOnRelay.Guest;
import dev.outpost.relay.SiteOnRelay.Published;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * One tunnel with its two ends: what the router and the relay must agree on.
 *
 * @param relay the end outside
 * @param given what the ledger gave the site
 * @param onLan the cameras' addresses as seen from the router, by name
 * @param published what the site file opens to the internet
 */
public record TunnelPlan(
        RelaySetup relay, SiteEntry given, SequencedMap<String, Ipv4> onLan, List<Published> published) {

    /** The packet that holds the carrier's door open (s): WireGuard's documentation names 25 for peers behind NAT. */
    public static final int KEEPALIVE = 25;

    /** Stands for a router's key that is not born yet, in a plan that is only shown: 32 zero bytes, which nobody can have. */
    public static final String UNBORN = "A".repeat(43) + "=";

    public TunnelPlan {
        onLan = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(onLan));
        published = List.copyOf(published);
        onLan.keySet().forEach(given::camera);
    }

    public String site() {
        return given.site();
    }

    /** The site's share of the tunnel, a /28. */
    public Cidr block() {
        return given.network();
    }

    /** The router's own address in the tunnel. */
    public Ipv4 router() {
        return given.router();
    }

    /** The address under which viewers know this camera. */
    public Ipv4 camera(String name) {
        return given.camera(name);
    }

    /** Tunnel address to the camera's address on the LAN, for the router's redirects. */
    public SequencedMap<Ipv4, Ipv4> mappings() {
        var mappings = new LinkedHashMap<Ipv4, Ipv4>();
        onLan.forEach((name, address) -> mappings.put(camera(name), address));
        return mappings;
    }

    /** The same tunnel with nothing open to the internet. */
    public TunnelPlan shut() {
        return new TunnelPlan(relay, given, onLan, List.of());
    }

    /** The relay's end, once the router's key is born. Guests without a key cannot come in yet and are left out. */
    public SiteOnRelay onRelay(String routerKey) {
        var cameras = onLan.keySet().stream()
                .map(name -> new SiteOnRelay.Camera(name, camera(name)))
                .toList();
        var guests = given.peers().stream().flatMap(TunnelPlan::guest).toList();
        return new SiteOnRelay(site(), block(), router(), routerKey, cameras, guests, published);
    }

    private static Stream<Guest> guest(Peer peer) {
        return peer.publicKey().stream()
                .map(key -> new Guest(SiteOnRelay.Role.valueOf(peer.role().name()), peer.name(), peer.address(), key));
    }
}
