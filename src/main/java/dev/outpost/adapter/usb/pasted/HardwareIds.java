package dev.outpost.adapter.usb.pasted;

import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Ids as other tools write them: Windows' hardware ids, udevadm, macOS' system report, uevents, and ids that stand alone. */
final class HardwareIds {
    private static final Pattern WINDOWS = Pattern.compile(
            "VID_([0-9a-fA-F]{4})&(?:amp;)?PID_([0-9a-fA-F]{4})(?:&REV_[0-9a-fA-F]{4})?(?:&MI_([0-9a-fA-F]{2}))?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern UDEV = Pattern.compile(
            "(?:ID_VENDOR_ID|idVendor|Vendor ID|\"idVendor\")[\"'}\\]]{0,3} ?(?:==|=|:) ?[\"']?(?:0x)?([0-9a-fA-F]{4})\\b");
    private static final Pattern UDEV_PRODUCT = Pattern.compile(
            "(?:ID_MODEL_ID|idProduct|Product ID|\"idProduct\")[\"'}\\]]{0,3} ?(?:==|=|:) ?[\"']?(?:0x)?([0-9a-fA-F]{4})\\b");
    private static final Pattern UEVENT =
            Pattern.compile("PRODUCT=([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/[0-9a-fA-F]{1,4}");
    private static final Pattern INTERFACES = Pattern.compile("ID_USB_INTERFACES=:((?:[0-9a-f]{6}:){1,32})");

    private final Map<String, Map<Integer, UsbInterface>> found = new LinkedHashMap<>();
    private String what = "a list of ids";
    private Optional<String> vendor = Optional.empty();
    private Optional<String> product = Optional.empty();

    private HardwareIds() {}

    static HardwareIds of(List<String> lines) {
        var ids = new HardwareIds();
        lines.forEach(ids::line);
        return ids;
    }

    boolean isOne() {
        return !found.isEmpty();
    }

    String what() {
        return what;
    }

    List<UsbDevice> devices() {
        var devices = new ArrayList<UsbDevice>();
        found.forEach((id, interfaces) -> {
            if (!id.startsWith("1d6b")) {
                devices.add(Ids.device(
                        "dump-" + (devices.size() + 1),
                        id.substring(0, 4),
                        id.substring(5),
                        Optional.empty(),
                        Optional.empty(),
                        interfaces.values(),
                        what + " shows ids, and not what the interfaces are"));
            }
        });
        return devices;
    }

    private void line(String line) {
        var windows = WINDOWS.matcher(line);
        while (windows.find()) {
            what = "a hardware id of Windows";
            var interfaces = device(windows.group(1), windows.group(2));
            if (windows.group(3) != null) {
                var number = Integer.parseInt(windows.group(3), 16);
                interfaces.putIfAbsent(number, bare(number, Optional.empty()));
            }
        }
        var uevent = UEVENT.matcher(line);
        if (uevent.find()) {
            what = "a device's uevent";
            device(
                    "%4s".formatted(uevent.group(1)).replace(' ', '0'),
                    "%4s".formatted(uevent.group(2)).replace(' ', '0'));
        }
        pair(line);
        var kinds = INTERFACES.matcher(line);
        if (kinds.find() && !found.isEmpty()) {
            kinds(kinds.group(1).split(":"));
        }
    }

    /** Vendor and product stand in lines of their own, in either order. */
    private void pair(String line) {
        KernelDump.value(UDEV, line).ifPresent(v -> vendor = Optional.of(v));
        KernelDump.value(UDEV_PRODUCT, line).ifPresent(p -> product = Optional.of(p));
        if (vendor.isPresent() && product.isPresent()) {
            what = line.contains("Vendor ID") || line.contains("Product ID") ? "a system report" : "udev's description";
            device(vendor.get(), product.get());
            vendor = Optional.empty();
            product = Optional.empty();
        }
    }

    /** udev lists each kind of interface once, without numbers: they are given in turn. */
    private void kinds(String[] triples) {
        var interfaces = found.get(List.copyOf(found.keySet()).getLast());
        for (int n = 0; n < triples.length && interfaces != null; n++) {
            var triple = Triple.of(triples[n].substring(0, 2), triples[n].substring(2, 4), triples[n].substring(4, 6));
            interfaces.putIfAbsent(n, bare(n, Optional.of(triple)));
        }
    }

    private Map<Integer, UsbInterface> device(String vid, String pid) {
        return found.computeIfAbsent((vid + ":" + pid).toLowerCase(Locale.ROOT), id -> new TreeMap<>());
    }

    private static UsbInterface bare(int number, Optional<Triple> triple) {
        return new UsbInterface(
                number,
                triple,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
