package dev.outpost.reach;

import dev.outpost.relay.Cidr;
import dev.outpost.relay.Ipv4;
import dev.outpost.relay.RelaySetup;
import dev.outpost.relay.SiteOnRelay;
import dev.outpost.relay.SiteOnRelay.Guest;
import dev.outpost.relay.SiteOnRelay.Published;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * One tunnel with its two ends: what the router and the relay must agree on.
 *
 * @param site the site's name
 * @param number the site's number in the ledger, 1 to 3839; it is the number of its /28
 * @param relay the end outside
 * @param cameras the cameras' addresses as seen from the router, by name, in the order of the site file
 * @param guests viewers, admins and the verifier
 * @param published what the site file opens to the internet
 */
public record TunnelPlan(
        String site,
        int number,
        RelaySetup relay,
        SequencedMap<String, Ipv4> cameras,
        List<Guest> guests,
        List<Published> published) {

    /** The packet that holds the carrier's door open (s). 25 is what WireGuard's own paper recommends behind NAT. */
    public static final int KEEPALIVE = 25;

    /** Viewers' addresses begin here, counted from the tunnel's first: 10.77.240.0. */
    public static final int GUESTS = 240 << 8;

    /** A /28 has 16 addresses: the first names it, the second is the router, the last is left free. */
    public static final int CAMERAS_PER_SITE = 13;

    public TunnelPlan {
        if (number < 1 || number >= GUESTS / 16) {
            throw new IllegalArgumentException("no /28 is left for site number " + number);
        }
        if (cameras.size() > CAMERAS_PER_SITE) {
            throw new IllegalArgumentException("a site holds at most " + CAMERAS_PER_SITE + " cameras");
        }
        cameras = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(cameras));
        guests = List.copyOf(guests);
        published = List.copyOf(published);
    }

    /** The site's share of the tunnel. */
    public Cidr block() {
        return new Cidr(relay.tunnel().address().plus(number * 16), 28);
    }

    /** The router's own address in the tunnel. */
    public Ipv4 router() {
        return block().address().plus(1);
    }

    /** The address under which viewers know this camera. */
    public Ipv4 camera(String name) {
        int index = List.copyOf(cameras.keySet()).indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("no camera " + name + " in " + cameras.keySet());
        }
        return block().address().plus(2 + index);
    }

    /** Tunnel address to the camera's address on the LAN, for the router's redirects. */
    public SequencedMap<Ipv4, Ipv4> mappings() {
        var mappings = new LinkedHashMap<Ipv4, Ipv4>();
        for (Map.Entry<String, Ipv4> camera : cameras.entrySet()) {
            mappings.put(camera(camera.getKey()), camera.getValue());
        }
        return mappings;
    }

    /** The relay's end, once the router's key is born. */
    public SiteOnRelay onRelay(String routerKey) {
        var addresses = cameras.keySet().stream()
                .map(name -> new SiteOnRelay.Camera(name, camera(name)))
                .toList();
        return new SiteOnRelay(site, block(), router(), routerKey, addresses, guests, published);
    }
}
