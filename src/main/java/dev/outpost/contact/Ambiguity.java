package dev.outpost.contact;

import dev.outpost.contact.Standing.Kind;
import dev.outpost.laptop.ArpTable;
import dev.outpost.laptop.Ip4Routes;
import dev.outpost.laptop.Nic;
import dev.outpost.laptop.Nics;
import dev.outpost.net.Eui64;
import dev.outpost.net.Ipv4;
import dev.outpost.site.Reach;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Refuses an IPv4 address that more than one unit, or another interface of this laptop, could answer: every OpenWrt begins at 192.168.1.1.
 * With nobody but one router on the cable it costs a quarter of a second and no connection.
 */
public final class Ambiguity {
    /** A host on the cable answers within some milliseconds, a router of 580 MHz too. */
    private static final Duration ANSWERS = Duration.ofMillis(250);

    /** A host that drops what it does not know must not hold up everybody. */
    private static final Duration GREETING = Duration.ofMillis(700);

    /** For a refusal that names who else is there, time does not matter. */
    private static final Duration REFUSED = Duration.ofSeconds(1);

    private static final int SHOWN = 3;

    private final LocalNetwork here;

    public Ambiguity(LocalNetwork here) {
        this.here = here;
    }

    /**
     * Looks.
     *
     * @param place where the {@code reach:} line goes: a site file; absent for an address from the command line
     * @throws ProblemException {@code ROUTER-AMBIGUOUS}
     */
    public void refuse(Reach reach, Optional<String> place) {
        var address = address(reach.host());
        if (address.isEmpty()) {
            return;
        }
        var nics = nics(address.get());
        if (nics.size() > 1) {
            throw new ProblemException(interfaces(reach.host(), nics, place));
        }
        for (var nic : nics) {
            var units = units(nic, reach.host());
            if (!units.isEmpty()) {
                throw new ProblemException(several(reach.host(), nic, units, place));
            }
        }
    }

    /** None where it is no IPv4 address, or the laptop's own. */
    private static Optional<Ipv4> address(String host) {
        if (host.contains(":") || LaptopLook.isLoopback(host)) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host))
                    .filter(Inet4Address.class::isInstance)
                    .filter(address -> !address.isLoopbackAddress())
                    .flatMap(address -> Ipv4.parse(address.getHostAddress()));
        } catch (UnknownHostException e) {
            return Optional.empty(); // whoever connects will say so
        }
    }

    /** Interfaces that are up and whose network holds the address. */
    private List<Nic> nics(Ipv4 address) {
        return Ip4Routes.in(here.laptop()).devicesOn(address).stream()
                .flatMap(name -> Nics.named(here.laptop(), name).stream())
                .filter(Nic::carrier)
                .toList();
    }

    /** Routers that could answer besides the one that does; and that one. Empty where there is no other. */
    private List<Neighbour> units(Nic nic, String host) {
        if (!nic.canAsk()) {
            return List.of();
        }
        here.wire().nudge(host);
        var hosts = here.wire().neighbours(nic.name(), ANSWERS).addresses();
        var arp = ArpTable.in(here.laptop());
        var first = arp.mac(host, nic.name()).map(Eui64::linkLocal);
        var others = hosts.stream()
                .filter(other -> !nic.linkLocals().contains(other) && !first.equals(Optional.of(other)))
                .toList();
        var rivals = rivals(Segment.greeting(here.wire(), nic, others, GREETING), host, arp);
        if (rivals.isEmpty() || (first.isEmpty() && rivals.size() == 1)) {
            return List.of();
        }
        var units = new ArrayList<Neighbour>();
        first.filter(hosts::contains).ifPresent(own -> units.add(new Neighbour(nic.name(), own)));
        units.addAll(rivals);
        return units;
    }

    /** Those that have the address too, or may have it. */
    private List<Neighbour> rivals(List<Neighbour> others, String host, ArpTable arp) {
        var stranger = new Stranger(here, KnownUnits.in(here.state()));
        return others.stream()
                .filter(other -> !isElsewhere(other, host, arp))
                .map(stranger::look)
                .filter(found -> !isTheOne(found, host, arp))
                .filter(found -> found.hasAddress(host)
                        .orElse(found.standing().kind() == Kind.FOREIGN
                                || found.standing().kind() == Kind.OURS
                                || found.standing().kind() == Kind.CHANGED))
                .map(FoundRouter::at)
                .limit(SHOWN)
                .toList();
    }

    /** Its link-local address was not made of its MAC, but it is the one that answers. */
    private static boolean isTheOne(FoundRouter found, String host, ArpTable arp) {
        var mac = arp.mac(host, found.at().device());
        return mac.isPresent() && mac.equals(found.mac());
    }

    /** The laptop knows it by another IPv4 address. */
    private static boolean isElsewhere(Neighbour other, String host, ArpTable arp) {
        return arp.entries().stream()
                .anyMatch(entry -> Optional.of(entry.mac()).equals(other.mac())
                        && entry.device().equals(other.device())
                        && !entry.address().equals(host));
    }

    private static Problem several(String host, Nic nic, List<Neighbour> units, Optional<String> place) {
        return ProblemCode.ROUTER_AMBIGUOUS.problem(
                host + " does not mean one router alone: behind " + nic.name()
                        + " more than one host may answer to it (" + macs(units) + ")",
                "every OpenWrt begins with the same address, and which one gets the packets is chance",
                next(units, place));
    }

    private Problem interfaces(String host, List<Nic> nics, Optional<String> place) {
        var units = nics.stream()
                .filter(Nic::wired)
                .flatMap(nic -> Segment.over(here.wire(), nic, Set::of, REFUSED).routers().stream())
                .toList();
        var names = nics.stream().map(Nic::name).collect(Collectors.joining(" and "));
        return ProblemCode.ROUTER_AMBIGUOUS.problem(
                host + " lies in the network of " + nics.size() + " interfaces of this laptop: " + names,
                "two networks use the same addresses (a HiLink stick, another LAN), and which one gets the packets is"
                        + " chance",
                units.isEmpty()
                        ? "unplug or switch off what does not lead to the router, then run the same command again"
                        : next(units, place));
    }

    private static String macs(List<Neighbour> units) {
        var shown = units.stream()
                .limit(SHOWN)
                .map(unit -> unit.mac().orElse(unit.address()))
                .collect(Collectors.joining(", "));
        return units.size() > SHOWN ? shown + " and " + (units.size() - SHOWN) + " more" : shown;
    }

    private static String next(List<Neighbour> units, Optional<String> place) {
        var which = units.size() > 1 ? "; which is which: outpost find" : "";
        var lines = units.stream().limit(SHOWN).map(Neighbour::line).collect(Collectors.joining(" or "));
        return place.map(file -> "write into " + file + ": " + lines + which)
                .orElseGet(() -> "give its own address instead: '"
                        + units.getFirst().reach() + "'; in a site file: " + lines + which);
    }
}
