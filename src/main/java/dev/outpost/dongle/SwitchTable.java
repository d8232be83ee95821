package dev.outpost.dongle;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What usb_modeswitch's public data says of devices that show a disk first: the kind of message, never the message itself; a resource that
 * names its source and day.
 */
final class SwitchTable {
    private static final SwitchTable SHIPPED = new SwitchTable(FactLines.of("switch-table.txt"));
    private static final String NUMBERED = "Configuration=";

    private final String source;
    private final List<Row> rows;

    /**
     * One device.
     *
     * @param isModem false for Wi-Fi adapters, printers and what else is switched the same way
     * @param kinds {@code StandardEject}, {@code Message}...; all that it takes, one after the other
     * @param becomes ids that it may come back with
     * @param strings what else has to fit: {@code uMa=AnyDATA}
     */
    record Row(boolean isModem, String id, List<String> kinds, Set<String> becomes, Optional<String> strings) {
        Row {
            kinds = List.copyOf(kinds);
            becomes = Set.copyOf(becomes);
        }

        private static Row of(String[] words) {
            return new Row(
                    words[0].equals("dongle"),
                    words[1],
                    List.of(words[2].split("\\+")),
                    words[3].equals("-")
                            ? Set.of()
                            : Arrays.stream(words[3].split(",")).collect(Collectors.toSet()),
                    Optional.of(words).filter(w -> w.length > 4).map(w -> w[4]));
        }

        /** The text behind {@code uMa}, {@code uPr}, {@code sVe} or {@code sMo}. */
        Optional<String> string(String part) {
            return strings.filter(s -> s.startsWith(part + "=")).map(s -> s.substring(part.length() + 1));
        }
    }

    SwitchTable(List<String> lines) {
        var told = lines.stream().filter(line -> line.startsWith("source ")).findFirst();
        source = told.map(line -> line.substring("source ".length())).orElse("usb_modeswitch's table");
        rows = lines.stream()
                .filter(line -> !line.startsWith("source "))
                .map(line -> Row.of(line.split(" ")))
                .toList();
    }

    static SwitchTable shipped() {
        return SHIPPED;
    }

    /** "usb-modeswitch-data 20191128, read on 2026-11-26". */
    String source() {
        return source;
    }

    List<Row> rows(String id) {
        return rows.stream().filter(row -> row.id().equals(id)).toList();
    }

    /** A device that is switched as dongles are, and is none. */
    boolean isOther(String id) {
        return rows(id).stream().anyMatch(row -> !row.isModem());
    }

    /** A stick before its switch, or what it comes back as. */
    boolean isStick(String id) {
        return rows.stream()
                .filter(Row::isModem)
                .anyMatch(row -> row.becomes().contains(id)
                        || (row.id().equals(id) && row.strings().isEmpty()));
    }

    /** How modems are switched. */
    List<SwitchFact> facts() {
        return rows.stream().filter(Row::isModem).map(this::fact).toList();
    }

    private SwitchFact fact(Row row) {
        return new SwitchFact(
                Set.of(row.id()),
                row.string("uMa"),
                row.string("uPr"),
                row.string("sVe"),
                row.string("sMo"),
                new SwitchWay(word(row), messages(row), row.becomes(), false, source));
    }

    private static String word(Row row) {
        var first = row.kinds().getFirst();
        return first.startsWith(NUMBERED) ? "Configuration" : first;
    }

    /** Empty where one of its kinds is more than a word: half a way is none, but an eject alone may do. */
    private static List<SwitchMessage> messages(Row row) {
        var first = row.kinds().getFirst();
        if (first.startsWith(NUMBERED)) {
            return List.of(new SwitchMessage.Configure(Integer.parseInt(first.substring(NUMBERED.length()))));
        }
        return SwitchWords.shipped().of(first);
    }
}
