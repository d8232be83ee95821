package dev.outpost.at;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The IMSI out of {@code +CIMI}: 14 or 15 digits. Not to be shown: only its network part is. */
public final class CimiParser {
    private static final Pattern DIGITS = Pattern.compile("(?<!\\d)\\d{14,15}(?!\\d)");

    private CimiParser() {}

    public static Optional<String> parse(List<String> lines) {
        return lines.stream()
                .map(DIGITS::matcher)
                .filter(found -> found.find())
                .map(found -> found.group())
                .findFirst();
    }
}
