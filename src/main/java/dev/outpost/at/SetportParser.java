package dev.outpost.at;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Huawei's {@code ^SETPORT:A1,A2;12,10,16,A1,A2}: functions before and after the mode switch, in the order of the interfaces; the numbers are
 * the interface protocols in hexadecimal (10 modem, 12 PCUI, 16 NCM), A1 CD-ROM, A2 card reader, FF none.
 */
public final class SetportParser {
    private SetportParser() {}

    /** Functions in capitals. */
    public record Ports(List<String> before, List<String> after) {
        public Ports {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        /** NCM in one of the vendor's three banks. */
        public boolean offersNcm() {
            return after.stream().anyMatch(List.of("16", "46", "76")::contains);
        }

        /** Shows a CD-ROM first, so the router has to switch it after each power-up. */
        public boolean startsAsStorage() {
            return before.stream().anyMatch(f -> f.startsWith("A"));
        }
    }

    public static Optional<Ports> parse(List<String> lines) {
        return lines.stream()
                .flatMap(line -> Fields.after("^SETPORT", line).stream())
                .map(text -> text.replace("\"", "").toUpperCase(Locale.ROOT).split(";", -1))
                .filter(halves -> halves.length == 2)
                .map(halves -> new Ports(functions(halves[0]), functions(halves[1])))
                .findFirst();
    }

    private static List<String> functions(String half) {
        return Fields.split(half).values().stream()
                .filter(f -> !f.isEmpty() && !f.equals("FF"))
                .toList();
    }
}
