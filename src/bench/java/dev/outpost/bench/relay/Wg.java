package dev.outpost.bench.relay;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import dev.outpost.bench.net.WireguardKeys;
import dev.outpost.bench.net.WireguardPeer;
import dev.outpost.bench.relay.WgConf.PeerDraft;
import dev.outpost.bench.relay.WgConf.Unreadable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** {@code wg} of wireguard-tools 1.0.20210914. */
final class Wg implements Program {

    private static final Map<String, String> PEER_WORDS = Map.of(
            "preshared-key", "presharedkey",
            "endpoint", "endpoint",
            "persistent-keepalive", "persistentkeepalive",
            "allowed-ips", "allowedips");

    private final RelayKernel kernel;

    Wg(RelayKernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public int run(Call call) throws IOException {
        var words = call.words();
        var command = words.isEmpty() ? "show" : words.getFirst();
        var rest = words.isEmpty() ? List.<String>of() : words.subList(1, words.size());
        return switch (command) {
            case "genkey", "genpsk" -> printed(call, WireguardKeys.generate());
            case "pubkey" -> pubkey(call);
            case "show" -> new WgShow(kernel, call).run(rest);
            case "set" -> set(call, rest);
            case "setconf", "syncconf", "addconf" -> conf(call, command, rest);
            default -> {
                call.err().println("Invalid subcommand: `" + command + "'");
                yield 1;
            }
        };
    }

    private static String file(Call call, String path) throws IOException {
        return path.equals("/dev/stdin")
                ? new String(call.in().readAllBytes(), StandardCharsets.UTF_8)
                : call.files().text(call.path(path));
    }

    private static int printed(Call call, String line) {
        call.out().println(line);
        return 0;
    }

    private static int pubkey(Call call) throws IOException {
        var given = new String(call.in().readAllBytes(), StandardCharsets.US_ASCII).strip();
        return WireguardKeys.isKey(given)
                ? printed(call, WireguardKeys.publicOf(given))
                : call.fail("Key is not the correct length or format");
    }

    private int conf(Call call, String command, List<String> rest) throws IOException {
        if (rest.size() != 2) {
            call.err().println("Usage: wg " + command + " <interface> <configuration filename>");
            return 1;
        }
        try {
            var conf = WgConf.parse(file(call, rest.get(1)));
            var found = kernel.change(rest.getFirst(), link -> apply(link, conf, command));
            return found ? 0 : noDevice(call, "modify interface");
        } catch (Unreadable wrong) {
            call.err().println(wrong.getMessage());
            call.err().println("Configuration parsing error");
            return 1;
        }
    }

    /** setconf and syncconf clear what the file does not name, the private key too; addconf only adds. */
    static void apply(WgLink link, WgConf conf, String command) {
        var replaces = !command.equals("addconf");
        if (replaces || conf.privateKey().isPresent()) {
            link.privateKey(conf.privateKey().orElse(""));
        }
        conf.listenPort().ifPresent(link::listenPort);
        if (replaces) {
            link.clearPeers();
        }
        conf.peers().forEach(link::put);
    }

    private static int noDevice(Call call, String what) {
        call.err().println("Unable to " + what + ": No such device");
        return 1;
    }

    private int set(Call call, List<String> words) throws IOException {
        if (words.isEmpty()) {
            call.err()
                    .println(
                            "Usage: wg set <interface> [listen-port <port>] [private-key <file path>] [peer <key> ...]");
            return 1;
        }
        if (kernel.link(words.getFirst()).isEmpty()) {
            return noDevice(call, "modify interface");
        }
        var rest = new ArrayDeque<>(words.subList(1, words.size()));
        try {
            while (!rest.isEmpty()) {
                setting(call, words.getFirst(), rest);
            }
            return 0;
        } catch (Unreadable wrong) {
            call.err().println(wrong.getMessage());
            return 1;
        }
    }

    private void setting(Call call, String device, Deque<String> rest) throws IOException, Unreadable {
        var name = rest.pop();
        var value = rest.isEmpty() ? "" : rest.pop();
        switch (name) {
            case "listen-port" -> {
                var port = WgConf.port(value);
                kernel.change(device, link -> link.listenPort(port));
            }
            case "private-key" -> {
                var text = file(call, value).strip();
                var key = text.isEmpty() ? "" : WgConf.key(text);
                kernel.change(device, link -> link.privateKey(key));
            }
            case "fwmark" -> {}
            case "peer" -> peer(call, device, WgConf.key(value), rest);
            default -> throw new Unreadable("Invalid argument: " + name);
        }
    }

    private void peer(Call call, String device, String key, Deque<String> rest) throws IOException, Unreadable {
        var draft = PeerDraft.EMPTY.with("", "publickey", key);
        var known = kernel.link(device).flatMap(link -> link.peer(key));
        var peer = known.map(PeerDraft::new).orElse(draft);
        while (!rest.isEmpty() && !rest.peek().equals("peer")) {
            var name = rest.pop();
            if (name.equals("remove")) {
                kernel.change(device, link -> link.remove(key));
                return;
            }
            var value = rest.isEmpty() ? "" : rest.pop();
            peer = with(call, peer, name, value);
        }
        var done = peer.peer();
        kernel.change(device, link -> link.put(done));
    }

    private static PeerDraft with(Call call, PeerDraft peer, String name, String value) throws IOException, Unreadable {
        var field = PEER_WORDS.get(name);
        if (field == null) {
            throw new Unreadable("Invalid argument: " + name);
        }
        var text = name.equals("preshared-key") ? file(call, value).strip() : value;
        var base = name.equals("allowed-ips") ? new PeerDraft(withoutAllowed(peer.peer())) : peer;
        return base.with(name, field, text);
    }

    private static WireguardPeer withoutAllowed(WireguardPeer peer) {
        return new WireguardPeer(peer.publicKey(), peer.presharedKey(), List.of(), peer.endpoint(), peer.keepalive());
    }
}
