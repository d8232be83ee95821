package dev.outpost.at;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The IMEI out of {@code +CGSN} or {@code ATI}: the first run of 15 digits, or 16 with a software version. Masked at once. */
public final class ImeiParser {
    private static final Pattern DIGITS = Pattern.compile("(?<!\\d)(\\d{15})\\d?(?!\\d)");

    private ImeiParser() {}

    /** The 15 digits themselves: to compare by, never to be shown or kept. */
    public static Optional<String> digits(List<String> lines) {
        return lines.stream()
                .map(DIGITS::matcher)
                .filter(found -> found.find())
                .map(found -> found.group(1))
                .findFirst();
    }

    /** Masked, {@code 86***********47}. */
    public static Optional<String> parse(List<String> lines) {
        return digits(lines).map(Mask::number);
    }
}
