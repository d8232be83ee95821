package dev.outpost.bench.dongle;

import dev.outpost.bench.clock.RoomTime;
import dev.outpost.bench.clock.Work;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/**
 * A USB LTE dongle driven by a folder of data: its USB identity, its serial ports, its SIM and the network around it. Faults are
 * verbs on the SIM and the operator of its {@link #modem()}.
 */
public final class SimulatedDongle implements AutoCloseable {
    /** The speed of the demo's clock, simulated seconds in a real one. */
    private static final double DEMO_SPEED = 10;

    /** How long a dongle that reset itself stays away: facts/modems.md#coming-back. */
    private static final Duration RESET = Duration.ofSeconds(8);

    /** The first device behind the root hub, which is 1. */
    private static final int FIRST_ADDRESS = 2;

    private final String name;
    private final Ticker time;
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<String> heardBefore = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile DongleFolder folder;
    private volatile ModemState modem;
    private volatile List<DonglePort> ports;
    private volatile Optional<Stick> stick = Optional.empty();
    private volatile boolean present = true;
    private volatile boolean controlIsSilent;
    private volatile boolean linked = true;
    private volatile int busAddress = FIRST_ADDRESS;

    private SimulatedDongle(String name, DongleFolder folder, Ticker time) throws IOException {
        this.name = name;
        this.time = time;
        this.folder = folder;
        this.modem = new ModemState(folder, time);
        this.ports = portsOf(folder, modem);
        this.stick = stickOf(folder);
    }

    private Optional<Stick> stickOf(DongleFolder of) throws IOException {
        var router = of.router().filter(each -> !each.web().isEmpty());
        return router.isEmpty()
                ? Optional.empty()
                : Optional.of(new Stick(router.get().lease(), router.get().web(), modem));
    }

    private List<DonglePort> portsOf(DongleFolder of, ModemState state) {
        var made = new ArrayList<DonglePort>();
        var words = new ModemWords(state);
        for (var usb : of.identity().interfaces()) {
            var script = of.ports().get(usb.number());
            if (script != null) {
                made.add(new DonglePort(usb, script, words, time, () -> reenumerates(RESET)));
            }
        }
        return List.copyOf(made);
    }

    /** A dongle of the shipped data, at the demo's speed. */
    public static SimulatedDongle load(String name) throws IOException {
        return load(name, DEMO_SPEED);
    }

    /**
     * A dongle of the shipped data.
     *
     * @param speed simulated seconds in a real second
     * @throws IOException there is no such dongle
     */
    public static SimulatedDongle load(String name, double speed) throws IOException {
        return new SimulatedDongle(name, DongleFolder.read(name), RoomTime.ROOM.faster(speed));
    }

    static SimulatedDongle load(String name, double speed, UnaryOperator<AtManners> manners) throws IOException {
        return new SimulatedDongle(name, DongleFolder.read(name).with(manners), RoomTime.ROOM.faster(speed));
    }

    /** The data folder's name. */
    public String name() {
        return name;
    }

    public UsbIdentity identity() {
        return folder.identity();
    }

    public boolean isPresent() {
        return present;
    }

    /** Its number on the bus: each time it comes it gets another one. */
    public int busAddress() {
        return busAddress;
    }

    /** Its serial ports, in the order of their interfaces. */
    public List<DonglePort> ports() {
        return ports;
    }

    public Optional<DonglePort> port(int interfaceNumber) {
        return ports.stream()
                .filter(port -> port.usb().number() == interfaceNumber)
                .findFirst();
    }

    /** Its SIM, its operator and its session: what its QMI or MBIM channel tells, and what a PPP dialler meets behind CONNECT. */
    public ModemState modem() {
        return modem;
    }

    /** What answers on its control channel; nobody where that is silent. */
    public Optional<ModemState> control() {
        return controlIsSilent ? Optional.empty() : Optional.of(modem);
    }

    /** Its control channel takes everything from now on and says nothing: sticks with a QMI that nobody serves. */
    public void controlGoesSilent() {
        controlIsSilent = true;
    }

