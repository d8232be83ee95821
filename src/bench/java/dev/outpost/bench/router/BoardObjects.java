package dev.outpost.bench.router;

import dev.outpost.bench.router.procd.Procd;
import dev.outpost.bench.router.ubus.Blob;
import dev.outpost.bench.router.ubus.Bus;
import dev.outpost.bench.router.ubus.UbusError;
import dev.outpost.bench.router.ubus.UbusError.Code;
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
        if (!method.equals("board")) {
            throw new UbusError(Code.METHOD_NOT_FOUND);
        }
        return Optional.of(board());
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

    private Optional<Object> service(String method, Map<String, Object> arguments) throws UbusError {
        var name = Optional.ofNullable(arguments.get("name")).map(String::valueOf);
        return switch (method) {
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
        return Optional.of(Blob.of("present", true, "up", true, "macaddr", hardware.mac()));
    }
}
