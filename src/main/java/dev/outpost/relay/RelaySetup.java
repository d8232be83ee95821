package dev.outpost.relay;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;

/**
 * What makes a server our relay.
 *
 * @param publicAddress what routers and viewers dial: an address or a name
 * @param listen the UDP port of its WireGuard
 * @param tunnel the network of the tunnel, a /16
 */
public record RelaySetup(String publicAddress, int listen, Cidr tunnel) {
    /** Our interface; nothing else on the server is called so. */
    public static final String INTERFACE = "outpost0";

    public RelaySetup {
        tunnel = tunnel.network();
    }

    /** The relay's own address in the tunnel: the first one. */
    public Ipv4 address() {
        return tunnel.address().plus(1);
    }
}
