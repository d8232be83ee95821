package dev.outpost.bench.relay;

import dev.outpost.bench.net.Flow;
import dev.outpost.bench.net.LoopbackServer;
import dev.outpost.bench.net.Outcome;
import dev.outpost.bench.net.RelayView;
import dev.outpost.bench.net.Verdict;
import dev.outpost.bench.net.VirtualNetwork;
import dev.outpost.bench.net.WireguardDevice;
import dev.outpost.bench.nft.PacketPath;
import dev.outpost.bench.nft.Ruleset;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What the server's kernel holds: links, addresses, routes, forwarding and rules, and one network namespace besides the host's, with
 * rules and a switch of its own. A restart forgets all of it.
 *
 * <p>A packet on a device in the namespace is judged there and by nobody else. What the host itself sends there goes by the pair of
 * virtual cables whose ends were made with {@code ip link add ... type veth}.
 */
final class RelayKernel implements RelayView {

    static final String OUTSIDE = "eth0";

    /**
     * The host's way into the namespace.
     *
     * @param host name of the end in the host
     * @param inner name of the end in the namespace
     * @param source the host's own address there, once it has one
     */
    record Cable(String host, String inner, Optional<Ipv4> source) {}

    /** A port that a socket of the host leads elsewhere, for some. */
    private record Published(int port, LoopbackServer proxy, List<Cidr> allow) {
        boolean lets(Flow flow) {
            return allow.isEmpty() || allow.stream().anyMatch(from -> from.contains(flow.source()));
        }
    }

    /** A WireGuard interface with its addresses; it carries packets once it is up. */
    private static final class Link {
        private final List<Cidr> addresses = new ArrayList<>();
        private WireguardDevice device;
        private boolean up;

        Link(WireguardDevice device) {
            this.device = device;
        }
    }

    /** The host, or the one namespace besides. */
    private static final class Space {
        private final AtomicReference<Ruleset> tables = new AtomicReference<>(Ruleset.EMPTY);
        private final Map<String, Link> links = new TreeMap<>();
        private boolean forwarding;

        private void forget() {
            links.clear();
            tables.set(Ruleset.EMPTY);
            forwarding = false;
        }
    }

    private final String name;
    private final Ipv4 publicAddress;
    private final VirtualNetwork net;
    private final Supplier<Instant> wall;
    private final Map<Integer, InetSocketAddress> services = new ConcurrentHashMap<>();
    private final Space host = new Space();
    private final Space inside = new Space();
    private final Map<String, Published> published = new ConcurrentHashMap<>();
    private Optional<String> space = Optional.empty();
    private Optional<Cable> cable = Optional.empty();
    private volatile boolean running;

    RelayKernel(String name, Ipv4 publicAddress, VirtualNetwork net, Supplier<Instant> wall) {
        this.name = name;
        this.publicAddress = publicAddress;
        this.net = net;
        this.wall = wall;
    }

    VirtualNetwork net() {
        return net;
    }

    void running(boolean now) {
        running = now;
    }

    /** The power goes: everything that is not on disk is gone. */
    synchronized void forget() {
        host.forget();
        deleteSpace();
        published.keySet().forEach(this::withdraw);
    }

    // --- the namespace

    synchronized Optional<String> space() {
        return space;
    }

    synchronized void addSpace(String name) {
        space = Optional.of(name);
    }

    synchronized void deleteSpace() {
        space = Optional.empty();
        cable = Optional.empty();
        inside.forget();
    }

    synchronized void move(String device) {
        Optional.ofNullable(host.links.remove(device)).ifPresent(link -> inside.links.put(device, link));
    }

    synchronized boolean isInside(String device) {
        return inside.links.containsKey(device);
    }

    synchronized Optional<Cable> cable() {
        return cable;
    }

    synchronized void cable(Optional<Cable> now) {
        cable = now;
    }

    private Space space(boolean there) {
        return there ? inside : host;
    }

    AtomicReference<Ruleset> tables(boolean there) {
        return space(there).tables;
    }

    synchronized void forwarding(boolean there, boolean now) {
        space(there).forwarding = now;
    }

    synchronized boolean forwarding(boolean there) {
        return space(there).forwarding;
    }

    // --- sockets of the host that lead into it

    void publish(String unit, int port, LoopbackServer proxy, List<Cidr> allow) {
        published.put(unit, new Published(port, proxy, List.copyOf(allow)));
    }

