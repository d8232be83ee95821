package dev.outpost.adapter.usb.pasted;

import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbInterface;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The output of {@code lsusb -t}: which driver has which interface, and its class; no ids, unless {@code -v} is there too or the list of
 * {@code lsusb} stands beside it.
 */
final class LsusbTree extends PartialText {
    private static final Pattern BUS = Pattern.compile("/: +Bus 0*(\\d{1,3})[. ]");
    private static final Pattern LEAF = Pattern.compile(
            "Dev 0*(\\d{1,3}), If 0*(\\d{1,3}), Class=([^,]{0,60}), Driver=([A-Za-z0-9_.-]*)[^,]{0,20}(?:, (\\d{1,5})M)?");
    private static final Pattern ID = Pattern.compile("^_{0,2} ?ID ([0-9a-fA-F]{4}):([0-9a-fA-F]{4}) ?(.*)$");

    /** Classes whose subclass decides nothing: usb.ids' names in the new form, the kernel's in the old. */
    private static final Map<String, Triple> CLASSES = Map.of(
            "Mass Storage", new Triple(0x08, 0x06, 0x50),
            "stor.", new Triple(0x08, 0x06, 0x50),
            "CDC Data", new Triple(0x0a, 0, 0),
            "data", new Triple(0x0a, 0, 0),
            "Human Interface Device", new Triple(0x03, 0, 0),
            "HID", new Triple(0x03, 0, 0),
            "Printer", new Triple(0x07, 0x01, 0x02),
            "Audio", new Triple(0x01, 0x01, 0),
            "Video", new Triple(0x0e, 0x01, 0));

    private final LsusbList list;
    private String bus = "";
    private Optional<Shown> last = Optional.empty();

    /** @param list of the same paste, read: it has the ids */
    LsusbTree(LsusbList list) {
        super("the tree of lsusb -t", "lsusb -t shows drivers, and neither subclass nor protocol of an interface");
        this.list = list;
    }

    @Override
    void line(String line) {
        var root = BUS.matcher(line);
        if (root.find()) {
            bus = root.group(1);
            last = Optional.empty();
        }
        var id = ID.matcher(line);
        if (id.matches()) {
            last.ifPresent(device -> {
                device.identify(id.group(1), id.group(2));
                device.product = name(id.group(3)).or(() -> device.product);
            });
        }
        var leaf = LEAF.matcher(line);
        if (leaf.find()) {
            last = Optional.of(open(bus + "-" + leaf.group(1)));
            last.ifPresent(device -> add(
                    device,
                    Integer.parseInt(leaf.group(2)) & 0xff,
                    leaf.group(3).strip(),
                    leaf.group(4)));
        }
    }

    private Shown open(String name) {
        var known = find(name);
        var device = device(name);
        if (known.isEmpty()) {
            list.find(name).filter(listed -> !listed.isHub).ifPresent(device::learn);
        }
        return device;
    }

    private static void add(Shown device, int number, String type, String driver) {
        device.isHub |= type.equalsIgnoreCase("hub") || driver.equals("hub") || type.equals("root_hub");
        device.interfaces.put(
                number,
                UsbInterface.of(
                        number,
                        Optional.ofNullable(CLASSES.get(type)),
                        Optional.empty(),
                        name(driver).filter(d -> !d.equals("none"))));
    }

    /** The list of {@code lsusb}, BusyBox's without names included: ids, and what usb.ids calls them; devices by bus and number, {@code 1-5}. */
    static final class LsusbList extends PartialText {
        private static final Pattern LINE = Pattern.compile(
                "Bus 0*(\\d{1,3}) Device 0*(\\d{1,3}): ID ([0-9a-fA-F]{4}):([0-9a-fA-F]{4})\\b ?(.{0,200})");

        LsusbList() {
            super("the list of lsusb", "lsusb shows ids only");
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
}
