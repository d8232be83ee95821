package dev.outpost.bench.router;

import dev.outpost.bench.router.procd.Procd;
import dev.outpost.bench.router.ubus.Blob;
import dev.outpost.bench.router.ubus.Bus;
import dev.outpost.bench.router.ubus.UbusError;
import dev.outpost.bench.router.ubus.UbusError.Code;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** procd's and the kernel's objects on the bus: system, service, log and network.device. No rpcd: no {@code uci}, no {@code session}. */
final class BoardObjects {
    private final SimulatedRouter router;
    private final RouterHardware hardware;
    private final Procd procd;

    BoardObjects(SimulatedRouter router, RouterHardware hardware, Procd procd) {
        this.router = router;
        this.hardware = hardware;
        this.procd = procd;
    }

    void join(Bus bus) {
        bus.add("system", (method, arguments) -> system(method));
        bus.add("service", this::service);
        bus.add("log", (method, arguments) -> Optional.empty());
        bus.add("network.device", this::device);
    }

    private Optional<Object> system(String method) throws UbusError {
        return switch (method) {
            case "board" -> Optional.of(board());
            case "info" -> Optional.of(info());
            default -> throw new UbusError(Code.METHOD_NOT_FOUND);
        };
    }

    private Map<String, Object> board() {
        return Blob.of(
                "kernel",
                hardware.generation().kernel(),
                "hostname",
                router.machine().hostname(),
                "system",
                hardware.board().cpu(),
                "model",
                hardware.board().model(),
                "board_name",
                hardware.board().id(),
                "rootfs_type",
                "squashfs",
                "release",
                release());
    }

    /** No build date before 24.10; later builds name their server too. */
    private Map<String, Object> release() {
        var release = hardware.generation().release();
        var map = Blob.of("distribution", "OpenWrt", "version", release);
        if (hardware.generation().hasApk()) {
            map.put("firmware_url", "https://downloads.openwrt.org/");
        }
        map.put("revision", hardware.revision());
        map.put("target", hardware.board().target());
        map.put("description", "OpenWrt " + release + " " + hardware.revision());
        if (hardware.generation() != Generation.V23_05) {
            map.put("builddate", String.valueOf(hardware.buildDate().getEpochSecond()));
        }
        return map;
    }

    private Map<String, Object> info() {
        var files = router.machine().files();
        var memory = hardware.memory() - 6_000_000;
        return Blob.of(
                "localtime",
                router.wall().getEpochSecond(),
                "uptime",
                router.machine().clock().uptime().toSeconds(),
                "load",
                List.of(15168L, 35936L, 54944L),
                "memory",
                Blob.of(
                        "total",
                        memory,
                        "free",
                        memory / 3,
                        "shared",
                        93634L,
                        "buffered",
                        83148L,
                        "available",
                        memory / 2,
                        "cached",
                        memory / 8),
                "root",
                space(files.mountOf("/").capacity(), files.mountOf("/").free()),
                "tmp",
                space(files.mountOf("/tmp").capacity(), files.mountOf("/tmp").free()),
                "swap",
                Blob.of("total", 0L, "free", 0L));
    }

    private static Map<String, Object> space(long capacity, long free) {
        return Blob.of(
                "total", capacity / 1024,
                "free", free / 1024,
                "used", (capacity - free) / 1024,
                "avail", free / 1024);
    }

    private Optional<Object> service(String method, Map<String, Object> arguments) throws UbusError {
        var name = Optional.ofNullable(arguments.get("name")).map(String::valueOf);
        return switch (method) {
            case "list" -> Optional.of(procd.list(name));
            case "delete" -> {
                procd.dismiss(name.orElseThrow(() -> new UbusError(Code.INVALID_ARGUMENT)));
                yield Optional.empty();
            }
            case "event", "state", "signal" -> Optional.empty();
            default -> throw new UbusError(Code.METHOD_NOT_FOUND);
        };
    }

    private Optional<Object> device(String method, Map<String, Object> arguments) throws UbusError {
        if (!method.equals("status")) {
            throw new UbusError(Code.METHOD_NOT_FOUND);
        }
        var name = String.valueOf(arguments.getOrDefault("name", ""));
        if (!router.forwarding().hasDevice(name)) {
            throw new UbusError(Code.INVALID_ARGUMENT);
        }
        var isBridge = name.equals("br-lan");
        var status = Blob.of(
                "external", false,
                "present", true,
                "type", isBridge ? "bridge" : "Network device",
                "up", true,
                "carrier", hardware.board().wanPort().filter(name::equals).isEmpty(),
                "auth_status", false);
        if (isBridge) {
            status.put("devtype", "bridge");
            status.put("bridge-members", hardware.board().lanPorts());
        }
        status.put("mtu", 1500L);
        status.put("macaddr", hardware.mac());
        status.put("statistics", Blob.of("rx_bytes", 291756L, "tx_bytes", 229762L));
        return Optional.of(status);
    }
}
