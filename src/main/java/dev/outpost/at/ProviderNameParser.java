package dev.outpost.at;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * EF_SPN out of {@code +CRSM: 144,0,"00414952..."}, 3GPP TS 31.102 clause 4.2.12: a byte of display rules, then the provider's name padded with
 * FF; names in UCS2, which begin with a byte of 80 or more, are left out.
 */
public final class ProviderNameParser {
    private static final int SUCCESS = 144;

    private ProviderNameParser() {}

    public static Optional<String> parse(List<String> lines) {
        return Fields.of("+CRSM", lines).stream()
                .filter(f -> f.number(0).equals(Optional.of(SUCCESS)))
                .flatMap(f -> f.text(2).stream())
                .filter(hex -> hex.matches("(?:[0-9A-Fa-f]{2}){17,40}"))
                .flatMap(hex -> name(HexFormat.of().parseHex(hex)).stream())
                .findFirst();
    }

    private static Optional<String> name(byte[] file) {
        int end = 1;
        while (end < file.length && file[end] != (byte) 0xff) {
            end++;
        }
        var name = Mask.text(new String(file, 1, end - 1, StandardCharsets.ISO_8859_1));
        return file[1] < 0 || name.isEmpty() || name.contains("?") ? Optional.empty() : Optional.of(name);
    }
}
