package dev.outpost.bench.router.netifd;

import dev.outpost.bench.router.ubus.Blob;
import dev.outpost.bench.router.ubus.Bus;
import dev.outpost.bench.router.ubus.UbusError;
import dev.outpost.bench.router.ubus.UbusError.Code;
import dev.outpost.bench.router.ubus.Bus.UbusObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** netifd's objects on the bus: network, network.interface and one for each interface. */
public final class NetifdBus implements Bus {
    private static final String ONE = "network.interface.";

    private final Netifd netifd;

    public NetifdBus(Netifd netifd) {
        this.netifd = netifd;
    }

    @Override
    public Optional<UbusObject> find(String object) {
        if (object.startsWith(ONE)) {
            return netifd.interfaces().find(object.substring(ONE.length())).map(iface -> (method, _) -> of(iface, method));
        }
        return switch (netifd.isRunning() ? object : "") {
            case "network" -> Optional.of(this::network);
            case "network.interface" -> Optional.of(this::all);
            default -> Optional.empty();
        };
    }

    private Optional<Object> of(Iface iface, String method) throws UbusError, InterruptedException {
        return switch (method) {
            case "status" -> Optional.of(Status.of(iface, netifd));
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
        for (var name : netifd.interfaces().names()) {
            netifd.interfaces().find(name).ifPresent(iface -> {
                var map = new LinkedHashMap<String, Object>();
                map.put("interface", name);
                map.putAll(Status.of(iface, netifd));
                list.add(map);
            });
        }
        return list;
    }

    private Optional<Object> network(String method, Map<String, Object> arguments)
            throws UbusError, InterruptedException {
        if (method.equals("get_proto_handlers")) {
            var handlers = new LinkedHashMap<String, Object>();
            netifd.handlers().names().forEach(name -> handlers.put(name, Blob.of("validate", Map.of())));
            return Optional.of(handlers);
        }
        if (!method.equals("reload")) {
            throw new UbusError(Code.METHOD_NOT_FOUND);
        }
        netifd.reload();
        return Optional.empty();
    }
}
