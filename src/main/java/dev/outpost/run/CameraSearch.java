package dev.outpost.run;

import dev.outpost.camera.CameraAsked;
import dev.outpost.camera.Discovery;
import dev.outpost.camera.FoundCamera;
import dev.outpost.contact.FirstContact;
import dev.outpost.contact.LocalNetwork;
import dev.outpost.laptop.Ip4Routes;
import dev.outpost.laptop.Nic;
import dev.outpost.laptop.Nics;
import dev.outpost.net.Ipv4;
import dev.outpost.profile.ProfileBook;
import dev.outpost.reach.LinkVantage;
import dev.outpost.reach.SystemVantage;
import dev.outpost.shell.RemoteLink;
import dev.outpost.site.Reach;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks for cameras on this computer's wires, or on a router's LAN. Nothing is set, and nobody is logged in to. */
public final class CameraSearch {
    /** WS-Discovery lets them wait up to half a second, and cheap ones need longer. */
    private static final Duration ANSWERS = Duration.ofSeconds(4);

    /** On a LAN of cameras there are few; of a LAN of anything the first are asked. */
    private static final int MOST = 64;

    private final Clock clock;

    public CameraSearch(Clock clock) {
        this.clock = clock;
    }

    /**
     * Behind each wired interface: WS-Discovery and SADP, and whoever answered is asked what it is where it can be reached.
     *
     * @param named interfaces to look behind, whatever kind they are; every wired one that is up where none is named
     */
    public CamerasFound here(LocalNetwork here, List<String> named) {
        var nics = named.isEmpty()
                ? Nics.wired(here.laptop()).stream().filter(Nic::carrier).toList()
                : named.stream().flatMap(name -> named(here, name)).toList();
        var found = new ArrayList<FoundCamera>();
        for (var nic : nics) {
            var heard = Discovery.heard(here.wire().ask(nic.name(), Discovery.questions(), ANSWERS));
            found.addAll(heard);
            heard.stream()
                    .filter(camera -> isBehind(here, nic, camera.address()))
                    .flatMap(camera -> new CameraAsked(SystemVantage.anywhere(), clock).at(camera.address()).stream())
                    .forEach(found::add);
        }
        return new CamerasFound(nics.stream().map(Nic::name).toList(), Discovery.together(found));
    }

    /** Loopback too: on it the cameras of a virtual bench are. */
    private static Stream<Nic> named(LocalNetwork here, String name) {
        var own = Optional.of(new Nic("lo", false, true, Set.of()))
                .filter(nic -> nic.name().equals(name));
        return Nics.named(here.laptop(), name).or(() -> own).stream();
    }

    /** Whether the system itself would ask it over this interface, and no gateway would be asked instead. */
    private static boolean isBehind(LocalNetwork here, Nic nic, Ipv4 address) {
        return Ip4Routes.in(here.laptop()).rows().stream()
                .anyMatch(row -> row.device().equals(nic.name())
                        && row.gateway().isEmpty()
                        && row.to().contains(address));
    }

    /** On a router's LAN: its leases and neighbours, and the addresses that makers give their cameras, in their networks too. */
    public CamerasFound around(RemoteLink router, String name) throws IOException {
        var usual = usual();
        try (var way = CameraWay.around(router, usual)) {
            var asked = new CameraAsked(new LinkVantage(router, name), clock);
            var found = candidates(way).entrySet().stream()
                    .limit(MOST)
                    .flatMap(host -> camera(asked, host.getKey(), host.getValue()))
                    .toList();
            var places = Stream.concat(
                            Stream.of(name + ", LAN "
                                    + way.lan()
                                            .map(lan -> lan.network().toString())
                                            .orElse("unknown")),
                            way.added().stream().map(address -> "as " + address + " for a while"))
                    .toList();
            return new CamerasFound(places, found);
        }
    }

    /** Where makers put their cameras, from the profiles. */
    static List<Ipv4> usual() {
        return ProfileBook.shipped().devices().stream()
                .filter(device -> device.kind().equals("cameras"))
                .flatMap(device -> device.fact("default-address").stream())
                .flatMap(text -> Ipv4.parse(text).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** The same on the LAN of a router without a site. */
    CamerasFound around(LocalNetwork here, Reach router) throws IOException {
        try (var link = new FirstContact(here).open(router)) {
            return around(link, "the router " + router);
        }
    }

    private static Map<Ipv4, FoundCamera> candidates(CameraWay way) {
        var hosts = new LinkedHashMap<Ipv4, FoundCamera>();
        for (var line : way.there()) {
            var words = line.split(" ");
            var isLease = words[0].equals("lease") && words.length == 3;
            var isNeighbour = words[0].equals("neighbour") && words.length == 4 && words[3].equals(way.device());
            if (isLease || isNeighbour) {
                var mac = Optional.of(words[2].toLowerCase(Locale.ROOT))
                        .filter(word -> word.matches("[0-9a-f]{2}(:[0-9a-f]{2}){5}"));
                Ipv4.parse(words[1])
                        .ifPresent(address -> hosts.putIfAbsent(address, FoundCamera.at(address, mac, words[0])));
            }
        }
        return hosts;
    }

    /** Whoever says so is a camera, and whoever has a camera maker's MAC. */
    private static Stream<FoundCamera> camera(CameraAsked asked, Ipv4 address, FoundCamera seen) {
        var said = asked.at(address);
        return said.isPresent() || seen.maker().isPresent()
                ? Discovery.together(
                        Stream.concat(Stream.of(seen), said.stream()).toList())
                        .stream()
                : Stream.empty();
    }
}
