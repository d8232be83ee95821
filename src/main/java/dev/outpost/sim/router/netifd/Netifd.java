package dev.outpost.sim.router.netifd;

import dev.outpost.sim.host.FileError;
import dev.outpost.sim.host.Machine;
import dev.outpost.sim.net.Prefix;
import dev.outpost.sim.net.WireguardDevice;
import dev.outpost.sim.router.config.ConfigSection;
import dev.outpost.sim.router.config.Configs;
import dev.outpost.sim.router.log.SystemLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The network daemon. Reads the protocol handlers once, at its start (behaviour 20); applies the configuration at its start
 * and at {@code reload}; retries a handler that failed unless it blocked or took its availability away (51).
 */
public final class Netifd {
    /** From the daemon's start until the bridge forwards; network restart until LAN is back took 5 to 7 s (section 2 there). */
    private static final Duration BRIDGE = Duration.ofMillis(4500);

    private static final Set<String> BUILT_IN = Set.of("static", "none");

    private final Machine machine;
    private final Configs configs;
    private final SystemLog log;
    private final Links links;
    private final Listener listener;
    private final Supplier<Duration> benchTime;
    private final Map<String, Iface> interfaces = new TreeMap<>();
    private final Set<String> handlers = new HashSet<>();
    private boolean running;
    private volatile boolean starting;

    /** @param benchTime the network's own time, with which new WireGuard links are stamped */
    public Netifd(
            Machine machine,
            Configs configs,
            SystemLog log,
            Links links,
            Listener listener,
            Supplier<Duration> benchTime) {
        this.machine = machine;
        this.configs = configs;
        this.log = log;
        this.links = links;
        this.listener = listener;
        this.benchTime = benchTime;
    }

    Machine machine() {
        return machine;
    }

    Links links() {
        return links;
    }

    SystemLog log() {
        return log;
    }

    Configs configs() {
        return configs;
    }

    Duration benchTime() {
        return benchTime.get();
    }

    // --- life

    public void start() throws InterruptedException {
        var sections = sections();
        synchronized (this) {
            running = true;
            handlers.clear();
            handlers.addAll(BUILT_IN);
            handlers.addAll(scripts());
            interfaces.clear();
            sections.forEach((name, section) -> interfaces.put(name, new Iface(name, section, false)));
        }
        starting = true;
        for (var name : names()) {
            bringUp(name);
        }
        starting = false;
    }

    private List<String> scripts() {
        try {
            return machine.files().list("/lib/netifd/proto").stream()
                    .map(file -> file.replaceFirst("\\.sh$", ""))
                    .toList();
        } catch (FileError none) {
            return List.of();
        }
    }

    /** The daemon ends: everything is down and forgotten. */
    public void stop() {
        for (var name : names()) {
            takeDown(name);
        }
        synchronized (this) {
            running = false;
            interfaces.clear();
            handlers.clear();
        }
    }

    private Map<String, ConfigSection> sections() throws InterruptedException {
        var found = new LinkedHashMap<String, ConfigSection>();
        configs.load("network").stream()
                .filter(section -> section.type().equals("interface"))
                .forEach(section -> found.put(section.name(), section));
        return found;
    }

    /** Applies what changed in the interface sections, staged changes included (behaviour 4); peers are not compared (21). */
    public void reload() throws InterruptedException {
        var wanted = sections();
        var changed = new ArrayList<String>();
        for (var name : names()) {
            var iface = find(name).orElseThrow();
            var section = wanted.get(name);
            if (section == null && !iface.dynamic) {
                takeDown(name);
                forget(name);
            } else if (section != null && !section.values().equals(iface.section.values())) {
                takeDown(name);
                renew(name, section);
                changed.add(name);
            }
        }
        for (var entry : wanted.entrySet()) {
            if (find(entry.getKey()).isEmpty()) {
                renew(entry.getKey(), entry.getValue());
                changed.add(entry.getKey());
            }
        }
        for (var name : changed) {
            bringUp(name);
        }
    }

