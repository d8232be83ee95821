package dev.outpost.adapter.recording;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Addresses by which somebody can be reached or told from others: another one of the same kind and length stands for each. Of a private one,
 * and of one that an operator shares among its customers (RFC 6598), the block stays, because it decides; those of homes (192.168/16), of the
 * computer itself and of a link stay as they are.
 */
final class Addresses {
    /** A mask may be joined to it as four more numbers. */
    private static final Pattern V4 =
            Pattern.compile("(?<![0-9.])((?:[0-9]{1,3}\\.){3}[0-9]{1,3})(?:(?:\\.[0-9]{1,3}){4})?(?![0-9.])");

    /** A bare line may be a firmware's version, which looks the same. */
    private static final Pattern ANSWER = Pattern.compile("(?m)^[+^*#%$_][^\\r\\n]*");

    /** IPv6 as 27.007 writes it: sixteen decimal numbers; with as many more for the mask. */
    private static final Pattern V6_DOTTED = Pattern.compile("(?<![0-9.])((?:[0-9]{1,3}\\.){15}[0-9]{1,3})");

    /** Shortened or whole; six pairs are a MAC, and a time of day has fewer colons. */
    private static final Pattern V6 = Pattern.compile("(?i)(?<![0-9a-f:.])(?=[0-9a-f:]*::|(?:[0-9a-f]{1,4}:){7})"
            + "([0-9a-f]{1,4}:[0-9a-f:]{1,36}[0-9a-f:])(?![0-9a-f:])");

    /** Huawei's lease: addresses with their bytes turned round. */
    private static final Pattern LEASE = Pattern.compile("\\^DHCP:[^\\r\\n]*");

    private static final Pattern TURNED = Pattern.compile("(?<![0-9A-Za-z])(?:0x)?([0-9A-Fa-f]{7,8})(?![0-9A-Za-z])");

    /** The first octets of global (2000::/3), of private and of link-local ones. */
    private static final int KIND_OF_V6 = 1;

    private static final int BLOCK_OF_PRIVATE = 2;

    private final Disguise disguise;

    Addresses(Disguise disguise) {
        this.disguise = disguise;
    }

    void cover(Redactor text) {
        text.each(V6_DOTTED, 1, found -> kept(found, without(found, KIND_OF_V6)));
        text.eachIn(ANSWER, V4, 1, found -> kept(found, v4(found)));
        text.each(V6, 1, found -> kept(found, v6(found)));
        text.eachIn(LEASE, TURNED, 1, this::lease);
    }

    private String lease(String hex) {
        var bytes = HexFormat.of().parseHex("0".repeat(8 - hex.length()) + hex);
        var address = (bytes[3] & 0xff) + "." + (bytes[2] & 0xff) + "." + (bytes[1] & 0xff) + "." + (bytes[0] & 0xff);
        var by = kept(address, v4(address));
        if (by.equals(address)) {
            return hex;
        }
        var octets = by.split("\\.");
        var out = "%02x%02x%02x%02x"
                .formatted(
                        Integer.parseInt(octets[3]),
                        Integer.parseInt(octets[2]),
                        Integer.parseInt(octets[1]),
                        Integer.parseInt(octets[0]));
        var cut = out.substring(8 - hex.length());
        return hex.matches(".*[a-f].*") ? cut : cut.toUpperCase(Locale.ROOT);
    }

    private String kept(String text, String by) {
        disguise.replace(text, by);
        return by;
    }

    private static String v6(String address) {
        var kind = address.substring(0, 2);
        return kind + address.substring(2).replaceAll("(?i)[0-9a-f]", "0");
    }

    private static String v4(String address) {
        var octets = Stream.of(address.split("\\.")).map(Integer::valueOf).toList();
        if (octets.stream().anyMatch(o -> o > 255)) {
            return address;
        }
        int a = octets.get(0);
        int b = octets.get(1);
        if ((a == 192 && b == 168) || a == 0 || a == 127 || a >= 224 || (a == 169 && b == 254)) {
            return address;
        }
        var isShared = a == 10 || (a == 100 && b >= 64 && b < 128) || (a == 172 && b >= 16 && b < 32);
        return without(isShared ? address : elsewhere(address), isShared ? BLOCK_OF_PRIVATE : 1);
    }

    /** A first octet of as many digits that is public too. */
    private static String elsewhere(String address) {
        var dot = address.indexOf('.');
        return "159".substring(3 - dot) + address.substring(dot);
    }

    /** The first numbers, then one of as many digits in place of each. */
    private static String without(String address, int kept) {
        var parts = new ArrayList<>(List.of(address.split("\\.")));
        for (int i = kept; i < parts.size(); i++) {
            parts.set(i, "1" + "0".repeat(parts.get(i).length() - 1));
        }
        return String.join(".", parts);
    }
}
