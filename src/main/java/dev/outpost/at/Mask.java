package dev.outpost.at;

import java.util.regex.Pattern;

/** Makes what a modem said fit to be shown: IMEI, IMSI, ICCID and phone numbers become stars, control characters go. */
public final class Mask {
    /** The longest text of a modem that is ever shown; real names and revisions are under 60 characters. */
    private static final int LONGEST = 120;

    private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{10,}[0-9A-Fa-f]*");

    private Mask() {}

    /** A number with its first two and last two digits, stars between: {@code 86***********47}. */
    public static String number(String digits) {
        if (digits.length() <= 4) {
            return "*".repeat(digits.length());
        }
        return digits.substring(0, 2) + "*".repeat(digits.length() - 4) + digits.substring(digits.length() - 2);
    }

    /** A text with every run of ten or more digits masked, one line, printable, not endless. */
    public static String text(String said) {
        var clean = said.replaceAll("[^\\p{Print}]", "?").strip();
        var shown = clean.length() > LONGEST ? clean.substring(0, LONGEST) + "..." : clean;
        return LONG_NUMBER.matcher(shown).replaceAll(found -> number(found.group()));
    }
}
