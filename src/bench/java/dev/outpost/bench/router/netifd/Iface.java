package dev.outpost.bench.router.netifd;

import dev.outpost.bench.host.SimProcess;
import dev.outpost.bench.net.WireguardDevice;
import dev.outpost.bench.router.ubus.Blob;
import dev.outpost.bench.uci.ConfigSection;
import dev.outpost.net.Cidr;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One logical interface while netifd runs. Guarded by the lock of {@link Interfaces}. */
final class Iface {
    final String name;
    final boolean dynamic;
    ConfigSection section;
    String proto = "none";
    boolean up;
    boolean pending;
    boolean available = true;
    boolean autostart;
    boolean blocked;
    String l3 = "";
    Duration upSince = Duration.ZERO;
    int attempt;
    final List<Cidr> addresses = new ArrayList<>();
    final List<NetRoute> routes = new ArrayList<>();
    final Map<String, Object> data = new LinkedHashMap<>();

    /** The entries of {@code errors}. */
    final List<Map<String, Object>> failures = new ArrayList<>();

    Optional<WireguardDevice> wireguard = Optional.empty();
    Optional<Thread> worker = Optional.empty();
    Optional<SimProcess> handler = Optional.empty();

    Iface(String name, ConfigSection section, boolean dynamic) {
        this.name = name;
        this.section = section;
        this.dynamic = dynamic;
        this.autostart = section.isOn("auto", true);
    }

    Optional<String> device() {
        return section.get("device").map(device -> device.startsWith("@") ? device.substring(1) : device);
    }

    void clear() {
        up = false;
        l3 = "";
        addresses.clear();
        routes.clear();
        data.clear();
        wireguard = Optional.empty();
    }

    void fails(String subsystem, String code) {
        failures.add(Blob.of("subsystem", subsystem, "code", code));
    }
}
