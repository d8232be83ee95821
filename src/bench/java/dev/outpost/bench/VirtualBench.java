package dev.outpost.bench;

import dev.outpost.bench.camera.GroupAnswers;
import dev.outpost.bench.camera.SimulatedCamera;
import dev.outpost.bench.clock.RoomTime;
import dev.outpost.bench.dongle.LaptopRoot;
import dev.outpost.bench.dongle.Pty;
import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.bench.host.SimClock;
import dev.outpost.bench.net.Origin;
import dev.outpost.bench.net.SocksServer;
import dev.outpost.bench.net.VirtualNetwork;
import dev.outpost.bench.net.WebServer;
import dev.outpost.bench.relay.SimulatedRelay;
import dev.outpost.bench.router.RouterHardware;
import dev.outpost.bench.router.SimulatedRouter;
import dev.outpost.bench.router.netifd.Netifd.Links.Lease;
import dev.outpost.bench.ssh.HostKeys;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * A whole bench on loopback: routers with their dongles and cameras, one relay, an operator with carrier NAT between them, and two
 * vantages. A program meets it only from outside: over a pseudo terminal, SSH and SOCKS5.
 */
public final class VirtualBench implements AutoCloseable {
    private static final String USB_PORT = "1-1";
    private static final Ipv4 RELAY = Ipv4.of("203.0.113.10");
    private static final Ipv4 NAMES = Ipv4.of("198.51.100.82");
    private static final Ipv4 ECHO = Ipv4.of("198.51.100.81");
    private static final Ipv4 OTHER = Ipv4.of("198.51.100.83");

    /** Where the LAN is to move if the laptop is to be left behind, and the camera there. */
    private static final Cidr OTHER_LAN = Cidr.of("192.168.37.1/24");

    private static final Cidr CAMERA_THERE = Cidr.of("192.168.37.64/24");

    private final BenchOptions options;
    private final VirtualNetwork net;
    private final SimulatedRelay relay;
    private final KeyPair relayKey = HostKeys.elliptic();
    private final String cameraPassword = newPassword();
    private final List<Unit> units = new ArrayList<>();
    private final GroupAnswers answers;
    private final LaptopRoot laptop;
    private final WebServer echo;
    private final WebServer other;
    private final NameProvider names;
    private final NameServer zone;
    private final SocksServer viewer;
    private final SocksServer outsider;
    private final ControlServer control;
    private final Faults faults;
    private final String dongle;
    private final CountDownLatch closed = new CountDownLatch(1);

    private VirtualBench(BenchOptions options, InstantSource time) throws IOException {
        this.options = options;
        this.net = VirtualNetwork.scaled(options.speed());
        this.relay = new SimulatedRelay(
                "vps1", RELAY, new SimClock(options.speed(), time.instant()), net, HostKeys.elliptic());
        relay.authorize(relayKey.getPublic());
        plugsIn(time);
        this.answers = new GroupAnswers(units.stream().map(Unit::camera).toList());
        this.laptop = LaptopRoot.in(options.folder().resolve("laptop"));
        laptop.plugIn(units.getFirst().dongle(), USB_PORT);
        this.dongle = nodeOf(units.getFirst().dongle());
        this.echo = echo(false);
        net.serves("echo.example", ECHO, echo.address());
        this.other = echo(true);
        net.serves("other.example", OTHER, other.address());
        this.names = new NameProvider(net::leads);
        NameProvider.HOSTS.forEach(host -> net.serves(host, NAMES, names.address()));
        net.leads("cameras.example.org", RELAY);
        this.zone = new NameServer(net::resolve);
        laptop.asksNamesAt(zone.resolver());
        this.viewer = new SocksServer(net, new Origin.Viewer());
        this.outsider = new SocksServer(net, new Origin.Outsider());
        this.faults = new Faults(units, relay, laptop, net);
        faults.shows();
        if (options.fault().isPresent()) {
            faults.sets(options.fault().get());
        }
        this.control = new ControlServer(units, relay, net, faults);
    }

    /**
     * Switches everything on and writes the files.
     *
     * @param time what time it is outside; the routers believe something else
     * @throws IOException a port, a terminal or the folder is not to be had
     */
    public static VirtualBench start(BenchOptions options, InstantSource time) throws IOException {
        Files.createDirectories(options.folder());
        var bench = new VirtualBench(options, time);
        bench.writeFiles(options.folder());
        return bench;
    }

    /** All boards boot at the same time, as on a bench with one switch for the power. */
    private void plugsIn(InstantSource time) throws IOException {
        for (int n = 1; n <= options.units(); n++) {
            units.add(unit(n, time));
        }
        try (var boots = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var booting :
                    boots.invokeAll(units.stream().map(Unit::firstBoot).toList())) {
                booting.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the bench was stopped while its routers booted");
        } catch (ExecutionException e) {
            throw new IOException("a simulated router did not boot", e.getCause());
        }
    }

    /** Somebody on the internet who tells each caller his address. */
    private WebServer echo(boolean isOther) throws IOException {
        return new WebServer(_ -> new WebServer.Answer(
                200, "text/plain", net.outside(units.getFirst().router(), isOther) + "\n"));
    }

