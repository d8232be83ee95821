package dev.outpost.bench.relay;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import dev.outpost.net.Cidr;
import dev.outpost.bench.relay.WgConf.Unreadable;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** {@code wg-quick}: up, down and strip, with its commands announced on stderr as {@code [#] ...}. */
final class WgQuick implements Program {

    /** What wg itself does not understand and strip leaves out. */
    private static final List<String> OWN_KEYS =
            List.of("address", "mtu", "dns", "table", "preup", "predown", "postup", "postdown", "saveconfig");

    private static final int MTU = 1_420;

    private final RelayKernel kernel;

    WgQuick(RelayKernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public int run(Call call) throws IOException, InterruptedException {
        var words = call.words();
        if (words.size() != 2 || !List.of("up", "down", "strip").contains(words.getFirst())) {
            call.err().println("Usage: wg-quick [ up | down | strip ] [ CONFIG_FILE | INTERFACE ]");
            return 1;
        }
        var device = words.get(1).replaceFirst(".*/", "").replaceFirst("\\.conf$", "");
        var path = words.get(1).contains("/") ? call.path(words.get(1)) : "/etc/wireguard/" + device + ".conf";
        if (!call.files().exists(path)) {
            return call.fail("`" + path + "' does not exist");
        }
        if (call.files().stat(path).filter(stat -> (stat.mode() & 07) != 0).isPresent()) {
            call.err().println("Warning: `" + path + "' is world accessible");
        }
        var text = call.files().text(path);
        return switch (words.getFirst()) {
            case "strip" -> {
                call.out().print(stripped(text));
                yield 0;
            }
            case "up" -> up(call, device, text);
            default -> down(call, device, text);
        };
    }

    private int up(Call call, String device, String text) throws InterruptedException {
        if (kernel.hasLink(device)) {
            return call.fail("`" + device + "' already exists");
        }
        var status = hooks(call, device, text, "preup");
        if (status == 0) {
            status = raise(call, device, text);
        }
        if (status == 0) {
            status = hooks(call, device, text, "postup");
        }
        if (status != 0 && kernel.deleteLink(device)) {
            say(call, "ip link delete dev " + device);
        }
        return status;
    }

    private int raise(Call call, String device, String text) {
        say(call, "ip link add " + device + " type wireguard");
        kernel.addLink(device);
        say(call, "wg setconf " + device + " /dev/fd/63");
        WgConf conf;
        try {
            conf = WgConf.parse(stripped(text));
        } catch (Unreadable wrong) {
            call.err().println(wrong.getMessage());
            call.err().println("Configuration parsing error");
            return 1;
        }
        kernel.change(device, link -> link.set(conf));
        for (var list : values(text, "address")) {
            for (var address : list.split(",")) {
                if (!address.contains(":")) {
                    say(call, "ip -4 address add " + address.strip() + " dev " + device);
                    kernel.change(device, link -> link.address(Cidr.of(address.strip())));
                }
            }
        }
        say(call, "ip link set mtu " + values(text, "mtu").stream().findFirst().orElse("" + MTU) + " up dev " + device);
        kernel.change(device, WgLink::comesUp);
        if (!values(text, "table").contains("off")) {
            addRoutes(call, device, conf);
        }
        return 0;
    }

    /** A route for each allowed IP that no route of the interface covers yet. */
    private void addRoutes(Call call, String device, WgConf conf) {
        for (var peer : conf.peers()) {
            for (var allowed : peer.allowedIps()) {
                if (kernel.route(allowed.address())
                        .filter(route -> route.device().equals(device))
                        .isEmpty()) {
                    say(call, "ip -4 route add " + allowed + " dev " + device);
                    kernel.addRoute(allowed, device);
                }
            }
        }
    }

    private int down(Call call, String device, String text) throws InterruptedException {
        if (!kernel.hasWireguard(device)) {
            return call.fail("`" + device + "' is not a WireGuard interface");
        }
        var before = hooks(call, device, text, "predown");
        if (before != 0) {
            return before;
        }
        say(call, "ip link delete dev " + device);
        kernel.deleteLink(device);
        return hooks(call, device, text, "postdown");
    }

    /** Runs the lines of a hook in order until one fails. */
    private static int hooks(Call call, String device, String text, String key) throws InterruptedException {
        for (var line : values(text, key)) {
            var command = line.replace("%i", device);
            say(call, command);
            var status = call.script(command, List.of("bash"));
            if (status != 0) {
                return status;
            }
        }
        return 0;
    }

    private static void say(Call call, String command) {
        call.err().println("[#] " + command);
    }

    static String stripped(String text) {
        var kept = new StringBuilder();
        text.lines()
                .filter(line -> !OWN_KEYS.contains(key(line)))
                .forEach(line -> kept.append(line).append('\n'));
        return kept.toString();
    }

    private static List<String> values(String text, String key) {
        return text.lines()
                .filter(line -> key(line).equals(key))
                .map(line -> line.substring(line.indexOf('=') + 1)
                        .replaceFirst("#.*", "")
                        .strip())
                .toList();
    }

    private static String key(String line) {
        var equals = line.indexOf('=');
        return equals < 0 ? "" : line.substring(0, equals).strip().toLowerCase(Locale.ROOT);
    }
}
