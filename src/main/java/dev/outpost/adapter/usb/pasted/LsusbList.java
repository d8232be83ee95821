package dev.outpost.adapter.usb.pasted;

import java.util.regex.Pattern;

/** The list of {@code lsusb}, BusyBox's without names included: ids, and what usb.ids calls them; devices by bus and number, {@code 1-5}. */
final class LsusbList extends PartialText {
    private static final Pattern LINE = Pattern.compile(
            "Bus 0*(\\d{1,3}) Device 0*(\\d{1,3}): ID ([0-9a-fA-F]{4}):([0-9a-fA-F]{4})\\b ?(.{0,200})");

    @Override
    String what() {
        return "the list of lsusb";
    }

    @Override
    String gap() {
        return "lsusb shows ids only";
    }

    @Override
    void line(String text) {
        var found = LINE.matcher(text);
        if (found.find()) {
            var name = found.group(5).strip();
            var device = device(found.group(1) + "-" + found.group(2));
            device.identify(found.group(3), found.group(4));
            device.product = name(name);
            device.isHub = found.group(3).equalsIgnoreCase("1d6b") || name.matches("(?i).*\\bhub\\b.*");
        }
    }
}
