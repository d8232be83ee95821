package dev.outpost.reach;

import dev.outpost.ledger.Ledger;
import dev.outpost.ledger.Peer;
import dev.outpost.ledger.PublicPort;
import dev.outpost.ledger.SiteEntry;
import dev.outpost.ledger.SiteWish;
import dev.outpost.ledger.Unit;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.net.TunnelKey;
import dev.outpost.relay.RelayFacts;
import dev.outpost.relay.RelaySetup;
import dev.outpost.relay.SiteOnRelay;
import dev.outpost.relay.SiteOnRelay.Guest;
import dev.outpost.relay.SiteOnRelay.Published;
import dev.outpost.site.AccessWish;
import dev.outpost.site.CameraWish;
import dev.outpost.site.CameraWish.Exposure;
import dev.outpost.site.RelayFile;
import dev.outpost.site.Site;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One tunnel with its two ends: what the router and the relay must agree on.
 *
 * @param relay the end outside
 * @param given what the ledger gave the site
 * @param onLan the cameras' addresses as seen from the router, by name
 * @param published what the site file opens to the internet
 * @param domain a name of one's own that viewers dial instead of the relay's address
 * @param unit the router as a thing, which the relay keeps for another laptop; absent: it was not looked at
 */
public record TunnelPlan(
        RelaySetup relay,
        SiteEntry given,
        SequencedMap<String, Ipv4> onLan,
        List<Published> published,
        Optional<String> domain,
        Optional<Unit> unit) {

    /** The packet that holds the carrier's door open (s): WireGuard's documentation names 25 for peers behind NAT. */
    public static final int KEEPALIVE = 25;

    /** The ledger's word for a site that goes through no relay; no relay may have this name. */
    public static final String DIRECT = RelayFile.NONE;

    /** Of all sites without a relay on one ledger; a relay's own is 10.77.0.0/16 where its file names none. */
    private static final Cidr OF_DIRECT = Cidr.of("10.78.0.0/16");

    /** Of the router itself, where it is the viewers' end (UDP). */
    private static final int LISTEN = 51820;

    /** The proof's own peer in each site. */
    public static final String PROOF = "outpost-proof";

    public TunnelPlan {
        onLan = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(onLan));
        published = List.copyOf(published);
        onLan.keySet().forEach(given::camera);
    }

    public TunnelPlan(RelaySetup relay, SiteEntry given, SequencedMap<String, Ipv4> onLan, List<Published> published) {
        this(relay, given, onLan, published, Optional.empty(), Optional.empty());
    }

    /** What the ledger has to give a site for a tunnel through this relay. */
    public static SiteWish wish(Site site, RelayFile relay, Optional<RelayFacts> there) {
        var held = there.map(facts -> held(site.name(), facts)).orElse(SiteWish.Held.NOTHING);
        return wish(site, relay.name(), relay.tunnel(), held);
    }

    private static SiteWish wish(Site site, String relay, Cidr tunnel, SiteWish.Held held) {
        var guests = new LinkedHashMap<String, Peer.Role>();
        site.viewers().forEach(name -> guests.put(name, Peer.Role.VIEWER));
        site.admins().forEach(name -> guests.put(name, Peer.Role.ADMIN));
        guests.put(PROOF, Peer.Role.VERIFIER);
        var ports = site.cameras().stream()
                .flatMap(camera -> camera.exposure() instanceof Exposure.Public open
                        ? Stream.of(new PublicPort(camera.name(), open.service(), open.port()))
                        : Stream.empty())
                .toList();
        var cameras = site.cameras().stream().map(CameraWish::name).toList();
        return new SiteWish(site.name(), relay, tunnel, cameras, guests, ports, held);
    }

    /** What the ledger has to give a site, where its file asks for a tunnel. */
    public static Optional<SiteWish> wish(Site site, Optional<RelayFacts> there) {
        return site.access().isDirect()
                ? Optional.of(wish(site, DIRECT, OF_DIRECT, SiteWish.Held.NOTHING))
                : site.access().tunnelRelay().map(relay -> wish(site, relay, there));
    }

    private static SiteWish.Held held(String site, RelayFacts facts) {
        var others = facts.sites().stream()
                .filter(other -> !other.site().equals(site))
                .toList();
        var ports = new HashMap<Integer, String>();
        others.forEach(other -> other.published().forEach(port -> ports.put(port.port(), other.site())));
        return new SiteWish.Held(
                facts.site(site).map(SiteOnRelay::block),
                others.stream().map(SiteOnRelay::block).collect(Collectors.toSet()),
                others.stream()
                        .flatMap(other -> other.guests().stream())
                        .map(Guest::address)
                        .collect(Collectors.toSet()),
                ports);
    }

    /** A site that leaves its way open, by the one that was found for it before. */
    public static Site found(Site site, Ledger ledger) {
        var isOpen = site.access().wayIn() == AccessWish.WayIn.AUTO;
        return ledger.find(site.name())
                .filter(entry -> isOpen && entry.relay().equals(DIRECT))
                .map(_ -> site.through(
                        site.access().ddns().isPresent() ? AccessWish.WayIn.DDNS : AccessWish.WayIn.DIRECT))
                .orElse(site);
    }

    /** The tunnel of a site by the way that its file asks for; empty where it asks for none. */
    public static Optional<TunnelPlan> of(Site site, SiteEntry entry, Optional<String> address) {
        if (site.access().isDirect()) {
            return Optional.of(direct(site, entry, address.orElse("")));
        }
        return site.access().relay().map(relay -> of(site, relay, entry));
    }

    /** The router itself is the viewers' end: at a name where it has one, else at its address. */
    private static TunnelPlan direct(Site site, SiteEntry entry, String address) {
        var setup = new RelaySetup(address, LISTEN, OF_DIRECT);
        var name = site.access().named().map(AccessWish.DdnsWish::hostname);
        return of(site, setup, name, entry);
    }

    /** The tunnel of a site with what the ledger gave it; guests that the site file names no more are left out. */
    public static TunnelPlan of(Site site, RelayFile relay, SiteEntry entry) {
        return of(site, setup(relay), relay.domain(), entry);
    }

    private static TunnelPlan of(Site site, RelaySetup end, Optional<String> domain, SiteEntry entry) {
        var onLan = new LinkedHashMap<String, Ipv4>();
        site.cameras().forEach(camera -> onLan.put(camera.name(), camera.address()));
        var published = site.cameras().stream()
                .flatMap(camera -> camera.exposure() instanceof Exposure.Public open
                        ? Stream.of(new Published(
                                open.port(),
                                entry.camera(camera.name()),
                                port(camera, open.service()),
                                open.allow(),
                                Optional.of(open.service())))
                        : Stream.empty())
                .toList();
        var wanted =
                wish(site, "", end.tunnel(), SiteWish.Held.NOTHING).guests().keySet();
        return new TunnelPlan(end, entry.withPeersAmong(wanted), onLan, published, domain, Optional.empty());
    }

    /** What the ledger holds of the site already; empty while it was never given all of its cameras. */
    public static Optional<TunnelPlan> known(Site site, RelayFile relay, Ledger ledger) {
        return whole(site, ledger).map(entry -> of(site, relay, entry));
    }

    /**
     * The same by the way that its file asks for.
     *
     * @param address that viewers dial where the router itself is their end
     */
    public static Optional<TunnelPlan> known(Site site, Ledger ledger, Optional<String> address) {
        return whole(site, ledger)
                .filter(entry -> !site.access().isDirect() || entry.relay().equals(DIRECT))
                .flatMap(entry -> of(site, entry, address));
    }

    private static Optional<SiteEntry> whole(Site site, Ledger ledger) {
        return ledger.find(site.name())
                .filter(entry -> site.cameras().stream()
                        .allMatch(camera -> entry.cameras().containsKey(camera.name())));
    }

    /** The relay's file as what a server shall become. */
    public static RelaySetup setup(RelayFile relay) {
        return new RelaySetup(relay.publicAddress(), relay.listen(), relay.tunnel());
    }

    private static int port(CameraWish camera, String service) {
        return camera.services().stream()
                .filter(offered -> offered.name().equals(service))
                .findFirst()
                .orElseThrow()
                .port();
    }

    public String site() {
        return given.site();
    }

    /** The addresses of the relay: in the tunnel, and the one that is dialled. */
    List<String> otherEnd() {
        return List.of(relay.address().toString(), relay.publicAddress());
    }

    /** The whole tunnel that the site's block is of. */
    public Cidr network() {
        return relay.tunnel();
    }

    /** Whether the router itself is the viewers' end. */
    public boolean isDirect() {
        return given.relay().equals(DIRECT);
    }

    /** The same with the address that the router has now. */
    public TunnelPlan at(String address) {
        return new TunnelPlan(
                new RelaySetup(address, relay.listen(), relay.tunnel()), given, onLan, published, domain, unit);
    }

    /** What viewers dial: {@code HOST:PORT}. */
    public String endpoint() {
        return domain.orElse(relay.publicAddress()) + ":" + relay.listen();
    }

    /** What is open to the internet, a line each. */
    public List<String> publishedInWords() {
        return published.stream()
                .map(port -> "PUBLIC: TCP " + port.port() + " of " + relay.publicAddress() + " leads to "
                        + port.camera() + ":" + port.cameraPort())
                .toList();
    }

    /** The site's share of the tunnel, a /28. */
    public Cidr block() {
        return given.network();
    }

    /** The router's own address in the tunnel. */
    public Ipv4 router() {
        return given.router();
    }

    /** The address under which viewers know this camera. */
    public Ipv4 camera(String name) {
        return given.camera(name);
    }

    /** The same tunnel of this router. */
    public TunnelPlan of(Unit router) {
        return new TunnelPlan(relay, given, onLan, published, domain, Optional.of(router));
    }

    /** The relay's end; keys that are not born yet are shown as such. */
    public SiteOnRelay onRelay(TunnelKey routerKey) {
        var cameras = onLan.entrySet().stream()
                .map(wired ->
                        new SiteOnRelay.Camera(wired.getKey(), camera(wired.getKey()), Optional.of(wired.getValue())))
                .toList();
        var guests = given.peers().stream().map(TunnelPlan::guest).toList();
        return new SiteOnRelay(site(), block(), router(), routerKey, cameras, guests, published, unit);
    }

    private static Guest guest(Peer peer) {
        var role = SiteOnRelay.Role.valueOf(peer.role().name());
        return new Guest(role, peer.name(), peer.address(), TunnelKey.of(peer.publicKey()));
    }
}
