package dev.outpost.bench.router.netifd;

import dev.outpost.bench.net.Ip4;
import dev.outpost.bench.net.Prefix;
import dev.outpost.bench.router.config.ConfigSection;
import dev.outpost.bench.router.ubus.Blob;
import dev.outpost.bench.router.ubus.Bus;
import dev.outpost.bench.router.ubus.UbusError;
import dev.outpost.bench.router.ubus.UbusError.Code;
import dev.outpost.bench.router.ubus.UbusObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        if (method.equals("notify_proto")) {
            notifyProto(iface, arguments);
            return Optional.empty();
        }
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

    /** What a handler tells: 0 link up or down, 1 run a command and watch it, 2 end it, 3 an error, 4 do not try again, 5 available or not. */
    private void notifyProto(Iface iface, Map<String, Object> arguments) throws UbusError, InterruptedException {
        switch (String.valueOf(arguments.get("action"))) {
            case "0" -> update(iface, arguments);
            case "1" -> {
                synchronized (netifd.interfaces()) {
                    iface.command = words(arguments.get("command"));
                }
            }
            case "2" -> netifd.endCommand(iface);
            case "3" -> {
                synchronized (netifd.interfaces()) {
                    var codes = arguments.get("error") instanceof List<?> list ? list : List.of();
                    codes.forEach(code -> iface.fails(iface.proto, String.valueOf(code)));
                }
            }
            case "4" -> {
                synchronized (netifd.interfaces()) {
                    iface.blocked = true;
                }
            }
            case "5" -> {
                synchronized (netifd.interfaces()) {
                    iface.available =
                            !String.valueOf(arguments.get("available")).matches("0|false");
                }
            }
            default -> throw new UbusError(Code.INVALID_ARGUMENT);
        }
    }

    /** Denied while the handler tears down; it says so in the log (protocols, 032). */
    private void update(Iface iface, Map<String, Object> arguments) throws UbusError, InterruptedException {
        synchronized (netifd.interfaces()) {
            if (iface.tearingDown) {
                throw new UbusError(Code.PERMISSION_DENIED);
            }
        }
        if (!String.valueOf(arguments.get("link-up")).matches("1|true")) {
            return;
        }
        synchronized (netifd.interfaces()) {
            if (arguments.get("data") instanceof Map<?, ?> data && !data.isEmpty()) {
                data.forEach((name, value) -> iface.data.put(String.valueOf(name), value));
                iface.updated.add("data");
            }
        }
        var device = String.valueOf(arguments.get("ifname"));
        synchronized (netifd.interfaces()) {
            maps(arguments.get("ipaddr"))
                    .forEach(each -> iface.addresses.add(Prefix.of(each.get("ipaddr") + "/" + each.get("mask"))));
            maps(arguments.get("routes"))
                    .forEach(each -> iface.routes.add(new NetRoute(
                            Prefix.of(each.get("target") + "/" + each.get("netmask")),
                            Optional.of(Ip4.of(String.valueOf(each.get("gateway")))),
                            device,
                            iface.addresses.stream().findFirst().map(Prefix::address))));
        }
        netifd.isUp(iface, device);
    }

    private static List<String> words(@Nullable Object list) {
        return list instanceof List<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static List<Map<?, ?>> maps(@Nullable Object list) {
        var found = new ArrayList<Map<?, ?>>();
        if (list instanceof List<?> values) {
            values.forEach(value -> {
                if (value instanceof Map<?, ?> map) {
                    found.add(map);
                }
            });
        }
        return found;
    }

    private Optional<Object> network(String method, Map<String, Object> arguments)
            throws UbusError, InterruptedException {
        switch (method) {
            case "reload" -> netifd.reload();
            case "restart" -> {
                netifd.stop();
                netifd.start();
            }
            case "add_dynamic" -> addDynamic(arguments);
            case "get_proto_handlers" -> {
                var handlers = new LinkedHashMap<String, Object>();
                netifd.handlers().names().forEach(name -> handlers.put(name, Blob.of("validate", Map.of())));
                return Optional.of(handlers);
            }
            default -> throw new UbusError(Code.METHOD_NOT_FOUND);
        }
        return Optional.empty();
    }

    private void addDynamic(Map<String, Object> arguments) throws InterruptedException {
        var values = new LinkedHashMap<String, List<String>>();
        arguments.forEach((name, value) -> values.put(name, List.of(String.valueOf(value))));
        values.put("device", List.of(String.valueOf(arguments.getOrDefault("ifname", ""))));
        var name = String.valueOf(arguments.get("name"));
        netifd.addDynamic(name, new ConfigSection("interface", name, 0, values));
    }
}
