package dev.outpost.at;

import java.util.List;
import java.util.Optional;

/** EF_AD out of {@code +CRSM}, 3GPP TS 31.102 clause 4.2.18: the low nibble of byte 4 is the MNC's length, 2 or 3. */
public final class CrsmMncLengthParser {
    private CrsmMncLengthParser() {}

    public static Optional<Integer> parse(List<String> lines) {
        return Fields.of("+CRSM", lines).stream()
                .filter(f -> f.number(0).equals(Optional.of(144)))
                .flatMap(f -> f.text(2).stream())
                .filter(hex -> hex.matches("[0-9A-Fa-f]{8,16}"))
                .map(hex -> Character.digit(hex.charAt(7), 16))
                .filter(length -> length == 2 || length == 3)
                .findFirst();
    }
}
