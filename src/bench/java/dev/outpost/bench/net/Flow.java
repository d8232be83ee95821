package dev.outpost.bench.net;

import dev.outpost.net.Ipv4;
import java.util.Optional;

/**
 * The first packet of a connection, as a firewall sees it.
 *
 * @param source address it claims to come from
 * @param destination address it wants
 * @param port destination port; 0 for ICMP
 * @param mac of who sent it, where that is on the same wire
 */
public record Flow(Protocol protocol, Ipv4 source, Ipv4 destination, int port, Optional<String> mac) {
    public Flow(Protocol protocol, Ipv4 source, Ipv4 destination, int port) {
        this(protocol, source, destination, port, Optional.empty());
    }

    public Flow by(String sender) {
        return new Flow(protocol, source, destination, port, Optional.of(sender));
    }

    public Flow to(Ipv4 newDestination, int newPort) {
        return new Flow(protocol, source, newDestination, newPort, mac);
    }

    public Flow from(Ipv4 newSource) {
        return new Flow(protocol, newSource, destination, port, mac);
    }
}
