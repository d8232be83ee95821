package dev.outpost.at;

import java.util.List;
import java.util.Optional;

/** The APN in use out of {@code +CGCONTRDP: cid,bearer,"apn",...}, 3GPP TS 27.007 section 10.1.23. */
public final class CgcontrdpParser {
    private CgcontrdpParser() {}

    public static Optional<String> parse(List<String> lines) {
        return Fields.of("+CGCONTRDP", lines).stream()
                .flatMap(f -> f.text(2).stream())
                .map(Mask::text)
                .findFirst();
    }
}
