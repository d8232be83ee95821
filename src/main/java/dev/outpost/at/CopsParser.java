package dev.outpost.at;

import java.util.List;
import java.util.Optional;

/** {@code +COPS?}: {@code mode,format,"operator",AcT}; {@code +COPS: 0} alone is no operator. 3GPP TS 27.007 section 7.3. */
public final class CopsParser {
    private CopsParser() {}

    /**
     * The registered network.
     *
     * @param operator a number or a name, as the modem has it
     * @param technology {@code gsm}, {@code umts}, {@code lte}, {@code nr}
     */
    public record Serving(Optional<String> operator, Optional<String> technology) {}

    public static Optional<Serving> parse(List<String> lines) {
        return Fields.of("+COPS", lines).stream()
                .findFirst()
                .map(f -> new Serving(f.text(2).map(Mask::text), f.number(3).flatMap(CopsParser::technology)));
    }

    private static Optional<String> technology(int act) {
        return switch (act) {
            case 0, 1, 3 -> Optional.of("gsm");
            case 2, 4, 5, 6 -> Optional.of("umts");
            case 7, 8, 9 -> Optional.of("lte");
            case 10, 11, 12, 13 -> Optional.of("nr");
            default -> Optional.empty();
        };
    }
}
