package dev.outpost.dongle;

import dev.outpost.dongle.SwitchTable.Row;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a router's own usb-modeswitch knows a dongle: its list comes from the public table, less some kinds, with a few ids more. */
public final class OpenWrtSwitch {
    /** The list on the router. */
    public static final String LIST = "/etc/usb-mode.json";

    private static final OpenWrtSwitch SHIPPED = new OpenWrtSwitch();

    private final FactFile facts = new FactFile("switch-openwrt.txt");

    private OpenWrtSwitch() {}

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
        if (facts.knows("also", device.id())) {
            return new Saying.Switches();
        }
        var rows = SwitchTable.shipped().rows(device.id());
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
        return row.kinds().stream().filter(kind -> facts.knows("without", kind)).findFirst();
    }

    private static boolean fits(Row row, UsbDevice device) {
        return isWhole(row, "uMa", device.manufacturer()) && isWhole(row, "uPr", device.product());
    }

    private static boolean isWhole(Row row, String part, Optional<String> seen) {
        return !row.strings().containsKey(part)
                || seen.equals(Optional.ofNullable(row.strings().get(part)));
    }
}
