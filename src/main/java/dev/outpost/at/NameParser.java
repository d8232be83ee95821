package dev.outpost.at;

import java.util.List;
import java.util.Optional;

/**
 * Names out of {@code +CGMI}, {@code +CGMM}, {@code +CGMR}: bare, quoted or with a prefix; empty values are none. Of several lines, in one of which
 * something unasked may stand, the first that looks like such a name.
 */
public final class NameParser {
    private NameParser() {}

    /** Any name. */
    public static Optional<String> parse(List<String> lines) {
        return values(lines).stream().findFirst().map(Mask::text);
    }

    /** A maker: one that is known before any other. */
    public static Optional<String> maker(List<String> lines) {
        var values = values(lines);
        return values.stream()
                .filter(v -> values.size() > 1 && Dialect.isMaker(v))
                .findFirst()
                .map(Mask::text)
                .or(() -> parse(lines));
    }

    /** A model or revision: hardly any has no digit. */
    public static Optional<String> model(List<String> lines) {
        return values(lines).stream()
                .filter(v -> v.chars().anyMatch(Character::isDigit))
                .findFirst()
                .map(Mask::text)
                .or(() -> parse(lines));
    }

    private static List<String> values(List<String> lines) {
        return lines.stream().map(NameParser::value).filter(v -> !v.isEmpty()).toList();
    }

    private static String value(String line) {
        var value = line.startsWith("+") && line.contains(":") ? line.substring(line.indexOf(':') + 1) : line;
        return value.replace("\"", "").strip();
    }
}
