package dev.outpost.contact;

import dev.outpost.laptop.Nic;
import dev.outpost.shell.Wire;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Gatherers;

/**
 * Who is behind one interface.
 *
 * @param hosts everybody who answered, this computer left out
 * @param routers those that greet as dropbear does on port 22
 * @param missing what this system lacks for asking; empty where it could ask
 */
public record Segment(Nic nic, Set<String> hosts, List<Neighbour> routers, List<String> missing) {
    /** {@code SSH-2.0-dropbear} on OpenWrt; a version follows elsewhere. */
    private static final String DROPBEAR = "SSH-2.0-dropbear";

    /** A router that is busy accepts within a second. */
    static final Duration GREETING = Duration.ofSeconds(2);

    private static final int SSH = 22;

    /** More than are behind any cable. */
    static final int MANY = 10_000;

    public Segment {
        hosts = Set.copyOf(hosts);
        routers = List.copyOf(routers);
        missing = List.copyOf(missing);
    }

    /**
     * Asks.
     *
     * @param besides link-local addresses that may be there though they did not answer; asked for once the others have answered
     * @param patience how long answers are waited for
     */
    static Segment over(Wire wire, Nic nic, Supplier<Set<String>> besides, Duration patience) {
        if (!nic.canAsk()) {
            return new Segment(nic, Set.of(), List.of(), List.of());
        }
        var heard = wire.neighbours(nic.name(), patience);
        var hosts = new TreeSet<>(heard.addresses());
        hosts.removeAll(nic.linkLocals());
        var asked = new LinkedHashSet<>(hosts);
        asked.addAll(besides.get());
        asked.removeAll(nic.linkLocals());
        var routers = greeting(wire, nic, asked, GREETING);
        routers.forEach(router -> hosts.add(router.address()));
        return new Segment(nic, hosts, routers, hosts.isEmpty() ? heard.missing() : List.of());
    }

    /** Those of these addresses where a dropbear greets, asked all at once. */
    static List<Neighbour> greeting(Wire wire, Nic nic, Collection<String> addresses, Duration patience) {
        return addresses.stream()
                .map(address -> new Neighbour(nic.name(), address))
                .gather(Gatherers.mapConcurrent(
                        MANY, host -> dropbear(wire, host, patience).stream().toList()))
                .flatMap(List::stream)
                .toList();
    }

    private static Optional<Neighbour> dropbear(Wire wire, Neighbour host, Duration patience) {
        return wire.greeting(host.reach().host(), SSH, patience)
                .filter(line -> line.startsWith(DROPBEAR))
                .map(line -> line.substring(DROPBEAR.length()).strip())
                .map(rest -> new Neighbour(
                        host.device(),
                        host.address(),
                        Optional.of(rest.replaceFirst("^_", ""))
                                .filter(version -> version.matches("[0-9][0-9A-Za-z.]{0,20}"))));
    }
}
