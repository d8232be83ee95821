package dev.outpost.bench.router;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import dev.outpost.bench.net.HostView.DeviceAddress;
import dev.outpost.bench.net.VirtualNetwork;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.util.ArrayList;
import java.util.List;

/** BusyBox's {@code ip}: addr, link, route and neigh, shown, and second addresses added and deleted; neither {@code -br} nor {@code -j} (facts/behaviours.md#47). */
final class Ip implements Program {
    private static final String USAGE = "Usage: ip [OPTIONS] address|route|link|neigh|rule [ARGS]\n";

    private final SimulatedRouter router;
    private final VirtualNetwork net;

    Ip(SimulatedRouter router, VirtualNetwork net) {
        this.router = router;
        this.net = net;
    }

    @Override
    public int run(Call call) {
        var words = new ArrayList<>(call.words());
        while (!words.isEmpty() && words.getFirst().startsWith("-")) {
            var option = words.removeFirst();
            if (!List.of("-4", "-6", "-o").contains(option)) {
                call.err().print(USAGE);
                return 1;
            }
        }
        var object = words.isEmpty() ? "" : words.removeFirst();
        if (List.of("a", "addr", "address").contains(object)
                && words.size() == 4
                && List.of("add", "del").contains(words.getFirst())
                && words.get(2).equals("dev")) {
            return second(call, words.getFirst(), new DeviceAddress(words.get(3), Cidr.of(words.get(1))));
        }
        words.removeIf(word -> List.of("show", "list", "dev").contains(word));
        var device = words.isEmpty() ? "" : words.getFirst();
        if (!device.isEmpty() && !router.forwarding.hasDevice(device)) {
            return call.refuse(2, "ip: can't find device '" + device + "'");
        }
        return switch (object) {
            case "a", "addr", "address" -> addresses(call, device);
            case "r", "route" -> routes(call);
            case "n", "neigh" -> neighbours(call);
            default -> {
                call.err().print(USAGE);
                yield 1;
            }
        };
    }

    /** What somebody adds by hand lives until it is deleted, or the power goes. */
    private int second(Call call, String verb, DeviceAddress address) {
        var all = router.forwarding.second();
        if (verb.equals("add") && !all.contains(address)) {
            all.add(address);
            return 0;
        }
        if (verb.equals("del") && all.remove(address)) {
            return 0;
        }
        return call.refuse(
                2,
                "ip: RTNETLINK answers: " + (verb.equals("add") ? "File exists" : "Cannot assign requested address"));
    }

    private static void link(Call call, int number, String device) {
        var flags = device.equals("lo")
                ? "LOOPBACK,UP,LOWER_UP> mtu 65536"
                : device.startsWith("outpost") || device.startsWith("wg")
                        ? "POINTOPOINT,NOARP,UP,LOWER_UP> mtu 1420"
                        : "BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500";
        call.say(number + ": " + device + ": <" + flags + " qdisc noqueue qlen 1000");
    }

    private int addresses(Call call, String wanted) {
        var number = 1;
        for (var device : router.forwarding.devices()) {
            if (wanted.isEmpty() || wanted.equals(device)) {
                link(call, number, device);
                router.addresses().stream()
                        .filter(address -> address.device().equals(device))
                        .forEach(address -> inet(call, device, address.prefix()));
            }
            number++;
        }
        return 0;
    }

    private static void inet(Call call, String device, Cidr prefix) {
        var mask = prefix.prefix() == 0 ? 0 : -1 << (32 - prefix.prefix());
        var broadcast =
                prefix.prefix() < 31 ? " brd " + new Ipv4(prefix.address().bits() | ~mask) : "";
        call.say("    inet " + prefix + broadcast + " scope global " + device);
        call.say("       valid_lft forever preferred_lft forever");
    }

    private int routes(Call call) {
        for (var route : router.forwarding.routes()) {
            var target =
                    route.target().prefix() == 0 ? "default" : route.target().toString();
            call.say(target + route.gateway().map(via -> " via " + via).orElse("") + " dev " + route.device()
                    + (route.gateway().isEmpty() ? " scope link " : " ")
                    + route.source().map(source -> " src " + source).orElse("") + " ");
        }
        return 0;
    }

    private int neighbours(Call call) {
        for (var camera : net.camerasHeardBy(router)) {
            call.say(camera.address().address() + " dev " + router.lanDevice() + " lladdr " + camera.mac()
                    + " ref 1 used 0/0/0 probes 1 REACHABLE");
        }
        return 0;
    }
}
