package dev.outpost.dongle;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which devices a way is for; all that is given must fit.
 *
 * @param from ids in storage mode
 * @param strings what the device's own strings hold, {@code uMa} its manufacturer's and {@code uPr} its product's, and what its disk's answer to INQUIRY
 *     holds, {@code sVe} for the vendor and {@code sMo} for the model
 */
record SwitchFact(Set<String> from, Map<String, String> strings, SwitchWay way) {
    SwitchFact {
        from = Set.copyOf(from);
        strings = Map.copyOf(strings);
    }

    boolean fits(UsbDevice device, List<ScsiUnit> units) {
        return from.contains(device.id())
                && strings.entrySet().stream()
                        .allMatch(wanted -> seen(wanted.getKey(), device, units)
                                .anyMatch(text -> plain(text).contains(plain(wanted.getValue()))));
    }

    private static Stream<String> seen(String part, UsbDevice device, List<ScsiUnit> units) {
        return switch (part) {
            case "uMa" -> device.manufacturer().stream();
            case "uPr" -> device.product().stream();
            case "sVe" -> units.stream().map(ScsiUnit::vendor);
            case "sMo" -> units.stream().map(ScsiUnit::model);
            default -> throw new IllegalArgumentException("no part of a device: " + part);
        };
    }

    /** File names cannot hold blanks, so usb-modeswitch-data writes underscores. */
    private static String plain(String text) {
        return text.strip().replace('_', ' ').toLowerCase(Locale.ROOT);
    }
}
