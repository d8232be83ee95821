package dev.outpost.net;

import java.net.InetAddress;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** IPv6 link-local addresses as RFC 5952 writes them, without scope. */
public final class LinkLocal {
    private static final Pattern ADDRESS = Pattern.compile("(?i)(?<![0-9a-f:.])fe[89ab][0-9a-f]:[0-9a-f:]{1,40}");
    private static final int GROUPS = 8;

    private LinkLocal() {}

    /** @param bytes 16 of them */
    public static String text(byte[] bytes) {
        var from = 1;
        while (from < GROUPS && group(bytes, from) == 0) {
            from++;
        }
        var zeros = from > 2 || from == GROUPS; // a single zero is written
        var text = new StringBuilder(Integer.toHexString(group(bytes, 0))).append(zeros ? "::" : ":");
        for (var at = zeros ? from : 1; at < GROUPS; at++) {
            text.append(Integer.toHexString(group(bytes, at))).append(at < GROUPS - 1 ? ":" : "");
        }
        return text.toString();
    }

    /** @param digits 32 of them, as the kernel lists its addresses */
    public static String ofDigits(String digits) {
        return text(HexFormat.of().parseHex(digits));
    }

    /** Every link-local address in what a program printed. */
    public static Set<String> in(String words) {
        var found = new LinkedHashSet<String>();
        var matcher = ADDRESS.matcher(words);
        while (matcher.find()) {
            try {
                found.add(text(InetAddress.ofLiteral(matcher.group()).getAddress()));
            } catch (IllegalArgumentException e) {
                // half an address: not ours to understand
            }
        }
        return found;
    }

    private static int group(byte[] bytes, int number) {
        return ((bytes[2 * number] & 255) << 8) | (bytes[2 * number + 1] & 255);
    }
}
