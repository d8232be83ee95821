package dev.outpost.bench.router.netifd;

import dev.outpost.bench.host.Machine;
import dev.outpost.bench.host.Signal;
import dev.outpost.bench.host.SystemLog;
import dev.outpost.bench.uci.ConfigSection;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The network daemon. Reads the protocol handlers once, at its start (facts/behaviours.md#20); applies the configuration at its start
 * and at {@code reload}; retries a handler that failed unless it blocked or took its availability away (51).
 */
public final class Netifd {
    final Machine machine;
    private final SystemLog log;
    final Links links;
    private final Listener listener;
    private final Supplier<Duration> benchTime;
    private final Interfaces interfaces = new Interfaces();
    final ProtoHandlers handlers = new ProtoHandlers(this);
    private boolean running;
    /** While the daemon sets up all it found in the configuration. */
    volatile boolean starting;

    private volatile Optional<String> ula = Optional.empty();

    /** @param benchTime the network's own time, with which new WireGuard links are stamped */
    public Netifd(Machine machine, SystemLog log, Links links, Listener listener, Supplier<Duration> benchTime) {
        this.machine = machine;
        this.log = log;
        this.links = links;
        this.listener = listener;
        this.benchTime = benchTime;
    }

    public Interfaces interfaces() {
        return interfaces;
    }

    Duration benchTime() {
        return benchTime.get();
    }

    public void start() throws InterruptedException {
        var sections = sections();
        synchronized (interfaces) {
            running = true;
            handlers.read(machine.files());
            interfaces.forgetAll();
            sections.forEach((name, section) -> interfaces.put(new Iface(name, section, false)));
        }
        starting = true;
        for (var iface : interfaces.all()) {
            bringUp(iface, false);
        }
        starting = false;
    }

    /** The daemon ends: everything is down and forgotten. */
    public void stop() {
        interfaces.all().forEach(this::takeDown);
        synchronized (interfaces) {
            running = false;
            interfaces.forgetAll();
            handlers.forget();
        }
    }

    private Map<String, ConfigSection> sections() throws InterruptedException {
        var found = new LinkedHashMap<String, ConfigSection>();
        var all = ConfigSection.load(machine, "network");
        ula = all.stream()
                .filter(section -> section.type().equals("globals"))
                .map(section -> section.get("ula_prefix", ""))
                .filter(prefix -> prefix.endsWith("::/48"))
                .findFirst();
        all.stream()
                .filter(section -> section.type().equals("interface"))
                .forEach(section -> found.put(section.name(), section));
        joined().forEach((name, device) -> found.computeIfPresent(name, (_, was) -> was.with("device", device)));
        return found;
    }

    /** The device of the radio for each network that it has joined as a client. */
    private Map<String, String> joined() throws InterruptedException {
        var wireless = ConfigSection.load(machine, "wireless");
        var off = wireless.stream()
                .filter(section -> section.type().equals("wifi-device") && section.isOn("disabled", false))
                .map(ConfigSection::name)
                .toList();
        var devices = new LinkedHashMap<String, String>();
        wireless.stream()
                .filter(section -> section.get("mode", "").equals("sta") && !section.isOn("disabled", false))
                .filter(section -> !off.contains(section.get("device", "")))
                .forEach(section -> links.overTheAir(section.get("ssid", ""), section.get("key", ""))
                        .ifPresent(device -> devices.put(section.get("network", ""), device)));
        return devices;
    }

    /** Applies what changed in the interface sections, staged changes included (facts/behaviours.md#4); peers are not compared (#21). */
    public void reload() throws InterruptedException {
        var wanted = sections();
        var changed = new ArrayList<Iface>();
        for (var iface : interfaces.all()) {
            var options = Optional.ofNullable(wanted.get(iface.name))
                    .map(now -> now.section().options());
            if (options.isEmpty()
                    ? !iface.dynamic
                    : !options.get().equals(iface.section.section().options())) {
                takeDown(iface);
                interfaces.forget(iface.name);
            }
        }
        wanted.forEach((name, section) -> {
            if (!interfaces.knows(name)) {
                var iface = new Iface(name, section, false);
                interfaces.put(iface);
                changed.add(iface);
            }
        });
        for (var iface : changed) {
            bringUp(iface, false);
        }
    }

    /** The unique local prefix of the configuration, of which interfaces with {@code ip6assign} have a part. */
    Optional<String> ula() {
        return ula;
    }

    public boolean isRunning() {
        synchronized (interfaces) {
            return running;
        }
    }

    /** {@code ifup}: sets up again, whatever it was. */
    public void up(String name) throws InterruptedException {
        var iface = interfaces.find(name);
        if (iface.isPresent()) {
            takeDown(iface.get());
            bringUp(iface.get(), true);
        }
    }

    public void down(String name) {
        interfaces.find(name).ifPresent(iface -> {
            takeDown(iface);
            synchronized (interfaces) {
                iface.autostart = false;
                iface.failures.clear();
            }
        });
    }

    /** @param asked somebody did, so that it comes up though it does not by itself ({@code auto 0}) */
    private void bringUp(Iface iface, boolean asked) throws InterruptedException {
        if (!(asked || iface.section.isOn("auto", true)) || iface.section.isOn("disabled", false)) {
            return;
        }
        synchronized (interfaces) {
            iface.attempt++;
            iface.autostart = true;
            iface.blocked = false;
            iface.available = true;
            iface.failures.clear();
            iface.proto = handlers.known(iface.section.get("proto", "none"));
        }
        handlers.setUp(iface);
    }

    void unavailable(Iface iface) {
        synchronized (interfaces) {
            iface.available = false;
            iface.pending = false;
            iface.failures.clear(); // whatever a handler said: only the log still knows (facts/behaviours.md#21)
            iface.fails("interface", "NO_DEVICE");
        }
    }

    void isUp(Iface iface, String device) throws InterruptedException {
        synchronized (interfaces) {
            if (!interfaces.has(iface)) {
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

    private void takeDown(Iface iface) {
        boolean was, trying;
        Optional<Thread> worker;
        synchronized (interfaces) {
            worker = iface.worker;
            iface.worker = Optional.empty();
            iface.handler.ifPresent(process -> process.signal(Signal.KILL));
            iface.handler = Optional.empty();
            was = iface.up;
            trying = iface.pending;
            iface.clear();
            iface.pending = false;
        }
        worker.filter(thread -> thread != Thread.currentThread()).ifPresent(Thread::interrupt);
        dropChildren(iface);
        if (was || trying) {
            say("Interface '" + iface.name + "' is now down");
        }
        if (was) {
            listener.wentDown(iface.name);
        }
    }

    private void dropChildren(Iface parent) {
        for (var child : interfaces.all()) {
            if (child.dynamic && child.section.get("device", "").equals("@" + parent.name)) {
                takeDown(child);
                interfaces.forget(child.name);
            }
        }
    }

    /** What a handler adds: a child that lives as long as its parent. */
    void addDynamic(String name, ConfigSection section) throws InterruptedException {
        interfaces.find(name).ifPresent(this::takeDown);
        var child = new Iface(name, section, true);
        interfaces.put(child);
        bringUp(child, false);
    }

    void say(String line) {
        log.add("daemon.notice netifd", line);
    }

    /** A network device vanished or came back: who used it notices. */
    public void deviceChanged(String device) throws InterruptedException {
        for (var iface : interfaces.all()) {
            var isThere = links.exists(device);
            var back = !iface.up
                    && !iface.available
                    && iface.device().filter(device::equals).isPresent();
            if (!iface.dynamic && iface.up && iface.l3.equals(device) && !isThere) {
                takeDown(iface);
                unavailable(iface);
            } else if (!iface.dynamic && back && isThere) {
                bringUp(iface, false);
            }
        }
    }

    /** The session that carried it has ended. */
    void lost(Iface iface) {
        synchronized (interfaces) {
            if (!iface.up) {
                return;
            }
            iface.clear();
        }
        dropChildren(iface);
        say("Interface '" + iface.name + "' has lost the connection");
        listener.wentDown(iface.name);
    }

    /** Hears of interfaces coming and going, as the scripts in {@code /etc/hotplug.d/iface} do. */
    public interface Listener {
        void cameUp(String name, String device) throws InterruptedException;

        void wentDown(String name);
    }

    /** Layer 2 below netifd: which network devices exist, and what a DHCP server behind one would hand out now. */
    public interface Links {
        boolean exists(String device);

        boolean hasCarrier(String device);

        Optional<Lease> lease(String device);

        /** The network device by which the board's radio has joined a network of this name with this password. */
        default Optional<String> overTheAir(String ssid, String key) {
            return Optional.empty();
        }

        /** An address with its gateway, which is the DHCP and DNS server too. */
        record Lease(Cidr address, Ipv4 gateway) {}
    }
}
