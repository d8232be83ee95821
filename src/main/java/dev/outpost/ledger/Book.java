package dev.outpost.ledger;

import dev.outpost.ledger.SiteWish.Held;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The ledger's whole content as a value; giving something away makes a new one. */
record Book(Map<String, SiteEntry> entries, Map<String, Unit> units) {
    static final Book EMPTY = new Book(Map.of(), Map.of());

    private static final int CAMERAS = 13;

    Book {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        units = Collections.unmodifiableMap(new LinkedHashMap<>(units));
    }

    Optional<SiteEntry> find(String site) {
        return Optional.ofNullable(entries.get(site));
    }

    List<SiteEntry> sites() {
        return entries.values().stream()
                .sorted(Comparator.comparing(SiteEntry::relay).thenComparingInt(SiteEntry::number))
                .toList();
    }

    SiteEntry require(String site) {
        return find(site).orElseThrow(() -> new IllegalArgumentException("site " + site + " has no addresses yet"));
    }

    Book with(SiteEntry entry) {
        var all = new LinkedHashMap<>(entries);
        all.put(entry.site(), entry);
        return new Book(all, units);
    }

    Book with(String site, Unit unit) {
        units.forEach((other, owned) -> refuseForeign(site, unit, other, owned));
        var all = new LinkedHashMap<>(units);
        all.put(site, unit);
        return new Book(entries, all);
    }

    Book without(String site) {
        var left = new LinkedHashMap<>(entries);
        left.remove(site);
        var owned = new LinkedHashMap<>(units);
        owned.remove(site);
        return new Book(left, owned);
    }

    /** The site as it is or new, with these cameras. */
    private SiteEntry site(String site, String relay, Cidr tunnel, List<String> cameras, Held held) {
        var before = find(site).filter(old -> old.tunnel().equals(tunnel));
        var entry = before.filter(old -> old.relay().equals(relay) || held.own().equals(Optional.of(old.network())))
                .filter(old -> !held.blocks().contains(old.network()))
                .map(old -> old.at(relay))
                .orElseGet(() -> moved(before, site, relay, tunnel, held));
        return entry.with(addresses(entry, new LinkedHashSet<>(cameras)));
    }

    /** In a block of its own; who looks keeps name and key where the relay is the same. */
    private SiteEntry moved(Optional<SiteEntry> before, String site, String relay, Cidr tunnel, Held held) {
        var same = before.filter(old -> old.relay().equals(relay));
        return new SiteEntry(
                site,
                relay,
                tunnel,
                freeNumber(relay, new Tunnel(tunnel), held),
                new LinkedHashMap<>(),
                same.map(SiteEntry::peers).orElse(List.of()),
                List.of(),
                same.flatMap(SiteEntry::routerKey));
    }

    /** The site with all that it wishes for; what it has already stays. */
    SiteEntry granted(SiteWish wish) {
        var held = wish.held();
        var entry = site(wish.site(), wish.relay(), wish.tunnel(), wish.cameras(), held);
        for (var guest : wish.guests().entrySet()) {
            var known = entry.peer(guest.getKey());
            if (known.filter(peer -> !held.guests().contains(peer.address())).isEmpty()) {
                var address = with(entry).freePeer(entry, held);
                entry = entry.with(new Peer(guest.getKey(), guest.getValue(), address, known.flatMap(Peer::publicKey)));
            }
        }
        for (var port : wish.ports()) {
            refuseTakenPort(entry, port, held);
            entry = entry.ports().contains(port) ? entry : entry.with(port);
        }
        return entry;
    }

    /** With a site that another computer was given its place for, which must not be another site's here. */
    Book recovering(SiteEntry entry) {
        entries.values().stream()
                .filter(other -> other.relay().equals(entry.relay()) && other.sharesWith(entry))
                .findFirst()
                .ifPresent(other -> {
                    throw new ProblemException(new Problem(
                            ProblemCode.LEDGER_DIFFERS,
                            "this computer gave " + entry.network() + " or a viewer's address of it to site "
                                    + other.site(),
                            "the relay's record has it for site " + entry.site(),
                            "compare: outpost ledger show"));
                });
        return with(entry);
    }

