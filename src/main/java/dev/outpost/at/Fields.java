package dev.outpost.at;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The values of one answer line: what follows the prefix, cut at commas outside quotes, quotes and spaces taken off. */
record Fields(List<String> values) {
    private static final int SHORTEST_UCS2 = 8;

    Fields {
        values = List.copyOf(values);
    }

    /** Of the lines with this prefix ({@code +CSQ}, any case), in their order. */
    static List<Fields> of(String prefix, List<String> lines) {
        return lines.stream()
                .flatMap(line -> after(prefix, line).map(Fields::split).stream())
                .toList();
    }

    /** What follows a prefix and its colon. */
    static Optional<String> after(String prefix, String line) {
        if (!line.toUpperCase(Locale.ROOT).startsWith(prefix.toUpperCase(Locale.ROOT))) {
            return Optional.empty();
        }
        var rest = line.substring(prefix.length()).strip();
        return rest.startsWith(":") ? Optional.of(rest.substring(1).strip()) : Optional.empty();
    }

    static Fields split(String text) {
        var values = new ArrayList<String>();
        var value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                values.add(value.toString().strip());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        values.add(value.toString().strip());
        return new Fields(values);
    }

    /** Empty where the field is missing or blank. */
    Optional<String> text(int index) {
        return index < values.size() ? Optional.of(values.get(index)).filter(v -> !v.isEmpty()) : Optional.empty();
    }

    /** A decimal number; blanks inside are taken out, as one modem writes {@code 0 5}. */
    Optional<Integer> number(int index) {
        return text(index)
                .map(v -> v.replace(" ", ""))
                .filter(v -> v.matches("-?\\d{1,9}"))
                .map(Integer::valueOf);
    }

    int size() {
        return values.size();
    }

    /**
     * The text in letters of a modem that somebody told {@code AT+CSCS="UCS2"}: four hexadecimal digits a character, 3GPP TS 27.007 section 5.5; as it
     * stands where it is no such text.
     */
    static String letters(String text) {
        if (text.length() < SHORTEST_UCS2 || text.length() % 4 != 0 || !text.matches("[0-9A-Fa-f]+")) {
            return text;
        }
        var letters = new String(HexFormat.of().parseHex(text), StandardCharsets.UTF_16BE);
        return letters.chars().allMatch(c -> c >= ' ' && Character.isDefined(c) && !Character.isISOControl(c))
                        && letters.chars().anyMatch(Character::isLetter)
                ? letters
                : text;
    }
}
