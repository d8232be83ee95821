package dev.outpost.at;

import java.util.List;
import java.util.Optional;

/**
 * {@code +CREG?}, {@code +CGREG?}, {@code +CEREG?}: the stat of {@code n,stat,...}, 3GPP TS 27.007 sections 7.2, 10.1.20, 10.1.22.
 *
 * <p>An unsolicited {@code +CREG: 1,"1F00",...} has the stat first and a quoted or hexadecimal word second: it does not count.
 */
public final class CregParser {
    private static final int HIGHEST = 11;

    private CregParser() {}

    /** 0 idle, 1 home, 2 searching, 3 denied, 4 unknown, 5 roaming, 6 and 7 SMS only, 8 emergency, 9 and 10 CSFB not preferred. */
    public static Optional<Integer> parse(AtCommand asked, List<String> lines) {
        return Fields.of(asked.prefix().orElseThrow(), lines).stream()
                .filter(f -> f.size() >= 2)
                .flatMap(f -> f.number(1).stream())
                .filter(stat -> stat >= 0 && stat <= HIGHEST)
                .findFirst();
    }
}