    private synchronized void renew(String name, ConfigSection section) {
        interfaces.put(name, new Iface(name, section, false));
    }

    private synchronized void forget(String name) {
        interfaces.remove(name);
    }

    synchronized List<String> names() {
        return List.copyOf(interfaces.keySet());
    }

    synchronized Optional<Iface> find(String name) {
        return Optional.ofNullable(interfaces.get(name));
    }

    public synchronized boolean knows(String name) {
        return interfaces.containsKey(name);
    }

    synchronized Set<String> handlers() {
        return new java.util.TreeSet<>(handlers);
    }

    public synchronized boolean isRunning() {
        return running;
    }

    // --- up and down

    /** {@code ifup}: sets up again, whatever it was. */
    public void up(String name) throws InterruptedException {
        takeDown(name);
        bringUp(name);
    }

    public void down(String name) {
        takeDown(name);
        synchronized (this) {
            find(name).ifPresent(iface -> {
                iface.autostart = false;
                iface.failures.clear();
            });
        }
    }

    private void bringUp(String name) throws InterruptedException {
        var iface = find(name).orElse(null);
        if (iface == null || !iface.section.isOn("auto", true) || iface.section.isOn("disabled", false)) {
            return;
        }
        synchronized (this) {
            iface.attempt++;
            iface.autostart = true;
            iface.blocked = false;
            iface.available = true;
            iface.failures.clear();
            iface.proto = iface.section.get("proto", "none");
            if (!handlers.contains(iface.proto)) {
                iface.proto = "none";
            }
        }
        setUp(iface);
    }

    private void setUp(Iface iface) throws InterruptedException {
        switch (iface.proto) {
            case "static" -> staticAddress(iface);
            case "dhcp", "dhcpv6" -> work(iface, () -> new DhcpClient(this, iface).run());
            case "wireguard" -> work(iface, () -> new WireguardSetup(this, iface).run());
            case "none" -> unavailable(iface);
            default -> work(iface, () -> new ScriptHandler(this, iface).run());
        }
    }

    synchronized void unavailable(Iface iface) {
        iface.available = false;
        iface.pending = false;
        if (iface.failures.isEmpty()) {
            iface.fails("interface", "NO_DEVICE");
        }
    }

    private void staticAddress(Iface iface) throws InterruptedException {
        var device = iface.device().orElse("");
        if (!links.exists(device)) {
            unavailable(iface);
            return;
        }
        if (!starting || !iface.name.equals("lan")) {
            addressed(iface, device);
            return;
        }
        synchronized (this) {
            iface.pending = true;
        }
        work(iface, () -> {
            machine.clock().sleep(BRIDGE);
            addressed(iface, device);
        });
    }

    private void addressed(Iface iface, String device) throws InterruptedException {
        synchronized (this) {
            var mask = iface.section.get("netmask", "255.255.255.255");
            for (var word : iface.section.list("ipaddr")) {
                iface.addresses.add(word.contains("/") ? Prefix.of(word) : Prefix.of(word + "/" + bits(mask)));
            }
            iface.updated.add("addresses");
        }
        isUp(iface, device);
    }

    private static int bits(String mask) {
        return mask.matches("[0-9.]+")
                ? Integer.bitCount(dev.outpost.sim.net.Ip4.of(mask).bits())
                : 32;
    }

