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
public final class NetifdBus {
    private static final String ONE = "network.interface.";

    private final Netifd netifd;

    public NetifdBus(Netifd netifd) {
        this.netifd = netifd;
    }

    public void join(Bus bus) {
        bus.add(() -> netifd.isRunning() ? List.of("network", "network.interface") : List.of(), this::main);
        bus.add(
                () -> netifd.interfaces().names().stream()
                        .map(name -> ONE + name)
                        .toList(),
                this::one);
    }

    private Optional<UbusObject> main(String object) {
        if (!netifd.isRunning()) {
            return Optional.empty();
        }
        UbusObject network = this::network;
        UbusObject interfaces = this::all;
        return switch (object) {
            case "network" -> Optional.of(network);
            case "network.interface" -> Optional.of(interfaces);
            default -> Optional.empty();
        };
    }

    private Optional<UbusObject> one(String object) {
        return object.startsWith(ONE)
                ? netifd.interfaces()
                        .find(object.substring(ONE.length()))
                        .map(iface -> (method, args) -> of(iface, method))
                : Optional.empty();
    }

    private Optional<Object> of(Iface iface, String method) throws UbusError, InterruptedException {
        return switch (method) {
            case "status", "dump" -> Optional.of(Status.of(iface, netifd));
            case "up" -> {
                netifd.up(iface.name);
                yield Optional.empty();
            }
            case "down" -> {
                netifd.down(iface.name);
                yield Optional.empty();
            }
            case "renew", "prepare" -> Optional.empty();
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
        switch (method) {
            case "reload" -> netifd.reload();
            case "restart" -> {
                netifd.stop();
                netifd.start();
            }
            case "get_proto_handlers" -> {
                var handlers = new LinkedHashMap<String, Object>();
                netifd.handlers().names().forEach(name -> handlers.put(name, Blob.of("validate", Map.of())));
                return Optional.of(handlers);
            }
            default -> throw new UbusError(Code.METHOD_NOT_FOUND);
        }
        return Optional.empty();
    }
}
