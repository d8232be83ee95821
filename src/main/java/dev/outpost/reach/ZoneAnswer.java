package dev.outpost.reach;

import dev.outpost.net.DnsMessage;
import dev.outpost.step.PlainFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a name leads to, in the words of the servers of its own zone: what this computer's resolver remembers may be old.
 *
 * @param exists whether anybody knows the name
 * @param by who said it: the address of a name server
 * @param authoritative whether it is one of the zone's own
 */
public record ZoneAnswer(boolean exists, List<String> ipv4, List<String> ipv6, String by, boolean authoritative) {
    private static final int NO_SUCH_NAME = 3;
    private static final int MOST_ALIASES = 4;

    public ZoneAnswer {
        ipv4 = List.copyOf(ipv4);
        ipv6 = List.copyOf(ipv6);
    }

    /**
     * Asks.
     *
     * @param root the folder that holds this computer's {@code etc}
     * @return empty where no name server answers
     */
    static Optional<ZoneAnswer> of(String name, Path root, NameServers servers) {
        var resolvers = resolvers(root);
        var asked = name;
        for (var aliases = 0; aliases < MOST_ALIASES; aliases++) {
            var answer = answer(asked, resolvers, servers);
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            var alias = alias(answer.get().a(), asked);
            if (alias.isEmpty()) {
                return Optional.of(answer.get().told());
            }
            asked = alias.get();
        }
        return Optional.empty();
    }

    /** For people: "its zone's own name server 192.0.2.53". */
    public String speaker() {
        return (authoritative ? "its zone's own name server " : "the resolver ") + by;
    }

    /** Both questions, asked at one server. */
    private record Both(DnsMessage a, Optional<DnsMessage> aaaa, String by) {
        ZoneAnswer told() {
            return new ZoneAnswer(
                    a.code() != NO_SUCH_NAME,
                    a.values(DnsMessage.Type.A),
                    aaaa.map(six -> six.values(DnsMessage.Type.AAAA)).orElse(List.of()),
                    by,
                    a.authoritative());
        }
    }

    private static Optional<Both> answer(String name, List<String> resolvers, NameServers servers) {
        var own = resolvers.stream()
                .flatMap(resolver -> zone(name, resolver, servers).stream())
                .flatMap(server -> both(name, server, false, servers).stream())
                .filter(both -> both.a().authoritative())
                .findFirst();
        return own.or(() -> resolvers.stream()
                .flatMap(resolver -> both(name, resolver, true, servers).stream())
                .findFirst());
    }

    private static Optional<Both> both(String name, String server, boolean recursive, NameServers servers) {
        return servers.ask(server, name, DnsMessage.Type.A, recursive)
                .map(a -> new Both(a, servers.ask(server, name, DnsMessage.Type.AAAA, recursive), server));
    }

    /** Addresses of the servers of the zone that a name is in: the nearest one above it that has any. */
    private static List<String> zone(String name, String resolver, NameServers servers) {
        for (var zone = name; zone.contains("."); zone = zone.substring(zone.indexOf('.') + 1)) {
            var found = servers.ask(resolver, zone, DnsMessage.Type.NS, true)
                    .map(answer -> answer.values(DnsMessage.Type.NS))
                    .orElse(List.of());
            var addresses = found.stream()
                    .filter(server -> server.matches("[a-z0-9_.-]+"))
                    .flatMap(server -> servers.ask(resolver, server, DnsMessage.Type.A, true).stream())
                    .flatMap(answer -> answer.values(DnsMessage.Type.A).stream())
                    .toList();
            if (!addresses.isEmpty()) {
                return addresses;
            }
        }
        return List.of();
    }

    /** Where a name is another one's, and the server does not know that one's addresses. */
    private static Optional<String> alias(DnsMessage answer, String name) {
        return answer.values(DnsMessage.Type.A).isEmpty()
                ? answer.values(DnsMessage.Type.CNAME).stream()
                        .filter(other -> !other.equals(name) && other.matches("[a-z0-9_.-]+"))
                        .findFirst()
                : Optional.empty();
    }

    private static List<String> resolvers(Path root) {
        try {
            return PlainFile.of(root.resolve("etc/resolv.conf")).lines().stream()
                    .map(String::strip)
                    .filter(line -> line.startsWith("nameserver "))
                    .flatMap(line -> Stream.of(line.split("\\s+")).skip(1).limit(1))
                    .toList();
        } catch (IOException e) {
            return new ArrayList<>(); // this system keeps them elsewhere
        }
    }
}
