package dev.outpost.bench.relay;

import dev.outpost.bench.net.Flow;
import dev.outpost.bench.net.Ip4;
import dev.outpost.bench.net.Neighbourhood;
import dev.outpost.bench.net.Prefix;
import dev.outpost.bench.net.RelayView;
import dev.outpost.bench.net.Verdict;
import dev.outpost.bench.net.WireguardDevice;
import dev.outpost.bench.nft.PacketPath;
import dev.outpost.bench.nft.Tables;
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
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What the server's kernel holds: links, addresses, routes, forwarding and rules. A restart forgets all of it. */
final class RelayKernel implements RelayView {

    static final String OUTSIDE = "eth0";

    /** A route by hand. */
    private record StaticRoute(Prefix destination, String device) {}

    private final String name;
    private final Ip4 publicAddress;
    private final Neighbourhood net;
    private final Supplier<Instant> wall;
    private final Map<Integer, InetSocketAddress> services = new ConcurrentHashMap<>();
    private final Map<String, WgLink> links = new TreeMap<>();
    private final List<StaticRoute> routes = new ArrayList<>();
    private final Tables tables = new Tables();
    private boolean forwarding;
    private volatile boolean running;

    RelayKernel(String name, Ip4 publicAddress, Neighbourhood net, Supplier<Instant> wall) {
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
    }

    /** A real server on loopback behind a local port. */
    void listens(int port, InetSocketAddress real) {
        services.put(port, real);
    }

    List<Integer> listening() {
        return services.keySet().stream().sorted().toList();
    }

    synchronized boolean forwarding() {
        return forwarding;
    }

    synchronized void forwarding(boolean now) {
        forwarding = now;
    }

    Tables tables() {
        return tables;
    }

    // --- links

    synchronized boolean hasLink(String device) {
        return links.containsKey(device) || device.equals(OUTSIDE) || device.equals("lo");
    }

    /** All interfaces, up or not. */
    synchronized List<WireguardDevice> links() {
        return links.values().stream().map(WgLink::view).toList();
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
        return links.remove(device) != null;
    }

    synchronized void addRoute(Prefix destination, String device) {
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
    public Ip4 publicAddress() {
        return publicAddress;
    }

    @Override
    public String outside() {
        return OUTSIDE;
    }

    @Override
    public synchronized List<DeviceAddress> addresses() {
        var all = new ArrayList<DeviceAddress>();
        all.add(new DeviceAddress(OUTSIDE, new Prefix(publicAddress, 24)));
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
        return path().arrives(device, flow);
    }

    @Override
    public Verdict sends(String device, Flow flow) {
        return path().sends(device, flow);
    }

    private PacketPath path() {
        return new PacketPath(this, tables.now(), forwarding());
    }

    @Override
    public Optional<Route> route(Ip4 destination) {
        var connected = addresses().stream()
                .filter(own -> own.prefix().contains(destination))
                .max(Comparator.comparingInt(own -> own.prefix().length()));
        var byHand = routes().stream()
                .filter(route -> route.destination().contains(destination))
                .max(Comparator.comparingInt(route -> route.destination().length()));
        var longer = byHand.filter(route -> connected
                .map(own -> own.prefix().length() < route.destination().length())
                .orElse(true));
        return longer.map(StaticRoute::device)
                .or(() -> connected.map(DeviceAddress::device))
                .or(() -> Optional.of(OUTSIDE))
                .map(device -> new Route(device, sourceOn(device)));
    }

    /** The first address of a device, else the public one. */
    private Ip4 sourceOn(String device) {
        return addresses().stream()
                .filter(own -> own.device().equals(device))
                .map(own -> own.prefix().address())
                .findFirst()
                .orElse(publicAddress);
    }

    @Override
    public Optional<InetSocketAddress> service(int port) {
        return Optional.ofNullable(services.get(port));
    }

    @Override
    public Instant wall() {
        return wall.get();
    }
}
