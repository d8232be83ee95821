package dev.outpost.net;

import java.util.Locale;
import java.util.Optional;

/**
 * The link-local address that an OpenWrt gives its LAN bridge, made of the MAC (RFC 4291 appendix A): the second lowest bit of the first byte
 * turned, {@code ff:fe} in the middle. A laptop's own address is usually not made so.
 */
public final class Eui64 {
    private Eui64() {}

    /** @param mac six pairs with colons; the address comes without scope, as RFC 5952 writes it */
    public static String linkLocal(String mac) {
        var bytes = mac.split(":");
        if (bytes.length != 6) {
            throw new IllegalArgumentException("not a MAC: " + mac);
        }
        var first = Integer.parseInt(bytes[0], 16) ^ 2;
        var groups = new int[] {
            (first << 8) | hex(bytes[1]),
            (hex(bytes[2]) << 8) | 0xff,
            0xfe00 | hex(bytes[3]),
            (hex(bytes[4]) << 8) | hex(bytes[5])
        };
        var head = groups[0] == 0 ? "fe80::" : "fe80::" + Integer.toHexString(groups[0]) + ":";
        return head + Integer.toHexString(groups[1]) + ":" + Integer.toHexString(groups[2]) + ":"
                + Integer.toHexString(groups[3]);
    }

    /** The MAC that such an address was made of; empty where it was made in another way. */
    public static Optional<String> mac(String linkLocal) {
        var text = linkLocal.toLowerCase(Locale.ROOT).replaceFirst("%.*", "");
        if (!text.matches("fe80::([0-9a-f]{1,4}:){2,3}[0-9a-f]{1,4}")) {
            return Optional.empty();
        }
        var groups = text.substring(6).split(":");
        var id = new int[4];
        for (var i = 0; i < groups.length; i++) {
            id[4 - groups.length + i] = Integer.parseInt(groups[i], 16);
        }
        if ((id[1] & 0xff) != 0xff || id[2] >> 8 != 0xfe) {
            return Optional.empty();
        }
        return Optional.of("%02x:%02x:%02x:%02x:%02x:%02x"
                .formatted((id[0] >> 8) ^ 2, id[0] & 255, id[1] >> 8, id[2] & 255, id[3] >> 8, id[3] & 255));
    }

    private static int hex(String pair) {
        return Integer.parseInt(pair, 16);
    }
}
