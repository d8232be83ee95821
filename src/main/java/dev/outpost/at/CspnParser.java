package dev.outpost.at;

import java.util.List;
import java.util.Optional;

/** {@code +CSPN: "name",display}: the issuer's name on the card, where the modem reads it out of EF_SPN by itself (SIMCom). */
public final class CspnParser {
    private CspnParser() {}

    public static Optional<String> parse(List<String> lines) {
        return Fields.of("+CSPN", lines).stream()
                .flatMap(f -> f.text(0).stream())
                .map(name -> Mask.text(Ucs2.decoded(name)))
                .filter(name -> !name.isEmpty() && !name.contains("?"))
                .findFirst();
    }
}