    /** Whether another end is seen behind its network device; a fault takes it away. */
    public boolean hasLink() {
        return linked;
    }

    public void hasLink(boolean now) {
        linked = now;
    }

    /** What it leases to its one client as a router of its own, with its own address. */
    public Optional<Lease> lease() {
        return folder.router().map(DongleFolder.Router::lease);
    }

    /** What it is as a router of its own, where it has a web interface. */
    public Optional<Stick> stick() {
        return stick;
    }

    /** An address with the length of its network's prefix, and the gateway. */
    public record Lease(String address, int prefix, String gateway) {
        /** {@code 192.168.8.100} in {@code 192.168.8.1/24}. */
        static Lease parse(String address, String lan) {
            var parts = lan.split("/");
            return new Lease(address, Integer.parseInt(parts[1]), parts[0]);
        }
    }

    /** Whether its client reaches the internet: a modem dials, a router on a stick does that by itself. */
    public boolean isOnline() {
        return folder.router().isPresent()
                ? modem.isRegistered()
                : modem.address().isPresent();
    }

    /**
     * Tells somebody from now on, as a kernel would see it, on the dongle's threads and in order.
     *
     * @param left it is gone: its nodes hang up
     * @param came it is there again, perhaps as another device; {@link #busAddress} is another one
     */
    public void watchedBy(Change left, Change came) {
        watchers.add(new Watcher(left, came));
    }

    /** What a watcher does then. */
    public interface Change {
        void happens() throws IOException;
    }

    private record Watcher(Change left, Change came) {}

    /**
     * Takes what a program wrote to its disk's bulk end point. One of its mode switch messages makes it leave the bus and come back as the
     * other device.
     *
     * @return whether it was such a message, and the dongle there to hear it
     */
    public boolean receives(byte[] message) {
        messages.add(HexFormat.of().formatHex(message));
        var wanted = folder.switches().stream()
                .filter(each -> each.isSaidBy(message))
                .findFirst();
        wanted.filter(each -> present).ifPresent(each -> reenumerates(each.absence(), Optional.of(each.becomes())));
        return wanted.isPresent();
    }

    /** The messages that its disk was sent, in hexadecimal. */
    public List<String> messages() {
        return List.copyOf(messages);
    }

    /** Leaves the bus and comes back as what it is, on another address and other nodes; nothing while it is away already. */
    public void reenumerates(Duration absence) {
        reenumerates(absence, Optional.empty());
    }

    private void reenumerates(Duration absence, Optional<String> becomes) {
        Work.start("bus", () -> {
            try {
                if (leaves() && !time.in(absence).await(closed)) {
                    comes(becomes);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private synchronized boolean leaves() throws IOException {
        if (!present || closed.getCount() == 0) {
            return false;
        }
        present = false;
        ports.forEach(DonglePort::vanishes);
        for (var watcher : watchers) {
            watcher.left().happens();
        }
        return true;
    }

    private synchronized void comes(Optional<String> becomes) throws IOException {
        if (closed.getCount() == 0) {
            return;
        }
        if (becomes.isPresent()) {
            become(DongleFolder.read(becomes.get()));
        }
        modem.restarts();
        for (var port : ports) {
            port.reappears();
        }
        busAddress++;
        present = true;
        for (var watcher : watchers) {
            watcher.came().happens();
        }
    }

    private void become(DongleFolder other) throws IOException {
        heardBefore.addAll(heard());
        ports.forEach(DonglePort::close);
        folder = other;
        modem = new ModemState(other, time);
        ports = portsOf(other, modem);
        stick.ifPresent(Stick::close);
        stick = stickOf(other);
    }

    /** Unplugged and plugged in again: no session, not registered yet. */
    public void restarts() {
        modem.restarts();
    }

    /** Every command line that any of its ports was sent, port by port. */
    public List<String> heard() {
        var all = new ArrayList<>(heardBefore);
        ports.forEach(port -> all.addAll(port.heard()));
        return all;
    }

    @Override
    public synchronized void close() {
        closed.countDown();
        ports.forEach(DonglePort::close);
        stick.ifPresent(Stick::close);
    }
}
