package dev.outpost.bench.net;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;

/**
 * The tunnel on the owner's phone, as scanned from a page: one interface, one peer.
 *
 * @param publicKey the phone's own
 * @param address the phone's address in the tunnel
 * @param peer the relay, or a router that is called itself; its allowed IPs are what the phone sends into the tunnel
 * @param endpoint the peer's
 */
public record ViewerConf(String publicKey, Ipv4 address, WireguardPeer peer, WireguardPeer.Endpoint endpoint) {
    /**
     * Reads the format of wg-quick(8), as the phone's program does.
     *
     * @throws IllegalArgumentException when something it needs is missing or is no key, address or port
     */
    public static ViewerConf parse(String text) {
        var conf = WgConf.parse(text);
        if (conf.peers().isEmpty() || conf.peers().getFirst().endpoint().isEmpty()) {
            throw new IllegalArgumentException("the tunnel's configuration has no peer with an endpoint");
        }
        var peer = conf.peers().getFirst();
        return new ViewerConf(
                WireguardKeys.publicOf(conf.device().getOrDefault("privatekey", "")),
                Cidr.of(conf.device().getOrDefault("address", "").split(",")[0]).address(),
                peer,
                peer.endpoint().get());
    }
}
