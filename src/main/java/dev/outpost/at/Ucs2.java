package dev.outpost.at;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Texts of a modem that somebody told {@code AT+CSCS="UCS2"}: four hexadecimal digits a character, 3GPP TS 27.007 section 5.5. */
final class Ucs2 {
    private static final int SHORTEST = 8;

    private Ucs2() {}

    /** The text in letters; as it stands where it is no such text. */
    static String decoded(String text) {
        if (text.length() < SHORTEST || text.length() % 4 != 0 || !text.matches("[0-9A-Fa-f]+")) {
            return text;
        }
        var letters = new String(HexFormat.of().parseHex(text), StandardCharsets.UTF_16BE);
        return letters.chars().allMatch(c -> c >= ' ' && Character.isDefined(c) && !Character.isISOControl(c))
                        && letters.chars().anyMatch(Character::isLetter)
                ? letters
                : text;
    }
}
