package dev.outpost.bench.relay;

import dev.outpost.bench.net.Flow;
import dev.outpost.net.Ipv4;
import dev.outpost.bench.net.LoopbackServer;
import dev.outpost.bench.net.Neighbourhood;
import dev.outpost.net.Cidr;
import dev.outpost.bench.net.RelayView;
import dev.outpost.bench.net.Verdict;
import dev.outpost.bench.net.WireguardDevice;
import dev.outpost.bench.nft.PacketPath;
import dev.outpost.bench.nft.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

    /** A route by hand. */
    private record StaticRoute(Cidr destination, String device) {}

    private final String name;
    private final Ipv4 publicAddress;
    private final Neighbourhood net;
    private final Supplier<Instant> wall;
    private final Map<Integer, InetSocketAddress> services = new ConcurrentHashMap<>();
    private final Map<String, WgLink> links = new TreeMap<>();
    private final List<StaticRoute> routes = new ArrayList<>();
    private final Tables tables = new Tables();
    private final Tables inside = new Tables();
    private final Set<String> moved = new TreeSet<>();
    private final Map<String, Published> published = new ConcurrentHashMap<>();
    private Optional<String> space = Optional.empty();
    private Optional<Cable> cable = Optional.empty();
    private boolean forwarding;
    private boolean forwardingInside;
    private volatile boolean running;

    RelayKernel(String name, Ipv4 publicAddress, Neighbourhood net, Supplier<Instant> wall) {
        this.name = name;
        this.publicAddress = publicAddress;
        this.net = net;
        this.wall = wall;
    }

    Neighbourhood net() {
        return net;
    }

    void running(boolean now) {
        running = now;
    }

    /** The power goes: everything that is not on disk is gone. */
    synchronized void forget() {
        links.clear();
        routes.clear();
        tables.forget();
        forwarding = false;
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

    /** With all that lives in it. */
    synchronized void deleteSpace() {
        space = Optional.empty();
        cable = Optional.empty();
        moved.forEach(links::remove);
        moved.clear();
        inside.forget();
        forwardingInside = false;
    }

    synchronized void move(String device) {
        moved.add(device);
    }

    synchronized boolean isInside(String device) {
        return moved.contains(device);
    }

    synchronized Optional<Cable> cable() {
        return cable;
    }

    synchronized void cable(Optional<Cable> now) {
        cable = now;
    }

    Tables tables(boolean there) {
        return there ? inside : tables;
    }

    synchronized void forwarding(boolean there, boolean now) {
        if (there) {
            forwardingInside = now;
        } else {
            forwarding = now;
        }
    }

    synchronized boolean forwarding(boolean there) {
        return there ? forwardingInside : forwarding;
    }

    // --- sockets of the host that lead into it

    void publish(String unit, int port, LoopbackServer proxy, List<Cidr> allow) {
        published.put(unit, new Published(port, proxy, List.copyOf(allow)));
    }

    void withdraw(String unit) {
        Optional.ofNullable(published.remove(unit)).ifPresent(open -> {
            try {
                open.proxy().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
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
        return links.containsKey(device) || device.equals(OUTSIDE) || device.equals("lo");
    }

    /** All interfaces, up or not. */
    synchronized List<WireguardDevice> links(boolean there) {
        return links.values().stream()
                .filter(link -> moved.contains(link.name()) == there)
                .map(WgLink::view)
                .toList();
    }

    synchronized boolean hasWireguard(String device) {
        return links.containsKey(device);
    }

    synchronized void addLink(String device) {
        links.put(
                device,
                new WgLink(device, net.now(), ThreadLocalRandom.current().nextInt(32_768, 60_999)));
    }

    /** Deletes a link with its addresses and routes; false when there is none. */
    synchronized boolean deleteLink(String device) {
        routes.removeIf(route -> route.device().equals(device));
        moved.remove(device);
        return links.remove(device) != null;
    }

    synchronized void addRoute(Cidr destination, String device) {
        routes.add(new StaticRoute(destination.network(), device));
    }

    private synchronized List<StaticRoute> routes() {
        return List.copyOf(routes);
    }

    /** Changes a link; false when there is none. */
    synchronized boolean change(String device, Consumer<WgLink> change) {
        var link = links.get(device);
        if (link != null) {
            change.accept(link);
        }
        return link != null;
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
        links.values().stream()
                .filter(WgLink::isUp)
                .forEach(link -> link.addresses().forEach(prefix -> all.add(new DeviceAddress(link.name(), prefix))));
        return List.copyOf(all);
    }

    @Override
    public synchronized List<WireguardDevice> wireguard() {
        return links.values().stream().filter(WgLink::isUp).map(WgLink::view).toList();
    }

    @Override
    public Verdict arrives(String device, Flow flow) {
        var verdict = path(isInside(device)).arrives(device, flow);
        return verdict instanceof Verdict.Local(var port)
                        && published(port).filter(open -> !open.lets(flow)).isPresent()
                ? new Verdict.Dropped("the socket's list of sources")
                : verdict;
    }

    @Override
    public Verdict sends(String device, Flow flow) {
        if (!isInside(device)) {
            return path(false).sends(device, flow);
        }
        var way = cable();
        return way.isEmpty() || way.get().source().isEmpty()
                ? new Verdict.NoRoute(name + " has no way into its namespace")
                : path(true).arrives(way.get().inner(), flow.from(way.get().source().get()));
    }

    private PacketPath path(boolean there) {
        return new PacketPath(this, tables(there).now(), forwarding(there));
    }

    @Override
    public Optional<Route> route(Ipv4 destination) {
        var connected = addresses().stream()
                .filter(own -> own.prefix().contains(destination))
                .max(Comparator.comparingInt(own -> own.prefix().prefix()));
        var byHand = routes().stream()
                .filter(route -> route.destination().contains(destination))
                .max(Comparator.comparingInt(route -> route.destination().prefix()));
        var longer = byHand.filter(route -> connected
                .map(own -> own.prefix().prefix() < route.destination().prefix())
                .orElse(true));
        return longer.map(StaticRoute::device)
                .or(() -> connected.map(DeviceAddress::device))
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
