package dev.outpost.bench.net;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Program;
import dev.outpost.bench.net.VirtualNetwork.PeerState;
import dev.outpost.net.Cidr;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** {@code wg} with real X25519 keys; what it shows of peers is what the network saw (facts/openwrt.md#wg-show). */
public final class Wg implements Program {
    private final HostView host;
    private final VirtualNetwork net;
    private final Supplier<List<WireguardDevice>> devices;

    /** @param devices the host's interfaces, up or not */
    public Wg(HostView host, VirtualNetwork net, Supplier<List<WireguardDevice>> devices) {
        this.host = host;
        this.net = net;
        this.devices = devices;
    }

    @Override
    public int run(Call call) throws IOException {
        var words = call.words();
        return switch (words.isEmpty() ? "show" : words.getFirst()) {
            case "genkey" -> {
                call.say(WireguardKeys.generate());
                yield 0;
            }
            case "pubkey" -> pubkey(call);
            case "show" -> show(call, words.size() < 2 ? "all" : words.get(1), words.size() < 3 ? "" : words.get(2));
            default -> call.refuse(1, "Invalid subcommand: `" + words.getFirst() + "'");
        };
    }

    private static int pubkey(Call call) throws IOException {
        var key = new String(call.in().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!WireguardKeys.isKey(key)) {
            return call.fail("Key is not the correct length or format");
        }
        call.say(WireguardKeys.publicOf(key));
        return 0;
    }

    private int show(Call call, String name, String field) {
        if (name.equals("interfaces")) {
            var names = devices.get().stream().map(WireguardDevice::name).collect(Collectors.joining(" "));
            if (!names.isEmpty()) {
                call.say(names);
            }
            return 0;
        }
        var shown = devices.get().stream()
                .filter(device -> name.equals("all") || device.name().equals(name))
                .toList();
        if (shown.isEmpty() && !name.equals("all")) {
            return call.refuse(1, "Unable to access interface: No such device");
        }
        for (var device : shown) {
            rows(device, field).forEach(call.out()::println);
        }
        return 0;
    }

    private List<String> rows(WireguardDevice device, String field) {
        return switch (field) {
            case "public-key" -> List.of(device.publicKey().isEmpty() ? "(none)" : device.publicKey());
            case "listen-port" -> List.of(String.valueOf(device.listenPort()));
            case "peers" ->
                device.peers().stream().map(WireguardPeer::publicKey).toList();
            case "latest-handshakes" -> each(device, peer -> String.valueOf(handshake(state(device, peer))));
            case "endpoints" -> each(device, peer -> endpoint(device, peer));
            case "transfer" ->
                each(
                        device,
                        peer -> state(device, peer).received() + "\t"
                                + state(device, peer).sent());
            case "allowed-ips" -> each(device, peer -> allowed(peer, " "));
            case "" ->
                List.of(
                        "interface: " + device.name(),
                        "  public key: " + device.publicKey(),
                        "  listening port: " + device.listenPort());
            default -> List.of();
        };
    }

    private static List<String> each(WireguardDevice device, Function<WireguardPeer, String> value) {
        return device.peers().stream()
                .map(peer -> peer.publicKey() + "\t" + value.apply(peer))
                .toList();
    }

    private PeerState state(WireguardDevice device, WireguardPeer peer) {
        return net.peer(host, device, peer);
    }

    /** Seconds since 1970 by the host's own clock; 0: never. */
    private long handshake(PeerState state) {
        var ago = state.latestHandshake().map(at -> net.now().minus(at));
        return ago.map(time -> host.wall().minus(time).getEpochSecond()).orElse(0L);
    }

    private String endpoint(WireguardDevice device, WireguardPeer peer) {
        var at = state(device, peer).endpoint().or(peer::endpoint);
        return at.map(Object::toString).orElse("(none)");
    }

    private static String allowed(WireguardPeer peer, String between) {
        return peer.allowedIps().isEmpty()
                ? "(none)"
                : peer.allowedIps().stream().map(Cidr::toString).collect(Collectors.joining(between));
    }
}
