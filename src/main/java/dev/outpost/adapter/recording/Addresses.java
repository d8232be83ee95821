package dev.outpost.adapter.recording;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Addresses by which somebody can be reached from outside: their last halves go. Private ones, and those that an operator shares among its
 * customers (RFC 6598), stay: they decide, and name nobody.
 */
final class Addresses {
    /** A mask may be joined to it as four more numbers. */
    private static final Pattern V4 =
            Pattern.compile("(?<![0-9.])((?:[0-9]{1,3}\\.){3}[0-9]{1,3})(?:(?:\\.[0-9]{1,3}){4})?(?![0-9.])");

    /** A bare line may be a firmware's version, which looks the same. */
    private static final Pattern ANSWER = Pattern.compile("(?m)^[+^*#%$_][^\\r\\n]*");

    /** IPv6 as 27.007 writes it: sixteen decimal numbers; with as many more for the mask. */
    private static final Pattern V6_DOTTED = Pattern.compile("(?<![0-9.])((?:[0-9]{1,3}\\.){15}[0-9]{1,3})");

    private static final Pattern V6 =
            Pattern.compile("(?i)(?<![0-9a-f:])[23][0-9a-f]{3}:[0-9a-f]{1,4}(:[0-9a-f:]{2,30})");

    /** Huawei's lease: the address comes first, its bytes turned round. */
    private static final Pattern LEASE = Pattern.compile("\\^DHCP: ?(?:0x)?([0-9A-Fa-f]{7,8}),");

    private static final int OCTETS_KEPT_OF_V6 = 4;

    private final Disguise disguise;

    Addresses(Disguise disguise) {
        this.disguise = disguise;
    }

    void cover(Cover text) {
        text.each(V6_DOTTED, 1, found -> kept(found, without(found, OCTETS_KEPT_OF_V6)));
        text.eachIn(ANSWER, V4, 1, found -> isPublic(found) ? kept(found, without(found, 2)) : found);
        text.each(V6, 1, found -> kept(found, found.replaceAll("(?i)[0-9a-f]", "0")));
        text.each(LEASE, 1, this::lease);
    }

    private String lease(String hex) {
        var bytes = HexFormat.of().parseHex("0".repeat(8 - hex.length()) + hex);
        var address = (bytes[3] & 0xff) + "." + (bytes[2] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[0] & 0xff);
        if (!isPublic(address)) {
            return hex;
        }
        var by = kept(address, without(address, 2)).split("\\.");
        var out = "%02x%02x%02x%02x"
                .formatted(
                        Integer.parseInt(by[3]),
                        Integer.parseInt(by[2]),
                        Integer.parseInt(by[1]),
                        Integer.parseInt(by[0]));
        var cut = out.substring(8 - hex.length());
        return hex.matches(".*[a-f].*") ? cut : cut.toUpperCase(Locale.ROOT);
    }

    private String kept(String text, String by) {
        disguise.replace(text, by);
        return by;
    }

    /** The first numbers, then one of as many digits in place of each. */
    private static String without(String address, int kept) {
        var parts = new ArrayList<>(List.of(address.split("\\.")));
        for (int i = kept; i < parts.size(); i++) {
            parts.set(i, "1" + "0".repeat(parts.get(i).length() - 1));
        }
        return String.join(".", parts);
    }

    private static boolean isPublic(String address) {
        var octets =
                List.of(address.split("\\.")).stream().map(Integer::valueOf).toList();
        if (octets.stream().anyMatch(o -> o > 255)) {
            return false;
        }
        int a = octets.get(0);
        int b = octets.get(1);
        return a != 0
                && a != 10
                && a != 127
                && a < 224
                && !(a == 100 && b >= 64 && b < 128)
                && !(a == 169 && b == 254)
                && !(a == 172 && b >= 16 && b < 32)
                && !(a == 192 && b == 168);
    }
}
