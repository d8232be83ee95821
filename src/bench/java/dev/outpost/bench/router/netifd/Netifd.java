package dev.outpost.bench.router.netifd;

import dev.outpost.bench.host.Machine;
import dev.outpost.bench.uci.ConfigSection;
import dev.outpost.bench.uci.Configs;
import dev.outpost.bench.host.SystemLog;
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
    final Configs configs;
    private final SystemLog log;
    final Links links;
    private final Listener listener;
    private final Supplier<Duration> benchTime;
    private final Interfaces interfaces = new Interfaces();
    final ProtoHandlers handlers = new ProtoHandlers(this);
    private boolean running;
    private volatile boolean starting;
    private volatile Optional<String> ula = Optional.empty();

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
        for (var name : interfaces.names()) {
            bringUp(name);
        }
        starting = false;
    }

    /** The daemon ends: everything is down and forgotten. */
    public void stop() {
        for (var name : interfaces.names()) {
            takeDown(name);
        }
        synchronized (interfaces) {
            running = false;
            interfaces.forgetAll();
            handlers.forget();
        }
    }

    private Map<String, ConfigSection> sections() throws InterruptedException {
        var found = new LinkedHashMap<String, ConfigSection>();
        var all = configs.load("network");
        ula = all.stream()
                .filter(section -> section.type().equals("globals"))
                .map(section -> section.get("ula_prefix", ""))
                .filter(prefix -> prefix.endsWith("::/48"))
                .findFirst();
        var radio = joined();
        all.stream()
                .filter(section -> section.type().equals("interface"))
                .forEach(section -> found.put(
                        section.name(),
                        radio.containsKey(section.name()) ? section.with("device", radio.get(section.name())) : section));
        return found;
    }

    /** The device of the radio for each network that it has joined as a client. */
    private Map<String, String> joined() throws InterruptedException {
        var wireless = configs.load("wireless");
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
        var changed = new ArrayList<String>();
        for (var name : interfaces.names()) {
            var iface = interfaces.find(name).orElseThrow();
            var section = wanted.get(name);
            if (section == null && !iface.dynamic) {
                takeDown(name);
                interfaces.forget(name);
            } else if (section != null && !section.values().equals(iface.section.values())) {
                takeDown(name);
                interfaces.put(new Iface(name, section, false));
                changed.add(name);
            }
        }
        for (var entry : wanted.entrySet()) {
            if (interfaces.find(entry.getKey()).isEmpty()) {
                interfaces.put(new Iface(entry.getKey(), entry.getValue(), false));
                changed.add(entry.getKey());
            }
        }
        for (var name : changed) {
            bringUp(name);
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

    /** While the daemon sets up all it found in the configuration. */
    boolean isStarting() {
        return starting;
    }

    /** {@code ifup}: sets up again, whatever it was. */
    public void up(String name) throws InterruptedException {
        takeDown(name);
        bringUp(name, true);
    }

    public void down(String name) {
        takeDown(name);
        synchronized (interfaces) {
            interfaces.find(name).ifPresent(iface -> {
                iface.autostart = false;
                iface.failures.clear();
            });
        }
    }

    private void bringUp(String name) throws InterruptedException {
        bringUp(name, false);
    }

    /** @param asked somebody did, so that it comes up though it does not by itself ({@code auto 0}) */
    private void bringUp(String name, boolean asked) throws InterruptedException {
        var iface = interfaces.find(name).orElse(null);
        if (iface == null || !(asked || iface.section.isOn("auto", true)) || iface.section.isOn("disabled", false)) {
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

    void takeDown(String name) {
        var iface = interfaces.find(name).orElse(null);
        if (iface == null) {
            return;
        }
        String device;
        boolean was, trying;
        Optional<Thread> worker;
        synchronized (interfaces) {
            worker = iface.worker;
            iface.worker = Optional.empty();
            iface.handler.ifPresent(process -> process.signal(dev.outpost.bench.host.Signal.KILL));
            iface.handler = Optional.empty();
            device = iface.l3;
            was = iface.up;
            trying = iface.pending;
            iface.clear();
            iface.pending = false;
        }
        worker.filter(thread -> thread != Thread.currentThread()).ifPresent(Thread::interrupt);
        dropChildren(iface);
        if (was || trying) {
            say("Interface '" + name + "' is now down");
        }
        if (was) {
            listener.wentDown(name, device);
        }
    }

    private void dropChildren(Iface parent) {
        for (var name : interfaces.names()) {
            var child = interfaces.find(name).orElse(null);
            if (child != null
                    && child.dynamic
                    && child.section.get("device", "").equals("@" + parent.name)) {
                takeDown(name);
                interfaces.forget(name);
            }
        }
    }

    /** What a handler adds: a child that lives as long as its parent. */
    void addDynamic(String name, ConfigSection section) throws InterruptedException {
        takeDown(name);
        interfaces.put(new Iface(name, section, true));
        bringUp(name);
    }

    void say(String line) {
        log.add("daemon.notice netifd", line);
    }

    /** A network device vanished or came back: who used it notices. */
    public void deviceChanged(String device) throws InterruptedException {
        for (var name : interfaces.names()) {
            var iface = interfaces.find(name).orElse(null);
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

    /** The session that carried it has ended. */
    void lost(Iface iface) {
        var device = "";
        synchronized (interfaces) {
            if (!iface.up) {
                return;
            }
            device = iface.l3;
            iface.clear();
        }
        dropChildren(iface);
        say("Interface '" + iface.name + "' has lost the connection");
        listener.wentDown(iface.name, device);
    }

    /** Hears of interfaces coming and going, as the scripts in {@code /etc/hotplug.d/iface} do. */
    public interface Listener {
        void cameUp(String name, String device) throws InterruptedException;

        void wentDown(String name, String device);
    }
}
