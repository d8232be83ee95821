package dev.outpost.dongle;

import dev.outpost.dongle.SwitchTable.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a router's own usb-modeswitch knows a dongle: its list comes from the public table, less some kinds, with a few ids more. */
public final class OpenWrtSwitch {
    /** The list on the router. */
    public static final String LIST = "/etc/usb-mode.json";

    private static final OpenWrtSwitch SHIPPED = new OpenWrtSwitch(FactLines.of("switch-openwrt.txt"));

    private final Set<String> without = new HashSet<>();
    private final Set<String> also = new HashSet<>();

    private OpenWrtSwitch(List<String> lines) {
        for (var line : lines) {
            var words = line.split(" ");
            switch (words[0]) {
                case "without" -> without.add(words[1]);
                case "also" -> also.add(words[1]);
                default -> {}
            }
        }
    }

    public static OpenWrtSwitch shipped() {
        return SHIPPED;
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

    public Saying about(UsbDevice device) {
        if (also.contains(device.id())) {
            return new Saying.Switches();
        }
        var rows = SwitchTable.shipped().rows(device.id());
        var kept = rows.stream().filter(row -> leftOut(row).isEmpty()).toList();
        if (kept.stream().anyMatch(row -> fits(row, device))) {
            return new Saying.Switches();
        }
        if (!kept.isEmpty()) {
            return new Saying.WantsStrings(String.join(
                    " or ", kept.stream().flatMap(row -> row.strings().stream()).toList()));
        }
        return rows.stream()
                .flatMap(row -> leftOut(row).stream())
                .findFirst()
                .<Saying>map(Saying.LeavesOut::new)
                .orElseGet(Saying.HasNone::new);
    }

    private Optional<String> leftOut(Row row) {
        return row.kinds().stream().filter(without::contains).findFirst();
    }

    private static boolean fits(Row row, UsbDevice device) {
        return row.string("uMa")
                        .equals(device.manufacturer()
                                .filter(m -> row.string("uMa").isPresent()))
                && row.string("uPr")
                        .equals(device.product().filter(p -> row.string("uPr").isPresent()));
    }
}