    void withdraw(String unit) {
        Optional.ofNullable(published.remove(unit))
                .ifPresent(open -> open.proxy().close());
    }

    private Optional<Published> published(int port) {
        return published.values().stream().filter(open -> open.port() == port).findFirst();
    }

    /** A real server on loopback behind a local port. */
    void listens(int port, InetSocketAddress real) {
        services.put(port, real);
    }

    List<Integer> listening() {
        var open = published.values().stream().map(Published::port);
        return Stream.concat(services.keySet().stream(), open).sorted().toList();
    }

    // --- links

    synchronized boolean hasLink(String device) {
        return link(device).isPresent() || device.equals(OUTSIDE) || device.equals("lo");
    }

    synchronized List<WireguardDevice> links(boolean there) {
        return space(there).links.values().stream().map(link -> link.device).toList();
    }

    synchronized boolean hasWireguard(String device) {
        return link(device).isPresent();
    }

    synchronized void addLink(String device) {
        var port = ThreadLocalRandom.current().nextInt(32_768, 60_999); // what the kernel chooses
        host.links.put(device, new Link(new WireguardDevice(device, "", port, List.of(), net.now())));
    }

    synchronized void deleteLink(String device) {
        host.links.remove(device);
        inside.links.remove(device);
    }

    /** Changes a link; false when there is none. */
    synchronized boolean change(String device, UnaryOperator<WireguardDevice> change) {
        var link = link(device);
        link.ifPresent(found -> found.device = change.apply(found.device));
        return link.isPresent();
    }

    synchronized void comesUp(String device) {
        link(device).ifPresent(link -> link.up = true);
    }

    synchronized void address(String device, Cidr prefix) {
        link(device).ifPresent(link -> link.addresses.add(prefix));
    }

    private Optional<Link> link(String device) {
        return Optional.ofNullable(space(isInside(device)).links.get(device));
    }

    private Stream<Link> up() {
        return Stream.concat(host.links.values().stream(), inside.links.values().stream())
                .filter(link -> link.up);
    }

    // --- as the network sees it

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public Ipv4 publicAddress() {
        return publicAddress;
    }

    @Override
    public String outside() {
        return OUTSIDE;
    }

    @Override
    public synchronized List<DeviceAddress> addresses() {
        var all = new ArrayList<DeviceAddress>();
        all.add(new DeviceAddress(OUTSIDE, new Cidr(publicAddress, 24)));
        up().forEach(link -> link.addresses.forEach(prefix -> all.add(new DeviceAddress(link.device.name(), prefix))));
        return List.copyOf(all);
    }

    @Override
    public synchronized List<WireguardDevice> wireguard() {
        return up().map(link -> link.device).toList();
    }

    @Override
    public Verdict arrives(String device, Flow flow) {
        var verdict = path(isInside(device)).arrives(device, flow);
        return verdict instanceof Verdict.Local(var port)
                        && published(port).filter(open -> !open.lets(flow)).isPresent()
                ? new Verdict.Ended(new Outcome.Silence("the socket's list of sources"))
                : verdict;
    }

    @Override
    public Verdict sends(String device, Flow flow) {
        if (!isInside(device)) {
            return path(false).sends(device, flow);
        }
        var way = cable();
        return way.isEmpty() || way.get().source().isEmpty()
                ? new Verdict.Ended(new Outcome.Unreachable(name + " has no way into its namespace"))
                : path(true)
                        .arrives(way.get().inner(), flow.from(way.get().source().get()));
    }

    private PacketPath path(boolean there) {
        return new PacketPath(this, tables(there).get(), forwarding(there));
    }

    @Override
    public Optional<Route> route(Ipv4 destination) {
        return addresses().stream()
                .filter(own -> own.prefix().contains(destination))
                .max(Comparator.comparingInt(own -> own.prefix().prefix()))
                .map(DeviceAddress::device)
                .or(() -> Optional.of(OUTSIDE))
                .map(device -> new Route(device, sourceOn(device)));
    }

    /** The first address of a device, else the public one. */
    private Ipv4 sourceOn(String device) {
        return addresses().stream()
                .filter(own -> own.device().equals(device))
                .map(own -> own.prefix().address())
                .findFirst()
                .orElse(publicAddress);
    }

    @Override
    public Optional<InetSocketAddress> service(int port) {
        return Optional.ofNullable(services.get(port))
                .or(() -> published(port).map(open -> open.proxy().address()));
    }

    @Override
    public Instant wall() {
        return wall.get();
    }
}
