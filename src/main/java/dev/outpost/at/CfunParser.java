package dev.outpost.at;

import java.util.List;
import java.util.Optional;

/**
 * {@code +CFUN: fun[,...]}: what the radio may do, 3GPP TS 27.007 section 8.2: 0 minimum, 1 full, 2 no transmitter, 3 no receiver, 4 neither; from
 * 5 on the makers' own, of which 7 is Qualcomm's offline mode and 19 u-blox' minimum.
 */
public final class CfunParser {
    private static final List<Integer> OFF = List.of(0, 2, 3, 4, 7, 19);

    private CfunParser() {}

    /**
     * The functionality that is set.
     *
     * @param level the number as the modem gave it
     */
    public record Functionality(int level) {
        /** The radio cannot register anywhere. */
        public boolean isOff() {
            return OFF.contains(level);
        }

        public boolean isFull() {
            return level == 1;
        }
    }

    /** Of several lines the last counts: one before it came unasked. */
    public static Optional<Functionality> parse(List<String> lines) {
        return Fields.of("+CFUN", lines).stream()
                .flatMap(f -> f.number(0).stream())
                .filter(level -> level >= 0 && level <= 127)
                .reduce((before, last) -> last)
                .map(Functionality::new);
    }
}
