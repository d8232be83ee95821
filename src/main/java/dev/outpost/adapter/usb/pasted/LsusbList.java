package dev.outpost.adapter.usb.pasted;

import dev.outpost.dongle.UsbDevice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The list of {@code lsusb}, BusyBox's without names included: ids, and what usb.ids calls them. */
final class LsusbList {
    private static final Pattern LINE = Pattern.compile(
            "Bus 0*(\\d{1,3}) Device 0*(\\d{1,3}): ID ([0-9a-fA-F]{4}):([0-9a-fA-F]{4})\\b ?(.{0,200})");

    private final Map<String, UsbDevice> devices = new LinkedHashMap<>();
    private boolean seen;

    private LsusbList() {}

    static LsusbList of(List<String> lines) {
        var list = new LsusbList();
        lines.forEach(list::line);
        return list;
    }

    boolean isOne() {
        return seen;
    }

    List<UsbDevice> devices() {
        return List.copyOf(devices.values());
    }

    /** @param key bus and device number, {@code 1-5} */
    Optional<UsbDevice> at(String key) {
        return Optional.ofNullable(devices.get(key));
    }

    private void line(String text) {
        var found = LINE.matcher(text);
        if (!found.find()) {
            return;
        }
        seen = true;
        var name = found.group(5).strip();
        if (found.group(3).equalsIgnoreCase("1d6b") || name.matches("(?i).*\\bhub\\b.*")) {
            return;
        }
        var key = found.group(1) + "-" + found.group(2);
        devices.put(
                key,
                Ids.device(
                        key,
                        found.group(3),
                        found.group(4),
                        Optional.empty(),
                        Ids.name(name),
                        List.of(),
                        "lsusb shows ids only"));
    }
}
