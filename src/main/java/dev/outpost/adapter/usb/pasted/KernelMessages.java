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
 * Lines of the kernel's log ({@code dmesg}, {@code logread}, {@code journalctl -k}) about USB devices: ids, strings, and which driver took which
 * interface. What was unplugged, or came back as something else, is forgotten.
 */
final class KernelMessages {
    private static final String PLACE = "(\\d{1,3}-\\d{1,3}(?:\\.\\d{1,3}){0,6})";
    private static final Pattern FOUND = Pattern.compile(
            "usb " + PLACE + ": New USB device found, idVendor=([0-9a-fA-F]{4}), idProduct=([0-9a-fA-F]{4})");
    private static final Pattern NAMED = Pattern.compile("usb " + PLACE + ": (Product|Manufacturer): (.{0,120})$");
    private static final Pattern GONE = Pattern.compile("usb " + PLACE + ": USB disconnect");
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

    private final Map<String, Open> devices = new LinkedHashMap<>();
    private boolean seen;

    private KernelMessages() {}

    static KernelMessages of(List<String> lines) {
        var log = new KernelMessages();
        lines.forEach(log::line);
        return log;
    }

    boolean isOne() {
        return seen;
    }

    List<UsbDevice> devices() {
        var found = new ArrayList<UsbDevice>();
        devices.forEach((path, open) -> {
            if (!open.isHub) {
                found.add(open.device(path));
            }
        });
        return found;
    }

    private void line(String line) {
        var found = FOUND.matcher(line);
        if (found.find()) {
            seen = true;
            devices.remove(found.group(1));
            var open = open(found.group(1));
            open.vid = found.group(2);
            open.pid = found.group(3);
            return;
        }
        var gone = GONE.matcher(line);
        if (gone.find()) {
            seen = true;
            devices.remove(gone.group(1));
            return;
        }
        var named = NAMED.matcher(line);
        if (named.find()) {
            open(named.group(1)).named(named.group(2), named.group(3));
            return;
        }
        var attached = ATTACHED.matcher(line);
        if (attached.find()) {
            open(attached.group(1)).attached(attached.group(2));
            return;
        }
        bound(line);
    }

    private void bound(String line) {
        var bound = BOUND.matcher(line);
        if (!bound.find() || REFUSED.matcher(bound.group(5)).find()) {
            return;
        }
        seen = true;
        var open = open(bound.group(2));
        if (bound.group(1).equals("hub")) {
            open.isHub = true;
        } else if (!NO_DRIVERS.contains(bound.group(1))) {
            open.bound(Integer.parseInt(bound.group(4)) & 0xff, bound.group(1), bound.group(5));
        }
    }

    private Open open(String path) {
        seen = true;
        return devices.computeIfAbsent(path, p -> new Open());
    }

    private static final class Open {
        private final TreeMap<Integer, UsbInterface> interfaces = new TreeMap<>();
        private String vid = Ids.UNKNOWN;
        private String pid = Ids.UNKNOWN;
        private Optional<String> manufacturer = Optional.empty();
        private Optional<String> product = Optional.empty();
        private boolean isHub;
        private int last = -1;

        void named(String which, String text) {
            if (which.equals("Product")) {
                product = Ids.name(text);
            } else {
                manufacturer = Ids.name(text);
            }
        }

        void bound(int number, String driver, String rest) {
            var before = Optional.ofNullable(interfaces.get(number));
            last = number;
            interfaces.put(
                    number,
                    new UsbInterface(
                            number,
                            driver.equals("usb-storage") || driver.equals("uas")
                                    ? Optional.of(new Triple(0x08, 0x06, 0x50))
                                    : Optional.empty(),
                            Optional.empty(),
                            Optional.of(driver),
                            before.flatMap(UsbInterface::tty).or(() -> node(TTY, rest)),
                            before.flatMap(UsbInterface::net).or(() -> KernelDump.value(NET, rest)),
                            before.flatMap(UsbInterface::wdm).or(() -> node(WDM, rest))));
        }

        /** usb-serial names the port in the next line, without its interface. */
        void attached(String tty) {
            var before = interfaces.get(last);
            if (before != null) {
                interfaces.put(
                        last,
                        new UsbInterface(
                                last,
                                before.triple(),
                                before.endpoints(),
                                before.driver(),
                                Optional.of("/dev/" + tty),
                                before.net(),
                                before.wdm()));
            }
        }

        private static Optional<String> node(Pattern pattern, String rest) {
            return KernelDump.value(pattern, rest).map(name -> "/dev/" + name);
        }

        UsbDevice device(String path) {
            return Ids.device(
                    path,
                    vid,
                    pid,
                    manufacturer,
                    product,
                    interfaces.values(),
                    "kernel messages show which driver took which interface, and not what the interfaces are");
        }
    }
}
