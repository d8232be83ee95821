package dev.outpost.dongle;

import dev.outpost.dongle.SwitchBook.SwitchFact;
import dev.outpost.step.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What usb_modeswitch's public data says of devices that show a disk first: the kind of message, never the message itself; a resource that
 * names its source and day.
 */
public final class SwitchTable {
    /** The list on the router. */
    public static final String LIST = "/etc/usb-mode.json";

    private static final SwitchTable SHIPPED = new SwitchTable(Resource.facts("/dev/outpost/usb/switch-table.txt"));
    private static final String NUMBERED = "Configuration=";

    private final String source;
    private final List<Row> rows;
    private final FactFile router = new FactFile("switch-openwrt.txt");

    /**
     * One device.
     *
     * @param isModem false for Wi-Fi adapters, printers and what else is switched the same way
     * @param kinds {@code StandardEject}, {@code Message}...; all that it takes, one after the other
     * @param becomes ids that it may come back with
     * @param strings what else has to fit: {@code uMa} and {@code AnyDATA}
     */
    record Row(boolean isModem, String id, List<String> kinds, Set<String> becomes, Map<String, String> strings) {
        Row {
            kinds = List.copyOf(kinds);
            becomes = Set.copyOf(becomes);
            strings = Map.copyOf(strings);
        }

        private static Row of(String[] words) {
            var string = words.length > 4 ? words[4].split("=", 2) : new String[0];
            return new Row(
                    words[0].equals("dongle"),
                    words[1],
                    List.of(words[2].split("\\+")),
                    words[3].equals("-") ? Set.of() : Set.copyOf(List.of(words[3].split(","))),
                    string.length == 2 ? Map.of(string[0], string[1]) : Map.of());
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

    public static SwitchTable shipped() {
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
        var way = new SwitchWay(word(row), messages(row), row.becomes(), false, source);
        return new SwitchFact(Set.of(row.id()), row.strings(), way);
    }

    private static String word(Row row) {
        var first = row.kinds().getFirst();
        return first.startsWith(NUMBERED) ? "Configuration" : first;
    }

    /** Empty where one of its kinds is more than a word: half a way is none, but an eject alone may do. */
    private static List<SwitchWay.Message> messages(Row row) {
        var first = row.kinds().getFirst();
        if (first.startsWith(NUMBERED)) {
            return List.of(new SwitchWay.Message.Configure(Integer.parseInt(first.substring(NUMBERED.length()))));
        }
        return SwitchWay.messages(first);
    }

    /** What a router will do with it. */
    public sealed interface Saying {
        /** It is in the list. */
        record Switches() implements Saying {}

        /** The table has it, and OpenWrt leaves this kind out. */
        record LeavesOut(String kind) implements Saying {}

        /** The list has the id for devices that call themselves otherwise. */
        record WantsStrings(String strings) implements Saying {}

        /** The list has no such id. */
        record HasNone() implements Saying {}
    }

    /** Whether a router's own usb-modeswitch knows a dongle: its list comes from this table, less some kinds, with a few ids more. */
    public Saying onRouter(UsbDevice device) {
        if (router.knows("also", device.id())) {
            return new Saying.Switches();
        }
        var rows = rows(device.id());
        var kept = rows.stream().filter(row -> leftOut(row).isEmpty()).toList();
        if (kept.stream().anyMatch(row -> fits(row, device))) {
            return new Saying.Switches();
        }
        if (!kept.isEmpty()) {
            return new Saying.WantsStrings(kept.stream()
                    .flatMap(row -> row.strings().entrySet().stream())
                    .map(Object::toString)
                    .collect(Collectors.joining(" or ")));
        }
        return rows.stream()
                .flatMap(row -> leftOut(row).stream())
                .findFirst()
                .<Saying>map(Saying.LeavesOut::new)
                .orElseGet(Saying.HasNone::new);
    }

    private Optional<String> leftOut(Row row) {
        return row.kinds().stream()
                .filter(kind -> router.knows("without", kind))
                .findFirst();
    }

    private static boolean fits(Row row, UsbDevice device) {
        return isWhole(row, "uMa", device.manufacturer()) && isWhole(row, "uPr", device.product());
    }

    private static boolean isWhole(Row row, String part, Optional<String> seen) {
        return !row.strings().containsKey(part)
                || seen.equals(Optional.ofNullable(row.strings().get(part)));
    }
}
