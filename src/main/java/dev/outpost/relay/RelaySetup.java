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

    /** The host's own end of the way into the namespace: the second one. */
    private Ipv4 host() {
        return tunnel.address().plus(2);
    }

    /**
     * {@code /etc/outpost/setup}, which the relay's own script reads.
     *
     * @param namespace whether the server may make network namespaces; containers of a provider often may not
     */
    String text(boolean namespace) {
        return """
                INTERFACE=%s
                LISTEN=%d
                TUNNEL=%s
                PREFIX=%d
                ADDRESS=%s
                HOST_END=%s
                MODE=%s""".formatted(
                INTERFACE, listen, tunnel, tunnel.prefix(), address(), host(), namespace ? "namespace" : "host");
    }
}
