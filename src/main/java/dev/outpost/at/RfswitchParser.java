package dev.outpost.at;

import java.util.List;
import java.util.Optional;

/** Huawei's {@code ^RFSWITCH:software,hardware}: 1 is on, 0 off, for each of the two switches. */
public final class RfswitchParser {
    private RfswitchParser() {}

    /** Whether both switches let the radio run; empty where the modem does not tell. */
    public static Optional<Boolean> parse(List<String> lines) {
        return Fields.of("^RFSWITCH", lines).stream()
                .filter(f -> f.number(0).isPresent())
                .reduce((before, last) -> last)
                .map(f -> isOn(f.number(0)) && isOn(f.number(1)));
    }

    private static boolean isOn(Optional<Integer> position) {
        return position.orElse(1) != 0;
    }
}
