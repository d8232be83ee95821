package dev.outpost.bench.net;

import dev.outpost.bench.clock.RoomTime;
import dev.outpost.bench.net.RouterView.StickView;
import dev.outpost.bench.net.Tunnels.Tunnel;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Everything that is wired to everything: routers behind the operator's NAT, the relay on the internet, cameras on LANs, the owner's phone. A connection
 * is carried only where each hop, as it is configured now, would carry it: {@link Walk} asks them.
 */
public final class VirtualNetwork implements Carrier {

    /** The owner's phone, and anybody else; these and the next are from documentation ranges (RFC 5737). */
    static final Ipv4 VIEWER = Ipv4.of("198.51.100.23");

    static final Ipv4 OUTSIDER = Ipv4.of("192.0.2.50");

    /** The operator's NAT, seen from outside, and another address of it. */
    static final Ipv4 CARRIER = Ipv4.of("198.51.100.77");

    private static final Ipv4 POOL = Ipv4.of("198.51.100.78");

    /** Of the operator's, and of nobody now. */
    private static final Ipv4 YESTERDAY = Ipv4.of("203.0.113.200");

    /** What nobody on the internet can call: RFC 1918, RFC 6598, RFC 7335, and a range that operators borrow. */
    private static final List<Cidr> HIDDEN = Stream.of(
                    "25.0.0.0/8", "192.0.0.0/24", "10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16")
            .map(Cidr::of)
            .toList();

    private static final Pattern ENDPOINT = Pattern.compile("(?<=Endpoint = )([a-z0-9.-]+)(?=:)");

    private final Supplier<Duration> time;
    final Tunnels tunnels = new Tunnels();
    private final List<RelayView> relays = new CopyOnWriteArrayList<>();
    private final List<RouterView> routers = new CopyOnWriteArrayList<>();
    private final List<Wired> cameras = new CopyOnWriteArrayList<>();
    private final Map<String, Duration> handshakes = new HashMap<>();
    private final Map<String, Ipv4> names = new ConcurrentHashMap<>();
    private final Set<String> led = ConcurrentHashMap.newKeySet();
    private final Map<Ipv4, InetSocketAddress> servers = new ConcurrentHashMap<>();
    private final List<ViewerConf> scanned = new CopyOnWriteArrayList<>();
    private volatile boolean viewerIsOff;
    private volatile boolean poolShowsOthers;
    private volatile boolean udpIsBlocked;
    private volatile boolean namesLag;

    private record Wired(RouterView router, CameraView camera) {}

    /**
     * @param time bench time since the start
     */
    public VirtualNetwork(Supplier<Duration> time) {
        this.time = time;
    }

    /** A network whose time runs faster than the room's by a whole factor. */
    public static VirtualNetwork scaled(int factor) {
        var time = RoomTime.ROOM.faster(factor);
        var start = time.nanos();
        return new VirtualNetwork(() -> Duration.ofNanos(time.nanos() - start));
    }

    public void add(RelayView relay) {
        relays.add(relay);
    }

    public void add(RouterView router) {
        routers.add(router);
    }

    public void add(RouterView router, CameraView camera) {
        cameras.add(new Wired(router, camera));
    }

    /** Somebody's web server on the internet, under a name. */
    public void serves(String name, Ipv4 address, InetSocketAddress service) {
        names.put(name, address);
        servers.put(address, service);
    }

    /** A name's zone says another address from now on. */
    public void leads(String name, Ipv4 address) {
        names.put(name, address);
        led.add(name);
    }

    /** Names whose owners moved them lead to an address that nobody has any more, or do so no more. */
    public void namesLag(boolean now) {
        namesLag = now;
    }

    public Optional<Ipv4> resolve(String name) {
        return Optional.ofNullable(namesLag && led.contains(name) ? YESTERDAY : names.get(name));
    }

    Optional<InetSocketAddress> server(Ipv4 address) {
        return Optional.ofNullable(servers.get(address));
    }

    /**
     * The owner scans a page: the viewer's phone has this tunnel from now on, besides those of other keys. A name is asked for once, now.
     *
     * @throws IllegalArgumentException when the phone could not read it
     */
    public void scan(String wireguardConf) {
        var page = ViewerConf.parse(ENDPOINT.matcher(wireguardConf)
                .replaceFirst(
                        found -> resolve(found.group(1)).map(Ipv4::toString).orElse(found.group(1))));
        scanned.removeIf(older -> older.publicKey().equals(page.publicKey()));
        scanned.addFirst(page);
    }

    /** Bench time since the start; runs faster than the world's by the bench's factor. */
    public Duration now() {
        return time.get();
    }

    @Override
    public Outcome connect(Origin from, Ipv4 to, int port) {
        return new Walk(this).from(from, Protocol.TCP, to, port);
    }

