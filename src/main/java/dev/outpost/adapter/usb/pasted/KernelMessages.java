package dev.outpost.adapter.usb.pasted;

import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbInterface;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Lines of the kernel's log ({@code dmesg}, {@code logread}, {@code journalctl -k}) about USB devices: ids, strings, and which driver took which
 * interface. What was unplugged, or came back as something else, is forgotten.
 */
final class KernelMessages extends PartialText {
    private static final String PLACE = "(\\d{1,3}-\\d{1,3}(?:\\.\\d{1,3}){0,6})";
    private static final Pattern CHANGED = Pattern.compile("usb " + PLACE
            + ": (?:USB disconnect|New USB device found, idVendor=([0-9a-fA-F]{4}), idProduct=([0-9a-fA-F]{4}))");
    private static final Pattern NAMED = Pattern.compile("usb " + PLACE + ": (Product|Manufacturer): (.{0,120})$");
    private static final Pattern BOUND =
            Pattern.compile("\\b([a-z][a-z0-9_-]{2,30}) " + PLACE + ":(\\d{1,3})\\.(\\d{1,3})\\b(.{0,200})");
    private static final Pattern ATTACHED =
            Pattern.compile("usb " + PLACE + ": .{0,60} now attached to (ttyUSB\\d{1,3})");
    private static final Pattern REFUSED =
            Pattern.compile("(?i)fail|error|unregister|disconnected|probe of|no .{0,20} found|removed");
    private static final Pattern TTY = Pattern.compile("(ttyACM\\d{1,3}): USB ACM device");
    private static final Pattern WDM = Pattern.compile("(cdc-wdm\\d{1,3}): USB WDM device");
    private static final Pattern NET = Pattern.compile("^:? ?(?:([a-z]{2,6}\\d{1,3}): )?register '");

    /** Drivers that bind to the whole device, or tell nothing. */
    private static final List<String> NO_DRIVERS =
            List.of("usb", "usbcore", "hub", "usbserial", "device", "input", "path");

    /** The interface that a driver took last, of each device. */
    private final Map<String, Integer> lastBound = new HashMap<>();

    KernelMessages() {
        super(
                "a part of the kernel's log (dmesg)",
                "kernel messages show which driver took which interface, and not what the interfaces are");
    }

    @Override
    void line(String line) {
        var changed = CHANGED.matcher(line);
        if (changed.find()) {
            forget(changed.group(1));
            lastBound.remove(changed.group(1));
            if (changed.group(2) != null) {
                device(changed.group(1)).identify(changed.group(2), changed.group(3));
            }
            return;
        }
        var named = NAMED.matcher(line);
        if (named.find()) {
            named(device(named.group(1)), named.group(2), named.group(3));
            return;
        }
        var attached = ATTACHED.matcher(line);
        if (attached.find()) {
            attached(attached.group(1), Optional.of("/dev/" + attached.group(2)));
            return;
        }
        var bound = BOUND.matcher(line);
        if (bound.find() && !REFUSED.matcher(bound.group(5)).find()) {
            bound(bound.group(1), bound.group(2), Integer.parseInt(bound.group(4)) & 0xff, bound.group(5));
        }
    }

    private static void named(Shown device, String which, String text) {
        if (which.equals("Product")) {
            device.product = name(text);
        } else {
            device.manufacturer = name(text);
        }
    }

    /** usb-serial names the port in the next line, without its interface. */
    private void attached(String path, Optional<String> tty) {
        var device = device(path);
        device.interfaces.computeIfPresent(
                lastBound.getOrDefault(path, -1), (number, i) -> i.with(tty, i.net(), i.wdm()));
    }

    private void bound(String driver, String path, int number, String rest) {
        var device = device(path);
        device.isHub |= driver.equals("hub");
        if (NO_DRIVERS.contains(driver)) {
            return;
        }
        var before = Optional.ofNullable(device.interfaces.get(number));
        var isStorage = driver.equals("usb-storage") || driver.equals("uas");
        var storage = Optional.of(new Triple(0x08, 0x06, 0x50)).filter(t -> isStorage);
        lastBound.put(path, number);
        device.interfaces.put(
                number,
                UsbInterface.of(number, storage, Optional.empty(), Optional.of(driver))
                        .with(
                                before.flatMap(UsbInterface::tty).or(() -> node(TTY, rest)),
                                before.flatMap(UsbInterface::net).or(() -> KernelDump.value(NET, rest)),
                                before.flatMap(UsbInterface::wdm).or(() -> node(WDM, rest))));
    }

    private static Optional<String> node(Pattern pattern, String rest) {
        return KernelDump.value(pattern, rest).map(name -> "/dev/" + name);
    }
}
