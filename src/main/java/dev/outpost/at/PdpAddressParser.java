package dev.outpost.at;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The IPv4 address that the network granted, out of {@code +CGPADDR} or {@code +CGCONTRDP}: bare, quoted, with {@code IPV4:} before it, or
 * with the mask joined to it as four more numbers.
 */
public final class PdpAddressParser {
    private static final Pattern ADDRESS =
            Pattern.compile("(?<![\\d.:A-Fa-f])((?:\\d{1,3}\\.){3}\\d{1,3})(?:(?:\\.\\d{1,3}){4})?(?![\\d.])");

    private PdpAddressParser() {}

    /** The first address that is not 0.0.0.0. */
    public static Optional<String> parse(AtCommand asked, List<String> lines) {
        return Fields.of(asked.prefix().orElseThrow(), lines).stream()
                .flatMap(f -> f.values().stream())
                .map(v -> v.replace("IPV4:", " "))
                .flatMap(v -> ADDRESS.matcher(v).results().map(found -> found.group(1)))
                .filter(PdpAddressParser::isAddress)
                .findFirst();
    }

    private static boolean isAddress(String text) {
        for (var part : text.split("\\.")) {
            if (Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return !text.equals("0.0.0.0");
    }
}
