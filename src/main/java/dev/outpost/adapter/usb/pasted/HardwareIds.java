package dev.outpost.adapter.usb.pasted;

import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbInterface;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Ids as other tools write them: Windows' hardware ids, udevadm, macOS' system report, uevents, and ids that stand alone. */
final class HardwareIds extends PartialText {
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

    private Optional<String> vendor = Optional.empty();
    private Optional<String> product = Optional.empty();
    private int count;
    private Optional<Shown> last = Optional.empty();

    HardwareIds() {
        super("a list of ids", "%s shows ids, and not what the interfaces are");
    }

    @Override
    void line(String line) {
        var windows = WINDOWS.matcher(line);
        while (windows.find()) {
            what = "a hardware id of Windows";
            var device = identified(windows.group(1), windows.group(2));
            if (windows.group(3) != null) {
                add(device, Integer.parseInt(windows.group(3), 16), Optional.empty());
            }
        }
        var uevent = UEVENT.matcher(line);
        if (uevent.find()) {
            what = "a device's uevent";
            identified(
                    "%4s".formatted(uevent.group(1)).replace(' ', '0'),
                    "%4s".formatted(uevent.group(2)).replace(' ', '0'));
        }
        pair(line);
        var kinds = INTERFACES.matcher(line);
        if (kinds.find()) {
            last.ifPresent(device -> kinds(device, kinds.group(1).split(":")));
        }
    }

    /** Vendor and product stand in lines of their own, in either order. */
    private void pair(String line) {
        KernelDump.value(UDEV, line).ifPresent(v -> vendor = Optional.of(v));
        KernelDump.value(UDEV_PRODUCT, line).ifPresent(p -> product = Optional.of(p));
        if (vendor.isPresent() && product.isPresent()) {
            what = line.contains("Vendor ID") || line.contains("Product ID") ? "a system report" : "udev's description";
            identified(vendor.get(), product.get());
            vendor = Optional.empty();
            product = Optional.empty();
        }
    }

    /** udev lists each kind of interface once, without numbers: they are given in turn. */
    private static void kinds(Shown device, String[] triples) {
        for (int n = 0; n < triples.length; n++) {
            var triple = Triple.of(triples[n].substring(0, 2), triples[n].substring(2, 4), triples[n].substring(4, 6));
            add(device, n, Optional.of(triple));
        }
    }

    private static void add(Shown device, int number, Optional<Triple> triple) {
        device.interfaces.putIfAbsent(number, UsbInterface.of(number, triple, Optional.empty(), Optional.empty()));
    }

    /** The device with these ids; the one that was found last, where it is new. */
    private Shown identified(String vid, String pid) {
        var id = (vid + ":" + pid).toLowerCase(Locale.ROOT);
        var known = find(id);
        var device = known.orElseGet(() -> device(id, "dump-" + (count + 1)));
        if (known.isEmpty()) {
            device.identify(vid, pid);
            device.isHub = id.startsWith("1d6b");
            count += device.isHub ? 0 : 1;
            last = Optional.of(device);
        }
        return device;
    }
}
