package dev.outpost.bench.router.netifd;

import dev.outpost.bench.router.ubus.Blob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An interface's status as {@code ubus call network.interface.X status} shows it; order of keys as recorded (ubus-24.10, 078). */
final class Status {
    private static final Set<String> WITHOUT_DEVICE = Set.of("ncm", "qmi", "mbim", "3g", "wwan", "wireguard", "ppp");

    private Status() {}

    static Map<String, Object> of(Iface iface, Netifd netifd) {
        synchronized (netifd.interfaces()) {
            return of(iface, netifd.machine().clock().uptime(), netifd.ula());
        }
    }

    private static Map<String, Object> of(Iface iface, Duration now, Optional<String> ula) {
        var status = Blob.of(
                "up", iface.up,
                "pending", iface.pending,
                "available", iface.available,
                "autostart", iface.autostart,
                "dynamic", iface.dynamic);
        if (iface.up) {
            status.put("uptime", now.minus(iface.upSince).toSeconds());
            status.put("l3_device", iface.l3);
        }
        status.put("proto", iface.proto);
        if (!WITHOUT_DEVICE.contains(iface.proto)) {
            iface.device().ifPresent(device -> status.put("device", iface.dynamic ? iface.l3 : device));
        }
        if (iface.up) {
            live(status, iface);
            assigned(status, iface, ula);
        }
        status.put("data", Map.copyOf(iface.data));
        if (!iface.failures.isEmpty()) {
            status.put(
                    "errors",
                    iface.failures.stream()
                            .map(failure -> Blob.of("subsystem", failure.subsystem(), "code", failure.code()))
                            .toList());
        }
        return status;
    }

    /** The first part of the unique local prefix, and the router's own address in it. */
    private static void assigned(Map<String, Object> status, Iface iface, Optional<String> ula) {
        var length = iface.section.get("ip6assign", "");
        ula.filter(prefix -> !length.isEmpty()).ifPresent(prefix -> {
            var net = prefix.replace("/48", "");
            var mask = Long.parseLong(length);
            status.put(
                    "ipv6-prefix-assignment",
                    List.of(Blob.of(
                            "address", net, "mask", mask, "local-address", Blob.of("address", net + "1", "mask", mask))));
        });
    }

    private static void live(Map<String, Object> status, Iface iface) {
        status.put(
                "ipv4-address",
                iface.addresses.stream()
                        .map(prefix -> Blob.of("address", prefix.address().toString(), "mask", (long) prefix.prefix()))
                        .toList());
        status.put("ipv6-prefix-assignment", List.of());
        status.put("route", iface.routes.stream().map(Status::route).toList());
        status.put("dns-server", dns(iface));
    }

    private static Map<String, Object> route(NetRoute route) {
        var map = Blob.of(
                "target", route.target().address().toString(),
                "mask", (long) route.target().prefix(),
                "nexthop", route.gateway().map(Object::toString).orElse("0.0.0.0"));
        map.put("source", route.source().map(source -> source + "/32").orElse("0.0.0.0/0"));
        return map;
    }

    private static List<String> dns(Iface iface) {
        return iface.routes.stream()
                .filter(route -> route.target().prefix() == 0)
                .flatMap(route -> route.gateway().stream())
                .map(Object::toString)
                .toList();
    }
}
