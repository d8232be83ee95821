package dev.outpost.at;

import java.util.List;
import java.util.Optional;

/** Names out of {@code +CGMI}, {@code +CGMM}, {@code +CGMR}: bare, quoted or with a prefix; empty values are none. */
public final class NameParser {
    private NameParser() {}

    public static Optional<String> parse(List<String> lines) {
        return lines.stream()
                .map(NameParser::value)
                .filter(v -> !v.isEmpty())
                .findFirst()
                .map(Mask::text);
    }

    private static String value(String line) {
        var value = line.startsWith("+") && line.contains(":") ? line.substring(line.indexOf(':') + 1) : line;
        return value.replace("\"", "").strip();
    }
}