    /** An echo request: {@link Outcome.Connected} means answered (its service is of no use). */
    public Outcome ping(Origin from, Ipv4 to) {
        return new Walk(this).from(from, Protocol.ICMP, to, 0);
    }

    /** Handshake, learnt endpoint and traffic of a peer, for {@code wg show}. */
    public PeerState peer(HostView host, WireguardDevice end, WireguardPeer peer) {
        return tunnel(host, end, peer)
                .map(tunnel -> state(tunnel, host))
                .orElseGet(() -> new PeerState(heard(host, end, peer.publicKey()), peer.endpoint(), 0, 0));
    }

    /** Cameras whose frames reach the router's LAN now, for {@code ip neigh}. */
    public List<CameraView> camerasHeardBy(RouterView router) {
        return cameras.stream()
                .filter(wired -> wired.router().equals(router) && wired.camera().hasLink())
                .filter(wired -> router.isRunning() && router.isPlugged(RouterView.Plug.CAMERA))
                .map(Wired::camera)
                .toList();
    }

    Optional<RelayView> relayAt(Ipv4 address) {
        return relays.stream()
                .filter(relay -> relay.publicAddress().equals(address))
                .findFirst();
    }

    /** The router whose operator gave it this address of the internet, or gave it the stick that leads all to it: nobody else translates before it. */
    Optional<RouterView> routerAt(Ipv4 address) {
        return isHidden(address)
                ? Optional.empty()
                : routers.stream()
                        .filter(router -> router.wan().isPresent()
                                && (router.wan().get().equals(address)
                                        || router.stick()
                                                .filter(stick -> stick.address().equals(address)
                                                        && stick.leadsTo().isPresent()
                                                        && stick.leadsTo().equals(router.wan()))
                                                .isPresent()))
                        .findFirst();
    }

    /** The operator carries no UDP to relays or from viewers to a router, or does so again. */
    public void operatorBlocksUdp(boolean now) {
        tunnels.areBlocked(now);
        udpIsBlocked = now;
        nobodyWasHeard();
    }

    boolean isUdpBlocked() {
        return udpIsBlocked;
    }

    /** It is so long ago that any viewer was heard that nobody counts it. */
    public void nobodyWasHeard() {
        synchronized (handshakes) {
            handshakes.clear();
        }
    }

    /** The owner switches WireGuard off on the phone, or on. */
    public void viewerIsOff(boolean now) {
        viewerIsOff = now;
    }

    /** The operator's NAT shows another of its addresses to each who is called. */
    public void poolShowsOthers(boolean now) {
        poolShowsOthers = now;
    }

    /**
     * From which address somebody outside hears a router: its own where that is one of the internet.
     *
     * @param second whether who is called is not the first
     */
    public Ipv4 outside(RouterView router, boolean second) {
        var own = router.wan().orElse(HIDDEN.getFirst().address());
        return outside(router, router.wanDevice(), own, second);
    }

    Ipv4 outside(RouterView router, String device, Ipv4 source, boolean second) {
        if (!isHidden(source)) {
            return source;
        }
        if (router.cabledWan().filter(device::equals).isPresent()) {
            return OUTSIDER;
        }
        var stick = router.stick().map(StickView::address).filter(own -> !isHidden(own));
        if (stick.isPresent()) {
            return stick.get();
        }
        return second && poolShowsOthers ? POOL : CARRIER;
    }

    private static boolean isHidden(Ipv4 address) {
        return HIDDEN.stream().anyMatch(range -> range.contains(address));
    }

    /** The tunnel on the phone that an address goes into; none: it goes over the plain internet. */
    Optional<ViewerConf> viewer(Ipv4 destination) {
        if (viewerIsOff) {
            return Optional.empty();
        }
        var pages = scanned.isEmpty()
                ? Stream.concat(
                        relays.stream()
                                .flatMap(relay -> relay.wireguard().stream().flatMap(device -> pages(relay, device))),
                        routers.stream().flatMap(this::pages))
                : scanned.stream();
        return pages.filter(page -> page.peer().matches(destination) >= 0).findFirst();
    }

    /**
     * Pages of an owner of whom nobody said what was scanned: of each site's viewers the first. A site is a peer with a
     * network, its viewers are the single addresses behind it in the relay's list; a page leads to its site only.
     */
    private Stream<ViewerConf> pages(RelayView relay, WireguardDevice device) {
        var pages = new ArrayList<ViewerConf>();
        var site = Optional.<List<Cidr>>empty();
        for (var peer : device.peers()) {
            if (!isViewer(peer.publicKey()) || peer.allowedIps().stream().anyMatch(allowed -> allowed.prefix() < 32)) {
                site = Optional.of(peer.allowedIps());
            } else if (site.isPresent() && !peer.allowedIps().isEmpty()) {
                pages.add(page(device, peer, relay.publicAddress(), site.get()));
                site = Optional.empty();
            }
        }
        return pages.stream();
    }

