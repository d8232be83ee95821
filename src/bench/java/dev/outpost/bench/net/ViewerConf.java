package dev.outpost.bench.net;

import dev.outpost.net.Ipv4;
import dev.outpost.net.Cidr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The tunnel on the owner's phone, as scanned from a page: one interface, one peer.
 *
 * @param publicKey the phone's own
 * @param address the phone's address in the tunnel
 * @param relayKey the peer it expects at the endpoint
 * @param allowedIps what it sends into the tunnel
 */
public record ViewerConf(
        String publicKey,
        Ipv4 address,
        String relayKey,
        Optional<String> presharedKey,
        WireguardPeer.Endpoint endpoint,
        List<Cidr> allowedIps) {

    public ViewerConf {
        allowedIps = List.copyOf(allowedIps);
    }

    /**
     * Reads the format of wg-quick(8), as the phone's program does.
     *
     * @throws IllegalArgumentException when something it needs is missing or is no key, address or port
     */
    public static ViewerConf parse(String text) {
        var values = values(text);
        var endpoint = need(values, "endpoint");
        var colon = endpoint.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("no port in Endpoint " + endpoint);
        }
        var relayKey = need(values, "publickey");
        if (!WireguardKeys.isKey(relayKey)) {
            throw new IllegalArgumentException("PublicKey is not a key");
        }
        return new ViewerConf(
                WireguardKeys.publicOf(need(values, "privatekey")),
                Cidr.of(need(values, "address").split(",")[0].strip()).address(),
                relayKey,
                Optional.ofNullable(values.get("presharedkey")),
                new WireguardPeer.Endpoint(
                        Ipv4.of(endpoint.substring(0, colon)), Integer.parseInt(endpoint.substring(colon + 1))),
                prefixes(need(values, "allowedips")));
    }

    /** Whether a packet for the address goes into the tunnel. */
    boolean covers(Ipv4 destination) {
        return allowedIps.stream().anyMatch(prefix -> prefix.contains(destination));
    }

    private static Map<String, String> values(String text) {
        var values = new HashMap<String, String>();
        for (var line : text.lines().toList()) {
            var bare = line.replaceFirst("#.*", "");
            var equals = bare.indexOf('=');
            if (equals > 0) {
                values.merge(
                        bare.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        bare.substring(equals + 1).strip(),
                        (first, more) -> first + "," + more);
            }
        }
        return values;
    }

    private static String need(Map<String, String> values, String key) {
        var value = values.get(key);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("the tunnel's configuration has no " + key);
        }
        return value;
    }

    private static List<Cidr> prefixes(String list) {
        var prefixes = new ArrayList<Cidr>();
        for (var each : list.split(",")) {
            if (!each.contains(":") && !each.isBlank()) {
                prefixes.add(Cidr.of(each.strip()));
            }
        }
        return prefixes;
    }
}
