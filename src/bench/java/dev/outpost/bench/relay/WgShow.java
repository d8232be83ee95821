package dev.outpost.bench.relay;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.net.PeerState;
import dev.outpost.bench.net.Prefix;
import dev.outpost.bench.net.WireguardDevice;
import dev.outpost.bench.net.WireguardPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code wg show}: for people, and field by field for programs. Prints the private key in a dump, as wg does. */
final class WgShow {

    private final RelayKernel kernel;
    private final Call call;

    WgShow(RelayKernel kernel, Call call) {
        this.kernel = kernel;
        this.call = call;
    }

    int run(List<String> words) {
        var which = words.isEmpty() ? "all" : words.getFirst();
        if (which.equals("interfaces")) {
            if (!kernel.wireguardNames().isEmpty()) {
                call.out().println(String.join(" ", kernel.wireguardNames()));
            }
            return 0;
        }
        var devices = new ArrayList<WireguardDevice>();
        if (which.equals("all")) {
            kernel.wireguardNames().forEach(name -> kernel.link(name).ifPresent(devices::add));
        } else {
            kernel.link(which).ifPresent(devices::add);
        }
        if (devices.isEmpty() && !which.equals("all")) {
            call.err().println("Unable to access interface: No such device");
            return 1;
        }
        for (var device : devices) {
            if (words.size() < 2) {
                pretty(device);
            } else if (!field(device, words.get(1), which.equals("all") ? device.name() + "\t" : "")) {
                call.err().println("Invalid parameter: `" + words.get(1) + "'");
                return 1;
            }
        }
        return 0;
    }

    private boolean field(WireguardDevice device, String name, String front) {
        switch (name) {
            case "public-key" -> line(front + orNone(device.publicKey()));
            case "private-key" -> line(front + orNone(device.privateKey()));
            case "listen-port" -> line(front + device.listenPort());
            case "fwmark" -> line(front + "off");
            case "peers" -> device.peers().forEach(peer -> line(front + peer.publicKey()));
            case "preshared-keys" ->
                each(device, front, peer -> peer.presharedKey().orElse("(none)"));
            case "endpoints" -> each(device, front, peer -> endpoint(device, peer));
            case "allowed-ips" -> each(device, front, peer -> allowed(peer, " "));
            case "latest-handshakes" -> each(device, front, peer -> String.valueOf(handshake(state(device, peer))));
            case "transfer" ->
                each(
                        device,
                        front,
                        peer -> state(device, peer).received() + "\t"
                                + state(device, peer).sent());
            case "persistent-keepalive" -> each(device, front, WgShow::keepalive);
            case "dump" -> dump(device, front);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void each(WireguardDevice device, String front, Function<WireguardPeer, String> value) {
        device.peers().forEach(peer -> line(front + peer.publicKey() + "\t" + value.apply(peer)));
    }

    private void dump(WireguardDevice device, String front) {
        line(front
                + String.join(
                        "\t",
                        orNone(device.privateKey()),
                        orNone(device.publicKey()),
                        "" + device.listenPort(),
                        "off"));
        for (var peer : device.peers()) {
            var state = state(device, peer);
            line(front
                    + String.join(
                            "\t",
                            peer.publicKey(),
                            peer.presharedKey().orElse("(none)"),
                            endpoint(device, peer),
                            allowed(peer, ","),
                            "" + handshake(state),
                            "" + state.received(),
                            "" + state.sent(),
                            keepalive(peer)));
        }
    }

    private void pretty(WireguardDevice device) {
        line("interface: " + device.name());
        if (!device.privateKey().isEmpty()) {
            line("  public key: " + device.publicKey());
            line("  private key: (hidden)");
        }
        line("  listening port: " + device.listenPort());
        for (var peer : device.peers()) {
            var state = state(device, peer);
            line("");
            line("peer: " + peer.publicKey());
            peer.presharedKey().ifPresent(any -> line("  preshared key: (hidden)"));
            state.endpoint().ifPresent(end -> line("  endpoint: " + end));
            line("  allowed ips: " + allowed(peer, ", "));
            state.latestHandshake()
                    .ifPresent(at ->
                            line("  latest handshake: " + ago(kernel.net().now().minus(at))));
            if (state.received() + state.sent() > 0) {
                line("  transfer: " + size(state.received()) + " received, " + size(state.sent()) + " sent");
            }
            if (peer.keepalive().isPositive()) {
                line("  persistent keepalive: every " + ago(peer.keepalive()).replace(" ago", ""));
            }
        }
    }

    private PeerState state(WireguardDevice device, WireguardPeer peer) {
        return kernel.net().peer(kernel, device.name(), peer.publicKey());
    }

    /** Seconds since 1970 by this server's clock; 0: never. */
    private long handshake(PeerState state) {
        return state.latestHandshake()
                .map(at -> kernel.wall().minus(kernel.net().now().minus(at)).getEpochSecond())
                .orElse(0L);
    }

    private String endpoint(WireguardDevice device, WireguardPeer peer) {
        return state(device, peer).endpoint().map(Object::toString).orElse("(none)");
    }

    private static String allowed(WireguardPeer peer, String between) {
        return peer.allowedIps().isEmpty()
                ? "(none)"
                : peer.allowedIps().stream().map(Prefix::toString).collect(Collectors.joining(between));
    }

    private static String keepalive(WireguardPeer peer) {
        return peer.keepalive().isPositive() ? "" + peer.keepalive().toSeconds() : "off";
    }

    private static String orNone(String key) {
        return key.isEmpty() ? "(none)" : key;
    }

    private static String ago(Duration since) {
        var parts = new ArrayList<String>();
        count(parts, since.toDays(), "day");
        count(parts, since.toHoursPart(), "hour");
        count(parts, since.toMinutesPart(), "minute");
        count(parts, since.toSecondsPart(), "second");
        return parts.isEmpty() ? "Now" : String.join(", ", parts) + " ago";
    }

    private static void count(List<String> parts, long number, String unit) {
        if (number > 0) {
            parts.add(number + " " + unit + (number == 1 ? "" : "s"));
        }
    }

    private static String size(long bytes) {
        if (bytes < 1_024) {
            return bytes + " B";
        }
        return bytes < 1_048_576
                ? String.format(Locale.ROOT, "%.2f KiB", bytes / 1_024.0)
                : String.format(Locale.ROOT, "%.2f MiB", bytes / 1_048_576.0);
    }

    private void line(String text) {
        call.out().println(text);
    }
}
