package dev.outpost.bench.router.netifd;

import dev.outpost.bench.router.ubus.Blob;
import dev.outpost.bench.router.ubus.Ubus.Bus;
import dev.outpost.bench.router.ubus.Ubus.Bus.UbusObject;
import dev.outpost.bench.router.ubus.Ubus.UbusError;
import dev.outpost.bench.router.ubus.Ubus.UbusError.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** netifd's objects on the bus: network, network.interface and one for each interface. */
public final class NetifdBus implements Bus {
    private static final String ONE = "network.interface.";
    private static final Set<String> WITHOUT_DEVICE = Set.of("ncm", "qmi", "mbim", "3g", "wwan", "wireguard", "ppp");

    private final Netifd netifd;

    public NetifdBus(Netifd netifd) {
        this.netifd = netifd;
    }

    @Override
    public Optional<UbusObject> find(String object) {
        if (object.startsWith(ONE)) {
            var one = netifd.interfaces().find(object.substring(ONE.length()));
            return one.map(iface -> (method, _) -> of(iface, method));
        }
        return switch (netifd.isRunning() ? object : "") {
            case "network" -> Optional.of(this::network);
            case "network.interface" -> Optional.of(this::all);
            default -> Optional.empty();
        };
    }

    private Optional<Object> of(Iface iface, String method) throws UbusError, InterruptedException {
        return switch (method) {
            case "status" -> Optional.of(status(iface));
            case "up" -> {
                netifd.up(iface.name);
                yield Optional.empty();
            }
            case "down" -> {
                netifd.down(iface.name);
                yield Optional.empty();
            }
            case "renew" -> Optional.empty();
            default -> throw new UbusError(Code.METHOD_NOT_FOUND);
        };
    }

    private Optional<Object> all(String method, Map<String, Object> arguments) throws UbusError, InterruptedException {
        if (method.equals("dump")) {
            return Optional.of(Blob.of("interface", dump()));
        }
        var name = String.valueOf(arguments.getOrDefault("interface", ""));
        var iface = netifd.interfaces().find(name).orElseThrow(() -> new UbusError(Code.NOT_FOUND));
        return of(iface, method);
    }

    private List<Map<String, Object>> dump() {
        var list = new ArrayList<Map<String, Object>>();
        for (var iface : netifd.interfaces().all()) {
            var map = Blob.of("interface", iface.name);
            map.putAll(status(iface));
            list.add(map);
        }
        return list;
    }

    private Optional<Object> network(String method, Map<String, Object> arguments)
            throws UbusError, InterruptedException {
        if (method.equals("get_proto_handlers")) {
            var handlers = new LinkedHashMap<String, Object>();
            netifd.handlers.names().forEach(name -> handlers.put(name, Blob.of("validate", Map.of())));
            return Optional.of(handlers);
        }
        if (!method.equals("reload")) {
            throw new UbusError(Code.METHOD_NOT_FOUND);
        }
        netifd.reload();
        return Optional.empty();
    }

    /** An interface's status as {@code ubus call network.interface.X status} shows it; order of keys as recorded (ubus-24.10, 078). */
    private Map<String, Object> status(Iface iface) {
        synchronized (netifd.interfaces()) {
            return status(iface, netifd.machine.clock().uptime(), netifd.ula());
        }
    }

    private static Map<String, Object> status(Iface iface, Duration now, Optional<String> ula) {
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
            status.put("errors", List.copyOf(iface.failures));
        }
        return status;
    }

    /** The first part of the unique local prefix, and the router's own address in it. */
    private static void assigned(Map<String, Object> status, Iface iface, Optional<String> ula) {
        var length = iface.section.get("ip6assign", "");
        ula.filter(prefix -> !length.isEmpty()).ifPresent(prefix -> {
            var net = prefix.replace("/48", "");
            var mask = Long.parseLong(length);
            var own = Blob.of("address", net + "1", "mask", mask);
            var part = Blob.of("address", net, "mask", mask, "local-address", own);
            status.put("ipv6-prefix-assignment", List.of(part));
        });
    }

    private static void live(Map<String, Object> status, Iface iface) {
        status.put(
                "ipv4-address",
                iface.addresses.stream()
                        .map(prefix -> Blob.of("address", prefix.address().toString(), "mask", (long) prefix.prefix()))
                        .toList());
        status.put("ipv6-prefix-assignment", List.of());
        status.put("route", iface.routes.stream().map(NetifdBus::route).toList());
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
