package dev.outpost.adapter.usb.pasted;

import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The output of {@code lsusb -t}: which driver has which interface, and its class; no ids, unless {@code -v} is there too or the list of
 * {@code lsusb} stands beside it.
 */
final class LsusbTree {
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

    private final Map<String, Open> devices = new LinkedHashMap<>();
    private final LsusbList list;
    private String bus = "";
    private String last = "";

    private LsusbTree(LsusbList list) {
        this.list = list;
    }

    /** @param list of the same paste: it has the ids */
    static LsusbTree of(List<String> lines, LsusbList list) {
        var tree = new LsusbTree(list);
        lines.forEach(tree::line);
        return tree;
    }

    boolean isOne() {
        return !devices.isEmpty();
    }

    List<UsbDevice> devices() {
        var found = new ArrayList<UsbDevice>();
        devices.values().stream().filter(d -> !d.isHub).forEach(d -> found.add(d.device(list)));
        return found;
    }

    private void line(String line) {
        var root = BUS.matcher(line);
        if (root.find()) {
            bus = root.group(1);
            last = "";
        }
        var id = ID.matcher(line);
        if (id.matches() && !last.isEmpty()) {
            open(last).named(id.group(1), id.group(2), id.group(3));
        }
        var leaf = LEAF.matcher(line);
        if (leaf.find()) {
            last = bus + "-" + leaf.group(1);
            open(last).add(Integer.parseInt(leaf.group(2)) & 0xff, leaf.group(3).strip(), leaf.group(4));
        }
    }

    private Open open(String key) {
        return devices.computeIfAbsent(key, Open::new);
    }

    private static final class Open {
        private final String key;
        private final TreeMap<Integer, UsbInterface> interfaces = new TreeMap<>();
        private Optional<String> vid = Optional.empty();
        private Optional<String> pid = Optional.empty();
        private Optional<String> name = Optional.empty();
        private boolean isHub;

        Open(String key) {
            this.key = key;
        }

        void named(String itsVid, String itsPid, String itsName) {
            vid = Optional.of(itsVid);
            pid = Optional.of(itsPid);
            name = Ids.name(itsName);
        }

        void add(int number, String type, String driver) {
            isHub |= type.equalsIgnoreCase("hub") || driver.equals("hub") || type.equals("root_hub");
            interfaces.put(
                    number,
                    new UsbInterface(
                            number,
                            Optional.ofNullable(CLASSES.get(type)),
                            Optional.empty(),
                            Ids.name(driver).filter(d -> !d.equals("none")),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));
        }

        UsbDevice device(LsusbList list) {
            var listed = list.at(key);
            return Ids.device(
                    key,
                    vid.or(() -> listed.map(UsbDevice::vid)).orElse(Ids.UNKNOWN),
                    pid.or(() -> listed.map(UsbDevice::pid)).orElse(Ids.UNKNOWN),
                    Optional.empty(),
                    name.or(() -> listed.flatMap(UsbDevice::product)),
                    interfaces.values(),
                    "lsusb -t shows drivers, and neither subclass nor protocol of an interface");
        }
    }
}
