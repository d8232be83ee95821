package dev.outpost.bench.router.fw4;

import dev.outpost.bench.net.Flow;
import dev.outpost.bench.net.Prefix;
import dev.outpost.bench.net.Protocol;
import java.util.List;
import java.util.Optional;

/**
 * Which flows a rule is about; an empty list or Optional matches all.
 *
 * @param protocols lower-case names as written: tcp, udp, icmp, esp…
 * @param ports destination ports
 */
public record Match(List<String> protocols, List<Prefix> sources, List<Prefix> destinations, Optional<Ports> ports) {
    public Match {
        protocols = List.copyOf(protocols);
        sources = List.copyOf(sources);
        destinations = List.copyOf(destinations);
    }

    boolean matches(Flow flow) {
        return (protocols.isEmpty() || protocols.contains(name(flow.protocol())))
                && (sources.isEmpty() || sources.stream().anyMatch(net -> net.contains(flow.source())))
                && (destinations.isEmpty() || destinations.stream().anyMatch(net -> net.contains(flow.destination())))
                && (ports.isEmpty()
                        || (flow.protocol() != Protocol.ICMP && ports.get().contains(flow.port())));
    }

    private static String name(Protocol protocol) {
        return switch (protocol) {
            case TCP -> "tcp";
            case UDP -> "udp";
            case ICMP -> "icmp";
        };
    }
}
