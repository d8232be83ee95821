package dev.outpost.bench.router;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import dev.outpost.bench.net.Neighbourhood;
import dev.outpost.bench.net.PeerState;
import dev.outpost.bench.net.WireguardDevice;
import dev.outpost.bench.net.WireguardKeys;
import dev.outpost.bench.net.WireguardPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** {@code wg} with real X25519 keys; what it shows of peers is what the network saw (facts/openwrt.md#wg-show). */
final class Wg implements Program {
    private final SimulatedRouter router;
    private final Neighbourhood net;

    Wg(SimulatedRouter router, Neighbourhood net) {
        this.router = router;
        this.net = net;
    }

    @Override
    public int run(Call call) throws IOException {
        var words = call.words();
        return switch (words.isEmpty() ? "show" : words.getFirst()) {
            case "genkey" -> {
                call.out().println(WireguardKeys.generate());
                yield 0;
            }
            case "pubkey" -> pubkey(call);
            case "--version" -> {
                call.out().println("wireguard-tools v1.0.20210914 - https://git.zx2c4.com/wireguard-tools/");
                yield 0;
            }
            case "show" -> show(call, words.size() < 2 ? "all" : words.get(1), words.size() < 3 ? "" : words.get(2));
            default -> {
                call.err().println("Invalid subcommand: `" + words.getFirst() + "'");
                yield 1;
            }
        };
    }

    private static int pubkey(Call call) throws IOException {
        var key = new String(call.in().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!WireguardKeys.isKey(key)) {
            call.err().println("wg: Key is not the correct length or format");
            return 1;
        }
        call.out().println(WireguardKeys.publicOf(key));
        return 0;
    }

    private int show(Call call, String name, String what) {
        if (name.equals("interfaces")) {
            call.out()
                    .println(router.wireguard().stream()
                            .map(WireguardDevice::name)
                            .collect(Collectors.joining(" ")));
            return 0;
        }
        var devices = router.wireguard().stream()
                .filter(device -> name.equals("all") || device.name().equals(name))
                .toList();
        if (devices.isEmpty() && !name.equals("all")) {
            call.err().println("Unable to access interface: No such device");
            return 1;
        }
        for (var device : devices) {
            var prefix = name.equals("all") ? device.name() + "\t" : "";
            if (what.isEmpty()) {
                whole(call, device);
            } else {
                rows(device, what).forEach(row -> call.out().println(prefix + row));
            }
        }
        return 0;
    }

    private PeerState state(WireguardDevice device, WireguardPeer peer) {
        return net.peer(router, device.name(), peer.publicKey());
    }

    private long handshake(PeerState state) {
        return state.latestHandshake()
                .map(at -> router.wall().minus(ago(at)).getEpochSecond())
                .orElse(0L);
    }

    private Duration ago(Duration at) {
        return net.now().minus(at);
    }

    private List<String> rows(WireguardDevice device, String what) {
        return switch (what) {
            case "dump" -> {
                var rows = new java.util.ArrayList<String>();
                rows.add(device.privateKey() + "\t" + device.publicKey() + "\t" + device.listenPort() + "\toff");
                device.peers().forEach(peer -> rows.add(dump(device, peer)));
                yield rows;
            }
            case "latest-handshakes" -> peers(device, peer -> String.valueOf(handshake(state(device, peer))));
            case "endpoints" ->
                peers(
                        device,
                        peer -> state(device, peer)
                                .endpoint()
                                .or(peer::endpoint)
                                .map(Object::toString)
                                .orElse("(none)"));
            case "transfer" ->
                peers(
                        device,
                        peer -> state(device, peer).received() + "\t"
                                + state(device, peer).sent());
            case "allowed-ips" -> peers(device, peer -> allowed(peer, " "));
            case "public-key" -> List.of(device.publicKey());
            case "listen-port" -> List.of(String.valueOf(device.listenPort()));
            case "peers" ->
                device.peers().stream().map(WireguardPeer::publicKey).toList();
            case "persistent-keepalive" -> peers(device, Wg::keepalive);
            default -> List.of();
        };
    }

    private static List<String> peers(
            WireguardDevice device, java.util.function.Function<WireguardPeer, String> value) {
        return device.peers().stream()
                .map(peer -> peer.publicKey() + "\t" + value.apply(peer))
                .toList();
    }

    private static String keepalive(WireguardPeer peer) {
        return peer.keepalive().isZero()
                ? "off"
                : String.valueOf(peer.keepalive().toSeconds());
    }

    private static String allowed(WireguardPeer peer, String separator) {
        return peer.allowedIps().isEmpty()
                ? "(none)"
                : peer.allowedIps().stream().map(Object::toString).collect(Collectors.joining(separator));
    }

    private String dump(WireguardDevice device, WireguardPeer peer) {
        var state = state(device, peer);
        return String.join(
                "\t",
                peer.publicKey(),
                peer.presharedKey().orElse("(none)"),
                state.endpoint().or(peer::endpoint).map(Object::toString).orElse("(none)"),
                allowed(peer, ","),
                String.valueOf(handshake(state)),
                String.valueOf(state.received()),
                String.valueOf(state.sent()),
                keepalive(peer));
    }

    private void whole(Call call, WireguardDevice device) {
        var out = call.out();
        out.println("interface: " + device.name());
        out.println("  public key: " + device.publicKey());
        out.println("  private key: (hidden)");
        out.println("  listening port: " + device.listenPort());
        for (var peer : device.peers()) {
            var state = state(device, peer);
            out.println("\npeer: " + peer.publicKey());
            state.endpoint().or(peer::endpoint).ifPresent(endpoint -> out.println("  endpoint: " + endpoint));
            out.println("  allowed ips: " + allowed(peer, ", "));
            state.latestHandshake()
                    .ifPresent(at -> out.println("  latest handshake: " + ago(at).toSeconds() + " seconds ago"));
            if (state.received() + state.sent() > 0) {
                out.println("  transfer: " + state.received() + " B received, " + state.sent() + " B sent");
            }
            if (!peer.keepalive().isZero()) {
                out.println("  persistent keepalive: every " + keepalive(peer) + " seconds");
            }
        }
    }
}
