package dev.outpost.at;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The IMSI out of {@code +CIMI}: 14 or 15 digits. Not to be shown: only its network part is. */
public final class CimiParser {
    /** It begins with a country, ITU-T E.212: 2 to 7, 9 for what belongs to none, or 001 for tests. */
    private static final Pattern DIGITS = Pattern.compile("(?<!\\d)(?:[2-79]\\d|00)\\d{12,13}(?!\\d)");

    private CimiParser() {}

    public static Optional<String> parse(List<String> lines) {
        return lines.stream()
                .map(DIGITS::matcher)
                .filter(found -> found.find())
                .map(found -> found.group())
                .findFirst();
    }
}
