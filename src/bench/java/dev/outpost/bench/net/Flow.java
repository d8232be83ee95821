package dev.outpost.bench.net;

/**
 * The first packet of a connection, as a firewall sees it.
 *
 * @param source address it claims to come from
 * @param destination address it wants
 * @param port destination port; 0 for ICMP
 */
public record Flow(Protocol protocol, Ip4 source, Ip4 destination, int port) {

    public Flow to(Ip4 newDestination, int newPort) {
        return new Flow(protocol, source, newDestination, newPort);
    }

    public Flow from(Ip4 newSource) {
        return new Flow(protocol, newSource, destination, port);
    }
}
