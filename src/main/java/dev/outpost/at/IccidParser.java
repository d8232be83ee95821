package dev.outpost.at;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The card's number, ITU-T E.118: 18 to 20 digits that begin with 89, F padding removed, nibbles swapped back where needed. Masked. */
public final class IccidParser {
    private static final Pattern NUMBER = Pattern.compile("(?<![0-9A-Fa-f])(?:89|98)[0-9A-Fa-f]{16,20}(?![0-9A-Fa-f])");

    private IccidParser() {}

    /** Masked, {@code 89***************34}. */
    public static Optional<String> parse(List<String> lines) {
        return number(lines).map(Iccid::masked);
    }

    /** The whole number: to compare with, not to be shown. */
    public static Optional<Iccid> number(List<String> lines) {
        return lines.stream()
                .map(NUMBER::matcher)
                .filter(found -> found.find())
                .map(found -> found.group())
                .map(raw -> raw.startsWith("98") ? swapped(raw) : raw)
                .map(number -> number.replaceAll("[fF]+$", ""))
                .map(number -> number.toUpperCase(Locale.ROOT))
                .filter(number -> number.matches("89[0-9A-F]{16,18}"))
                .map(Iccid::new)
                .findFirst();
    }

    private static String swapped(String raw) {
        var out = new StringBuilder();
        for (int i = 0; i + 1 < raw.length(); i += 2) {
            out.append(raw.charAt(i + 1)).append(raw.charAt(i));
        }
        return out.toString();
    }
}