    /** Of a router that viewers call itself, the first of them; its site is the /28 around its own address. */
    private Stream<ViewerConf> pages(RouterView router) {
        var wan = router.wan()
                .map(_ -> outside(router, false))
                .filter(own -> routerAt(own).isPresent());
        return wan.stream().flatMap(own -> router.wireguard().stream().flatMap(device -> pages(router, own, device)));
    }

    private static Stream<ViewerConf> pages(RouterView router, Ipv4 wan, WireguardDevice device) {
        var viewer = device.peers().stream().filter(peer -> peer.endpoint().isEmpty());
        var sites = router.addresses().stream()
                .filter(own -> own.device().equals(device.name()))
                .map(own -> List.of(new Cidr(own.prefix().address(), 28).network()))
                .toList();
        return viewer.limit(1).flatMap(peer -> sites.stream().map(site -> page(device, peer, wan, site)));
    }

    private static ViewerConf page(
            WireguardDevice device, WireguardPeer viewer, Ipv4 endpoint, List<Cidr> destinations) {
        var at = new WireguardPeer.Endpoint(endpoint, device.listenPort());
        var peer = new WireguardPeer(
                device.publicKey(), viewer.presharedKey(), destinations, Optional.of(at), Duration.ZERO);
        return new ViewerConf(viewer.publicKey(), viewer.allowedIps().getFirst().address(), peer, at);
    }

    boolean isViewer(String publicKey) {
        return routers.stream()
                .flatMap(router -> router.wireguard().stream())
                .noneMatch(device -> device.publicKey().equals(publicKey));
    }

    /** The tunnel that one end and its peer belong to, if the other end exists and knows this one. */
    Optional<Tunnel> tunnel(HostView host, WireguardDevice end, WireguardPeer peer) {
        var others = host instanceof RelayView ? routers.stream() : relays.stream();
        return others.flatMap(other -> other.wireguard().stream()
                        .filter(far ->
                                !far.privateKey().isEmpty() && far.publicKey().equals(peer.publicKey()))
                        .flatMap(far -> far.peer(end.publicKey()).stream()
                                .map(back -> join(host, end, peer, other, far, back))))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static Tunnel join(
            HostView host,
            WireguardDevice end,
            WireguardPeer peer,
            HostView other,
            WireguardDevice far,
            WireguardPeer back) {
        return host instanceof RelayView relay
                ? new Tunnel((RouterView) other, far, back, relay, end, peer)
                : new Tunnel((RouterView) host, end, peer, (RelayView) other, far, back);
    }

    private PeerState state(Tunnel tunnel, HostView asking) {
        var outside = outside(tunnel.router(), false);
        tunnels.carries(tunnel, outside, now());
        var seen = tunnels.seen(tunnel);
        var latest = seen.latestHandshake();
        if (latest.isPresent()) {
            shookHands(tunnel.relay(), tunnel.relayEnd(), tunnel.towardsRouter().publicKey(), latest.get());
        }
        if (asking instanceof RouterView) {
            return new PeerState(latest, tunnel.towardsRelay().endpoint(), seen.down(), seen.up() + seen.lost());
        }
        var from = latest.map(any -> new WireguardPeer.Endpoint(outside, natPort(tunnel)));
        return new PeerState(latest, from.or(() -> tunnel.towardsRouter().endpoint()), seen.up(), seen.down());
    }

    /** The operator's NAT really rewrites the port. */
    private static int natPort(Tunnel tunnel) {
        return 20_000
                + Math.floorMod(
                        Objects.hash(tunnel.router().name(), tunnel.routerEnd().createdAt()), 40_000);
    }

    void shookHands(HostView relay, WireguardDevice device, String publicKey, Duration at) {
        synchronized (handshakes) {
            handshakes.put(heardKey(relay, device, publicKey), at);
        }
    }

    /** The last handshake with a peer that this interface remembers. */
    Optional<Duration> heard(HostView host, WireguardDevice device, String publicKey) {
        synchronized (handshakes) {
            return Optional.ofNullable(handshakes.get(heardKey(host, device, publicKey)));
        }
    }

    private static String heardKey(HostView host, WireguardDevice device, String publicKey) {
        return host.name() + " " + device.name() + " " + device.createdAt() + " " + publicKey;
    }

    /**
     * What {@code wg show} knows of a peer besides its configuration.
     *
     * @param latestHandshake {@link VirtualNetwork#now()} of it; empty: never
     * @param endpoint where the peer's packets come from, if any came, else as configured
     * @param received bytes
     * @param sent bytes
     */
    public record PeerState(
            Optional<Duration> latestHandshake, Optional<WireguardPeer.Endpoint> endpoint, long received, long sent) {}
}
