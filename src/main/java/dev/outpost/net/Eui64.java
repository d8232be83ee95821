package dev.outpost.net;

import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * The link-local address that an OpenWrt gives its LAN bridge, made of the MAC (RFC 4291 appendix A): the second lowest bit of the first byte
 * turned, {@code ff:fe} in the middle. A laptop's own address is usually not made so.
 */
public final class Eui64 {
    private static final HexFormat PAIRS = HexFormat.ofDelimiter(":");

    private Eui64() {}

    /** @param mac six pairs with colons; the address comes without scope, as RFC 5952 writes it */
    public static String linkLocal(String mac) {
        var m = PAIRS.parseHex(mac);
        if (m.length != 6) {
            throw new IllegalArgumentException("not a MAC: " + mac);
        }
        return LinkLocal.text(new byte[] {
            (byte) 0xfe,
            (byte) 0x80,
            0,
            0,
            0,
            0,
            0,
            0,
            (byte) (m[0] ^ 2),
            m[1],
            m[2],
            (byte) 0xff,
            (byte) 0xfe,
            m[3],
            m[4],
            m[5]
        });
    }

    /** The MAC that such an address was made of; empty where it was made in another way. */
    public static Optional<String> mac(String linkLocal) {
        var text = linkLocal.toLowerCase(Locale.ROOT).replaceFirst("%.*", "");
        if (!text.matches("fe80::([0-9a-f]{1,4}:){2,3}[0-9a-f]{1,4}")) {
            return Optional.empty();
        }
        var id = InetAddress.ofLiteral(text).getAddress();
        return id[11] == (byte) 0xff && id[12] == (byte) 0xfe
                ? Optional.of(PAIRS.formatHex(new byte[] {(byte) (id[8] ^ 2), id[9], id[10], id[13], id[14], id[15]}))
                : Optional.empty();
    }
}