    /** The lowest address among the relay's peers that nobody has. */
    private Ipv4 freePeer(SiteEntry entry, Held held) {
        var tunnel = new Tunnel(entry.tunnel());
        var taken = taken(entry.relay(), other -> other.peers().stream().map(Peer::address));
        taken.addAll(held.guests());
        return free(
                Tunnel.PEERS,
                tunnel::peer,
                taken::contains,
                "the tunnel of relay " + entry.relay() + " has no room for a viewer");
    }

    private void refuseTakenPort(SiteEntry entry, PublicPort wanted, Held held) {
        Optional.ofNullable(held.ports().get(wanted.port())).ifPresent(other -> {
            throw new ProblemException(new Problem(
                    ProblemCode.PORT_TAKEN,
                    "port " + wanted.port() + " of relay " + entry.relay() + " cannot lead to camera "
                            + wanted.camera(),
                    "the relay itself says that it is site " + other + "'s",
                    "choose another port under exposure: public"));
        });
        for (var other : entries.values()) {
            for (var port : other.ports()) {
                var own = other.site().equals(entry.site()) && port.camera().equals(wanted.camera());
                if (!own && other.relay().equals(entry.relay()) && port.port() == wanted.port()) {
                    throw new ProblemException(new Problem(
                            ProblemCode.PORT_TAKEN,
                            "port " + wanted.port() + " of relay " + entry.relay() + " cannot lead to camera "
                                    + wanted.camera(),
                            "it leads to camera " + port.camera() + " of site " + other.site(),
                            "choose another port under exposure: public"));
                }
            }
        }
    }

    private static void refuseForeign(String site, Unit unit, String other, Unit owned) {
        if (!site.equals(other)
                && (owned.mac().equals(unit.mac()) || owned.hostKey().equals(unit.hostKey()))) {
            throw new ProblemException(new Problem(
                    ProblemCode.ROUTER_ELSEWHERE,
                    "the router " + unit.mac() + " belongs to site " + other,
                    owned.mac().equals(unit.mac()) ? "it was set up for that site" : "it has that router's host key",
                    "check which router is plugged in and the address in reach; where site " + other
                            + " has given it up, release it: outpost retire " + other + ".yaml"));
        }
    }

    private int freeNumber(String relay, Tunnel tunnel, Held held) {
        var taken = taken(relay, entry -> Stream.of(tunnel.site(entry.number())));
        taken.addAll(held.blocks());
        return free(
                Tunnel.SITES,
                n -> n,
                number -> taken.contains(tunnel.site(number)),
                "the tunnel of relay " + relay + " has no room for a site");
    }

    private static SequencedMap<String, Ipv4> addresses(SiteEntry entry, Collection<String> cameras) {
        var given = new LinkedHashMap<String, Ipv4>();
        var kept = entry.cameras().entrySet().stream()
                .filter(camera -> cameras.contains(camera.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        for (var camera : cameras) {
            var address = Optional.ofNullable(entry.cameras().get(camera))
                    .orElseGet(() -> free(
                            CAMERAS,
                            entry.router()::plus,
                            kept::contains,
                            "site " + entry.site() + " has no room for a camera"));
            kept.add(address);
            given.put(camera, address);
        }
        return given;
    }

    private <T> Collection<T> taken(String relay, Function<SiteEntry, Stream<T>> what) {
        return entries.values().stream()
                .filter(entry -> entry.relay().equals(relay))
                .flatMap(what)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static <T> T free(int count, IntFunction<T> make, Predicate<T> taken, String full) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(make)
                .filter(taken.negate())
                .findFirst()
                .orElseThrow(() -> new ProblemException(new Problem(
                        ProblemCode.LEDGER_FULL,
                        full,
                        "all " + count + " are given away",
                        "see what is given away: outpost ledger show")));
    }
}
