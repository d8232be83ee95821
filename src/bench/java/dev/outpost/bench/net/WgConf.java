package dev.outpost.bench.net;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file for {@code wg setconf}, or a page for a phone, which says more of the interface.
 *
 * @param device what stands under [Interface], by lower-case name
 */
public record WgConf(Map<String, String> device, List<WireguardPeer> peers) {
    private static final Set<String> OF_WG = Set.of("privatekey", "listenport", "fwmark");

    /**
     * Reads all that wg-quick(8) takes, as a phone does.
     *
     * @throws IllegalArgumentException in wg's words
     */
    public static WgConf parse(String text) {
        var device = new LinkedHashMap<String, String>();
        var peers = new ArrayList<Map<String, String>>();
        for (var line : text.lines().toList()) {
            var bare = line.replaceFirst("#.*", "").replaceAll("\\s", "");
            var halves = bare.split("=", 2);
            var key = halves[0].toLowerCase(Locale.ROOT);
            if (key.equals("[peer]")) {
                peers.add(new HashMap<>());
            } else if (halves.length == 2) {
                (peers.isEmpty() ? device : peers.getLast())
                        .merge(key, halves[1], (first, more) -> key.equals("allowedips") ? first + "," + more : more);
            } else if (!bare.isEmpty() && !key.equals("[interface]")) {
                throw unrecognized(bare);
            }
        }
        return new WgConf(device, owned(peers.stream().map(WgConf::peer).toList()));
    }

    /** Reads what wg itself takes, as wireguard-tools does: what belongs to wg-quick only is an error. */
    public static WgConf ofWg(String text) {
        var conf = parse(text);
        conf.device.forEach((key, value) -> {
            if (!OF_WG.contains(key)) {
                throw unrecognized(key + "=" + value);
            }
        });
        return conf;
    }

    private static IllegalArgumentException unrecognized(String line) {
        return new IllegalArgumentException("Line unrecognized: `" + line + "'");
    }

    /** What an interface is with this file, which clears what it does not name, the private key too. */
    public WireguardDevice set(WireguardDevice old) {
        var port = Optional.ofNullable(device.get("listenport")).map(text -> number(text, "Unable to parse port"));
        var key = device.containsKey("privatekey") ? key(device.getOrDefault("privatekey", "")) : "";
        return new WireguardDevice(old.name(), key, port.orElse(old.listenPort()), peers, old.createdAt());
    }

    /** An allowed IP belongs to the peer that got it last. */
    private static List<WireguardPeer> owned(List<WireguardPeer> all) {
        var taken = new HashSet<Cidr>();
        return all.reversed().stream()
                .map(peer -> new WireguardPeer(
                        peer.publicKey(),
                        peer.presharedKey(),
                        peer.allowedIps().stream().filter(taken::add).toList(),
                        peer.endpoint(),
                        peer.keepalive()))
                .toList()
                .reversed();
    }

    private static WireguardPeer peer(Map<String, String> fields) {
        var keepalive = fields.getOrDefault("persistentkeepalive", "off");
        return new WireguardPeer(
                key(fields.getOrDefault("publickey", "")),
                Optional.ofNullable(fields.get("presharedkey")).map(WgConf::key),
                allowedIps(fields.getOrDefault("allowedips", "")),
                Optional.ofNullable(fields.get("endpoint")).map(WgConf::endpoint),
                Duration.ofSeconds(
                        keepalive.equalsIgnoreCase("off") ? 0 : number(keepalive, "Persistent keepalive interval")));
    }

    /** @throws IllegalArgumentException where it is none */
    public static String key(String text) {
        if (!WireguardKeys.isKey(text)) {
            throw new IllegalArgumentException("Key is not the correct length or format: `" + text + "'");
        }
        return text;
    }

    private static int number(String text, String complaint) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException(complaint + ": `" + text + "'");
        }
        return Integer.parseInt(text);
    }

    /** Comma separated prefixes; IPv6 is read over. */
    private static List<Cidr> allowedIps(String list) {
        var all = new ArrayList<Cidr>();
        for (var each : list.split(",")) {
            if (!each.isEmpty() && !each.contains(":")) {
                all.add(Cidr.of(each).network());
            }
        }
        return all;
    }

    private static WireguardPeer.Endpoint endpoint(String text) {
        var parts = text.split(":");
        if (parts.length != 2 || Ipv4.parse(parts[0]).isEmpty()) {
            throw new IllegalArgumentException("Name or service not known: `" + text + "'");
        }
        return new WireguardPeer.Endpoint(Ipv4.of(parts[0]), number(parts[1], "Unable to parse port"));
    }
}
