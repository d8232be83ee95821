package dev.outpost.bench.relay;

import dev.outpost.net.Ipv4;
import dev.outpost.net.Cidr;
import dev.outpost.bench.net.WireguardKeys;
import dev.outpost.bench.net.WireguardPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file for {@code wg setconf}, as wireguard-tools reads it: what belongs to wg-quick only is an error here.
 *
 * @param privateKey empty: the file names none
 */
record WgConf(Optional<String> privateKey, Optional<Integer> listenPort, List<WireguardPeer> peers) {
    private static final Set<String> INTERFACE = Set.of("privatekey", "listenport", "fwmark");
    private static final Set<String> PEER =
            Set.of("publickey", "presharedkey", "allowedips", "endpoint", "persistentkeepalive");

    /** What wg says about a file it cannot use. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    static WgConf parse(String text) throws Unreadable {
        var device = new HashMap<String, String>();
        var peers = new ArrayList<Map<String, String>>();
        var known = Set.<String>of();
        for (var line : text.lines().toList()) {
            var bare = line.replaceFirst("#.*", "").replaceAll("\\s", "");
            var key = bare.toLowerCase(Locale.ROOT).replaceFirst("=.*", "");
            if (key.equals("[peer]")) {
                known = PEER;
                peers.add(new HashMap<>());
            } else if (key.equals("[interface]")) {
                known = INTERFACE;
            } else if (!bare.isEmpty()) {
                if (!known.contains(key) || !bare.contains("=")) {
                    throw new Unreadable("Line unrecognized: `" + bare + "'");
                }
                (known.equals(PEER) ? peers.getLast() : device)
                        .merge(key, bare.substring(bare.indexOf('=') + 1), (first, more) ->
                                key.equals("allowedips") ? first + "," + more : more);
            }
        }
        var read = new ArrayList<WireguardPeer>();
        for (var peer : peers) {
            read.add(peer(peer));
        }
        return new WgConf(
                device.containsKey("privatekey") ? Optional.of(key(device, "privatekey")) : Optional.empty(),
                device.containsKey("listenport")
                        ? Optional.of(number(device, "listenport", "Unable to parse port"))
                        : Optional.empty(),
                List.copyOf(read));
    }

    private static WireguardPeer peer(Map<String, String> fields) throws Unreadable {
        var keepalive = fields.getOrDefault("persistentkeepalive", "off").equalsIgnoreCase("off")
                ? 0
                : number(fields, "persistentkeepalive", "Persistent keepalive interval is neither 0/off nor 1-65535");
        return new WireguardPeer(
                key(fields, "publickey"),
                fields.containsKey("presharedkey") ? Optional.of(key(fields, "presharedkey")) : Optional.empty(),
                allowedIps(fields.getOrDefault("allowedips", "")),
                endpoint(fields.getOrDefault("endpoint", "")),
                Duration.ofSeconds(keepalive));
    }

    private static String key(Map<String, String> fields, String name) throws Unreadable {
        return key(fields.getOrDefault(name, ""));
    }

    static String key(String text) throws Unreadable {
        if (!WireguardKeys.isKey(text)) {
            throw new Unreadable("Key is not the correct length or format: `" + text + "'");
        }
        return text;
    }

    private static int number(Map<String, String> fields, String name, String complaint) throws Unreadable {
        var text = fields.getOrDefault(name, "");
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new Unreadable(complaint + ": `" + text + "'");
        }
        return Integer.parseInt(text);
    }

    /** Comma separated prefixes; IPv6 is read over. */
    private static List<Cidr> allowedIps(String list) throws Unreadable {
        var all = new ArrayList<Cidr>();
        for (var each : list.split(",")) {
            if (each.isEmpty() || each.contains(":")) {
                continue;
            }
            try {
                all.add(Cidr.of(each).network());
            } catch (IllegalArgumentException notOne) {
                throw new Unreadable("Unable to parse IP address: `" + each + "'");
            }
        }
        return all;
    }

    private static Optional<WireguardPeer.Endpoint> endpoint(String text) throws Unreadable {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var parts = text.split(":");
        if (parts.length != 2 || !Ipv4.parse(parts[0]).isPresent() || !parts[1].matches("[0-9]{1,5}")) {
            throw new Unreadable("Name or service not known: `" + text + "'");
        }
        return Optional.of(new WireguardPeer.Endpoint(Ipv4.of(parts[0]), Integer.parseInt(parts[1])));
    }
}