    /** A piece of work for an interface, ended by the next down. */
    private void work(Iface iface, Work work) {
        var thread = Thread.ofVirtual().name("netifd " + iface.name).unstarted(() -> {
            try {
                work.run();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        synchronized (this) {
            iface.worker = Optional.of(thread);
        }
        thread.start();
    }

    /** What sets an interface up. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    void isUp(Iface iface, String device) throws InterruptedException {
        synchronized (this) {
            if (interfaces.get(iface.name) != iface) {
                return;
            }
            iface.up = true;
            iface.pending = false;
            iface.l3 = device;
            iface.upSince = machine.clock().uptime();
        }
        say("Interface '" + iface.name + "' is now up");
        listener.cameUp(iface.name, device);
    }

    void takeDown(String name) {
        var iface = find(name).orElse(null);
        if (iface == null) {
            return;
        }
        String device;
        boolean was;
        Optional<Thread> worker;
        synchronized (this) {
            worker = iface.worker;
            iface.worker = Optional.empty();
            iface.handler.ifPresent(process -> process.signal(dev.outpost.sim.host.Signal.KILL));
            iface.handler = Optional.empty();
            device = iface.l3;
            was = iface.up;
            iface.clear();
            iface.pending = false;
        }
        worker.filter(thread -> thread != Thread.currentThread()).ifPresent(Thread::interrupt);
        dropChildren(iface);
        if (was) {
            say("Interface '" + name + "' is now down");
            listener.wentDown(name, device);
        }
    }

    private void dropChildren(Iface parent) {
        for (var name : names()) {
            var child = find(name).orElse(null);
            if (child != null
                    && child.dynamic
                    && child.section.get("device", "").equals("@" + parent.name)) {
                takeDown(name);
                forget(name);
            }
        }
    }

    /** {@code ubus call network add_dynamic}: a child that lives as long as its parent. */
    void addDynamic(String name, ConfigSection section) throws InterruptedException {
        takeDown(name);
        synchronized (this) {
            interfaces.put(name, new Iface(name, section, true));
        }
        bringUp(name);
    }

    void say(String line) {
        log.add("daemon.notice netifd", line);
    }

    /** A network device vanished or came back: who used it notices. */
    public void deviceChanged(String device) throws InterruptedException {
        for (var name : names()) {
            var iface = find(name).orElse(null);
            if (iface == null || iface.dynamic) {
                continue;
            }
            var gone = iface.up && iface.l3.equals(device) && !links.exists(device);
            var back = !iface.up
                    && !iface.available
                    && iface.device().filter(device::equals).isPresent();
            if (gone) {
                takeDown(name);
                unavailable(iface);
            } else if (back && links.exists(device)) {
                bringUp(name);
            }
        }
    }

    // --- what others may know

    synchronized Map<String, Object> status(Iface iface) {
        return Status.of(iface, machine.clock().uptime());
    }

    /** Device and addresses of an interface that is up. */
    public synchronized Optional<String> deviceOf(String name) {
        return find(name).filter(iface -> iface.up).map(iface -> iface.l3);
    }

    public synchronized List<Prefix> addressesOf(String name) {
        return find(name)
                .filter(iface -> iface.up)
                .map(iface -> List.copyOf(iface.addresses))
                .orElse(List.of());
    }

    /** Which interface a device belongs to now. */
    public synchronized Optional<String> interfaceOn(String device) {
        return interfaces.values().stream()
                .filter(iface -> iface.up && iface.l3.equals(device))
                .map(iface -> iface.name)
                .findFirst();
    }

    /** Addresses by device of everything that is up, loopback left out. */
    public synchronized Map<String, List<Prefix>> addresses() {
        var found = new LinkedHashMap<String, List<Prefix>>();
        interfaces.values().stream()
                .filter(iface -> iface.up && !iface.l3.equals("lo") && !iface.addresses.isEmpty())
                .forEach(iface -> found.computeIfAbsent(iface.l3, device -> new ArrayList<>())
                        .addAll(iface.addresses));
        return found;
    }

    /** Routes of everything that is up, connected networks first. */
    public synchronized List<NetRoute> routes() {
        var found = new ArrayList<NetRoute>();
        interfaces.values().stream()
                .filter(iface -> iface.up && !iface.l3.equals("lo"))
                .forEach(iface -> {
                    iface.addresses.stream()
                            .filter(address -> address.length() < 32)
                            .forEach(address -> found.add(new NetRoute(
                                    address.network(), Optional.empty(), iface.l3, Optional.of(address.address()))));
                    found.addAll(iface.routes);
                });
        return found;
    }

    public synchronized List<WireguardDevice> wireguard() {
        return interfaces.values().stream()
                .flatMap(iface -> iface.wireguard.stream())
                .toList();
    }
}
