package dev.outpost.adapter.usb;

import dev.outpost.dongle.Sight;
import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbBus;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads the format of {@code usb-devices} and of {@code /sys/kernel/debug/usb/devices}: lines T, D, P, S, C, I, E. A dump from a forum may have
 * lost lines, blanks or columns; what is missing is unknown.
 */
public final class UsbDevicesText implements UsbBus {
    /** Each value by a pattern of its own: one pattern over a whole line would take time with the cube of its length. */
    private static final Pattern BUS = Pattern.compile("Bus= *0{0,3}(\\d{1,3})");

    private static final Pattern PARENT = Pattern.compile("Prnt= *(\\d+)");
    private static final Pattern PORT = Pattern.compile("Port= *(\\d+)");
    private static final Pattern IDS = Pattern.compile("Vendor= *([0-9a-fA-F]{4}) ProdID= *([0-9a-fA-F]{4})");
    private static final Pattern STRING = Pattern.compile("S:\\s+(Manufacturer|Product|SerialNumber)=(.*)");
    private static final Pattern CONFIGURATIONS = Pattern.compile("#Cfgs= *(\\d+)");
    private static final Pattern PROMISED = Pattern.compile("#Ifs= *(\\d+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern POWER = Pattern.compile("MxPwr= *(\\d+)");
    private static final Pattern INTERFACE = Pattern.compile("I:(.?)\\s*If#= *(?:0x)?([0-9a-fA-F]+)\\b.*");
    private static final Pattern CLASS = Pattern.compile("Cls= *([0-9a-f]{2})", Pattern.CASE_INSENSITIVE);
    private static final Pattern SUBCLASS = Pattern.compile("Sub= *([0-9a-f]{2})", Pattern.CASE_INSENSITIVE);
    private static final Pattern PROTOCOL = Pattern.compile("Prot= *([0-9a-f]{2})", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENDPOINTS = Pattern.compile("#EPs= *(\\d+)");
    private static final Pattern DRIVER = Pattern.compile("Driver= *(\\S+)");

    /** What a mail or a forum puts before a quoted line. */
    private static final Pattern QUOTE = Pattern.compile("^[>\\s]+");

    private final String text;

    public UsbDevicesText(String text) {
        this.text = text;
    }

    @Override
    public List<UsbDevice> devices() {
        var devices = new ArrayList<UsbDevice>();
        var block = new ArrayList<String>();
        for (var line : (text + "\nT:").split("\\R")) {
            var clean = QUOTE.matcher(line.replace("&gt;", ">").replace("&lt;", "<"))
                    .replaceFirst("")
                    .strip();
            if (clean.startsWith("T:")) {
                device(activeConfiguration(block), devices.size() + 1).ifPresent(devices::add);
                block.clear();
            }
            block.add(clean);
        }
        return devices;
    }

    /** The kernel's own file lists every configuration and marks the active one with a star; without a star the first counts. */
    private static List<String> activeConfiguration(List<String> lines) {
        var starts = IntStream.range(0, lines.size())
                .filter(n -> lines.get(n).startsWith("C:"))
                .boxed()
                .toList();
        if (starts.size() < 2) {
            return lines;
        }
        var active = starts.stream()
                .filter(n -> lines.get(n).startsWith("C:*"))
                .findFirst()
                .orElse(starts.getFirst());
        var end = starts.stream().filter(n -> n > active).findFirst().orElse(lines.size());
        var kept = new ArrayList<>(lines.subList(0, starts.getFirst()));
        kept.addAll(lines.subList(active, end));
        return kept;
    }

    private static Optional<UsbDevice> device(List<String> lines, int number) {
        var all = String.join("\n", lines);
        var ids = IDS.matcher(all);
        if (!ids.find() || all.contains("Cls=09(hub")) {
            return Optional.empty();
        }
        var strings = new TreeMap<String, String>();
        var interfaces = new TreeMap<Integer, UsbInterface>();
        for (var line : lines) {
            var string = STRING.matcher(line);
            if (string.matches() && !string.group(2).isBlank()) {
                strings.put(string.group(1), string.group(2).strip());
            }
            if (line.startsWith("I:")) {
                usbInterface(line).ifPresent(i -> interfaces.merge(i.number(), i, UsbDevicesText::richer));
            }
        }
        var promised = first(PROMISED, all);
        return Optional.of(new UsbDevice(
                        path(all, number),
                        ids.group(1).toLowerCase(Locale.ROOT),
                        ids.group(2).toLowerCase(Locale.ROOT),
                        Optional.ofNullable(strings.get("Manufacturer")),
                        Optional.ofNullable(strings.get("Product")),
                        Optional.ofNullable(strings.get("SerialNumber")),
                        first(CONFIGURATIONS, all).orElse(1),
                        first(POWER, all),
                        List.copyOf(interfaces.values()))
                .seen(
                        promised.filter(n -> n > interfaces.size()).isPresent()
                                ? new Sight.Cut(promised, interfaces.size())
                                : Sight.whole()));
    }

    /** The dump has no sysfs path: bus, parent and port number tell devices apart as well. */
    private static String path(String all, int number) {
        var bus = text(BUS, all);
        var parent = text(PARENT, all);
        var port = first(PORT, all);
        if (bus.isEmpty() || parent.isEmpty() || port.isEmpty()) {
            return "dump-" + number;
        }
        var isOnRoot = parent.get().equals("1") || parent.get().equals("01");
        return bus.get() + (isOnRoot ? "-" : "-" + parent.get() + ".") + (port.get() + 1);
    }

    private static Optional<Triple> triple(String line) {
        var type = text(CLASS, line);
        var subclass = text(SUBCLASS, line);
        var protocol = text(PROTOCOL, line);
        return type.isPresent() && subclass.isPresent() && protocol.isPresent()
                ? Optional.of(Triple.of(type.get(), subclass.get(), protocol.get()))
                : Optional.empty();
    }

    private static Optional<UsbInterface> usbInterface(String line) {
        var found = INTERFACE.matcher(line);
        if (!found.matches()) {
            return Optional.empty();
        }
        // usb-devices writes 0x before hexadecimal numbers; the kernel's own file writes decimal ones
        var radix = line.contains("If#=0x") || line.contains("If#= 0x") ? 16 : 10;
        int number;
        try {
            number = Integer.parseInt(found.group(2), radix);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
        var driver = DRIVER.matcher(line);
        return Optional.of(new UsbInterface(
                number & 0xff,
                triple(line),
                first(ENDPOINTS, line),
                driver.find() ? Optional.of(driver.group(1)).filter(d -> !d.startsWith("(")) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    /** Of two alternate settings the one with more endpoints; a driver that either shows. */
    private static UsbInterface richer(UsbInterface one, UsbInterface other) {
        var more = other.endpoints().orElse(0) > one.endpoints().orElse(0) ? other : one;
        return new UsbInterface(
                more.number(),
                more.triple(),
                more.endpoints(),
                one.driver().or(other::driver),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<Integer> first(Pattern pattern, String text) {
        return text(pattern, text).map(Integer::valueOf);
    }

    /** Numbers in such a dump have at most five digits. */
    private static Optional<String> text(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() && found.group(1).length() < 6 ? Optional.of(found.group(1)) : Optional.empty();
    }
}
