package dev.outpost.at;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Huawei's {@code ^DHCP:a3ec5c64,f8ffffff,...}: the granted address in hexadecimal, least significant byte first ({@code a3ec5c64} is
 * 100.92.236.163); leading zeros may be missing, {@code 0x} may stand before it.
 */
public final class DhcpParser {
    private DhcpParser() {}

    public static Optional<String> parse(List<String> lines) {
        return Fields.of("^DHCP", lines).stream()
                .flatMap(f -> f.text(0).stream())
                .map(hex -> hex.toLowerCase(Locale.ROOT).replaceFirst("^0x", ""))
                .filter(hex -> hex.matches("[0-9a-f]{1,8}"))
                .map(hex -> Long.parseLong(hex, 16))
                .filter(value -> value != 0)
                .map(v -> "%d.%d.%d.%d".formatted(v & 0xff, v >> 8 & 0xff, v >> 16 & 0xff, v >> 24 & 0xff))
                .findFirst();
    }
}
