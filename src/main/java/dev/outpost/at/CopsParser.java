package dev.outpost.at;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code +COPS?}: {@code mode,format,"operator",AcT}; {@code +COPS: 0} alone, or an empty name, is no operator. 3GPP TS 27.007 section 7.3. */
public final class CopsParser {
    /** Names may hold commas, semicolons and quotation marks. */
    private static final Pattern NAMED =
            Pattern.compile("\\s*(\\d+)\\s*,\\s*(\\d*)\\s*,\\s*\"(.*)\"\\s*(?:,\\s*(\\d{1,3}))?\\s*(?:,.*)?");

    private static final Pattern BARE =
            Pattern.compile("\\s*(\\d+)\\s*,\\s*(\\d*)\\s*,([^\",]*)(?:,\\s*(\\d{1,3}))?\\s*(?:,.*)?");

    private CopsParser() {}

    /**
     * The registered network.
     *
     * @param operator a number or a name, as the modem has it
     * @param technology {@code gsm}, {@code umts}, {@code lte}, {@code nr}; empty without an operator
     */
    public record Serving(Optional<String> operator, Optional<String> technology) {
        static final Serving NONE = new Serving(Optional.empty(), Optional.empty());
    }

    public static Optional<Serving> parse(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Fields.after("+COPS", line).stream())
                .findFirst()
                .map(CopsParser::serving);
    }

    private static Serving serving(String text) {
        var found = NAMED.matcher(text);
        if (!found.matches()) {
            found = BARE.matcher(text);
        }
        if (!found.matches() || found.group(3).isBlank()) {
            return Serving.NONE;
        }
        var name = Mask.text(Ucs2.decoded(found.group(3).strip()));
        return new Serving(
                Optional.of(name),
                Optional.ofNullable(found.group(4)).map(Integer::valueOf).flatMap(CopsParser::technology));
    }

    /** AcT: 8 is EC-GSM-IoT, 9 NB-IoT, 10 LTE on a 5G core, 13 LTE and 5G together. */
    private static Optional<String> technology(int act) {
        return switch (act) {
            case 0, 1, 3, 8 -> Optional.of("gsm");
            case 2, 4, 5, 6 -> Optional.of("umts");
            case 7, 9, 10 -> Optional.of("lte");
            case 11, 12, 13 -> Optional.of("nr");
            default -> Optional.empty();
        };
    }
}