    private Unit unit(int number, InstantSource time) throws IOException {
        var site = "barn-" + number;
        var plugged = SimulatedDongle.load(options.dongle(), options.speed());
        plugged.modem().operator().handsOut("100.72." + number + ".9");
        var router = new SimulatedRouter(
                RouterHardware.of(site, "c0:06:c3:00:00:%02x".formatted(number), options.board(), options.generation()),
                options.speed(),
                net);
        var camera = new SimulatedCamera(
                "44:47:cc:00:11:%02x".formatted(number),
                Cidr.of("192.168.1.64/24"),
                Ipv4.of("192.168.1.1"),
                "viewer",
                cameraPassword,
                time);
        movedLan().ifPresent(lan -> camera.standsAt(CAMERA_THERE, lan.address()));
        camera.playsIn(RoomTime.ROOM.faster(options.speed()));
        net.add(router);
        net.add(router, camera);
        return new Unit(site, router, plugged, camera, net, options.speed());
    }

    /**
     * A router with what is plugged into it, whose own verbs are the faults that the control port has not.
     *
     * @param number from 1
     */
    public Unit unit(int number) {
        return units.get(number - 1);
    }

    /** A laptop is left behind only where a LAN moves: the site files ask for it. */
    private Optional<Cidr> movedLan() {
        return options.fault().filter(Fault.LAPTOP_KEEPS_ADDRESS::equals).map(_ -> OTHER_LAN);
    }

    private static String newPassword() {
        var bytes = new byte[9];
        new SecureRandom().nextBytes(bytes);
        return "cam-" + HexFormat.of().formatHex(bytes);
    }

    /** What {@code --port} takes: a terminal, or where there are none, the TCP form; nothing for a router on a stick. */
    private static String nodeOf(SimulatedDongle dongle) throws IOException {
        if (dongle.ports().isEmpty()) {
            return "";
        }
        var port = dongle.ports().getFirst();
        return Pty.isSupported() ? port.openPty().toString() : "tcp:" + text(port.serveTcp());
    }

    /** Writes {@code site.yaml}, {@code fleet.yaml}, {@code relays/}, {@code bundle/} and {@code bench.json}. */
    private void writeFiles(Path folder) throws IOException {
        var facts = units.stream()
                .map(unit -> new BenchFiles.UnitFacts(
                        unit.site(),
                        router(unit),
                        unit.camera().mac(),
                        unit.camera().address().address().toString()))
                .toList();
        var addresses = new BenchFiles.Addresses(dongle, relay(), viewer(), outsider(), control(), laptopRoot());
        new BenchFiles(
                        folder,
                        facts,
                        options.publicCamera(),
                        RouterHardware.target(options.board(), options.generation()),
                        movedLan())
                .write(addresses, relayKey, relay.hostKey(), cameraPassword);
    }

    private static String router(Unit unit) {
        return text(unit.router().address());
    }

    private static String text(InetSocketAddress address) {
        return "127.0.0.1:" + address.getPort();
    }

    public Path files() {
        return options.folder();
    }

    /** The folder that looks like the laptop's root. */
    public Path laptopRoot() {
        return laptop.folder();
    }

    /** The first dongle's AT port, as {@code --port} takes it. */
    public String dongle() {
        return dongle;
    }

    /** {@code HOST:PORT} of the first router. */
    public String router() {
        return router(units.getFirst());
    }

    /** {@code HOST:PORT} of the relay's SSH. */
    public String relay() {
        return text(relay.address());
    }

    /** The vantage that sits where the owner's phone is. */
    public String viewer() {
        return "socks5://" + text(viewer.address());
    }

    /** The vantage of anybody on the internet. */
    public String outsider() {
        return "socks5://" + text(outsider.address());
    }

    public String control() {
        return "http://" + text(control.address());
    }

    /** The owner scans the page with this WireGuard configuration. */
    public void viewerScans(String wireguardConf) {
        net.scan(wireguardConf);
    }

    /** A separate modem with the power on is plugged into the first router's wan port and gives it this address, {@code 192.168.0.100/24}. */
    public void plugsModem(String address, String gateway) {
        units.getFirst().modem(Optional.of(new Lease(Cidr.of(address), Ipv4.of(gateway))), true);
    }

    /** Names that somebody asked the zone's own server about, in their order; empty where this computer gives nobody the port. */
    public Optional<List<String>> askedOfTheZone() {
        return zone.asked();
    }

    /** Addresses that the provider of names was told and took, in their order. */
    public List<String> namesTaken() {
        return names.taken();
    }

    public SimulatedRelay server() {
        return relay;
    }

    /** Everything that is wired to everything. */
    public VirtualNetwork net() {
        return net;
    }

    void awaitClosed() throws InterruptedException {
        closed.await();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        control.close();
        answers.close();
        viewer.close();
        outsider.close();
        for (var unit : units) {
            unit.close();
        }
        relay.close();
        echo.close();
        other.close();
        names.close();
        zone.close();
        laptop.close();
    }
}
