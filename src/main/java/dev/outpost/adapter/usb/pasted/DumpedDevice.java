package dev.outpost.adapter.usb.pasted;

import dev.outpost.adapter.usb.pasted.KernelDump.Entry;
import dev.outpost.dongle.Sight;
import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One device of a kernel's dump while its records are read. */
final class DumpedDevice {
    /** Each value by a pattern of its own: one pattern over a whole line would take time with the cube of its length. */
    private static final Pattern BUS = Pattern.compile("Bus ?= ?0{0,3}(\\d{1,3})");

    private static final Pattern PARENT = Pattern.compile("Prnt ?= ?(\\d{1,5})");
    private static final Pattern PORT = Pattern.compile("Port ?= ?(\\d{1,5})");
    private static final Pattern SPEED = Pattern.compile("Spd ?= ?(\\d{1,5})(?!\\.)");
    private static final Pattern VENDOR = Pattern.compile("Vendor ?= ?(?:0x)?([0-9a-fA-F]{4})\\b");
    private static final Pattern PRODUCT = Pattern.compile("ProdID ?= ?(?:0x)?([0-9a-fA-F]{4})\\b");
    private static final Pattern STRING = Pattern.compile("= ?(.*)");
    private static final Pattern CONFIGURATIONS = Pattern.compile("#Cfgs ?= ?(\\d{1,5})");
    private static final Pattern PROMISED = Pattern.compile("#I[Ff]s ?= ?(\\d{1,5})");
    private static final Pattern POWER = Pattern.compile("MxPwr ?= ?(\\d{1,5})");
    private static final Pattern NUMBER = Pattern.compile("If# ?= ?((?:0x)?[0-9a-fA-F]{1,5})\\b");
    private static final Pattern CLASS = Pattern.compile("Cls ?= ?([0-9a-f]{2})", Pattern.CASE_INSENSITIVE);
    private static final Pattern SUBCLASS = Pattern.compile("Sub ?= ?([0-9a-f]{2})", Pattern.CASE_INSENSITIVE);
    private static final Pattern PROTOCOL = Pattern.compile("Prot ?= ?([0-9a-f]{2})", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENDPOINTS = Pattern.compile("#EPs ?= ?(\\d{1,5})");
    private static final Pattern DRIVER = Pattern.compile("Driver ?= ?([A-Za-z][A-Za-z0-9_.-]*)");

    /** Topology, version and ids, by their first keys. */
    private final TreeMap<String, Entry> heads = new TreeMap<>();

    private final TreeMap<String, String> strings = new TreeMap<>();
    private final List<Configuration> configurations = new ArrayList<>();

    /** The records of one configuration. */
    private record Configuration(Optional<Entry> head, List<Entry> interfaces) {
        boolean isActive() {
            return head.filter(Entry::starred).isPresent();
        }

        String text() {
            return head.map(Entry::text).orElse("");
        }

        boolean isBound() {
            return interfaces.stream()
                    .anyMatch(i -> KernelDump.value(DRIVER, i.text()).isPresent());
        }
    }

    boolean isEmpty() {
        return heads.isEmpty() && configurations.isEmpty();
    }

    /** Has something that only such a dump has. */
    boolean isOne() {
        return heads.containsKey("Vendor") || !configurations.isEmpty();
    }

    boolean isHub(Pattern words) {
        return words.matcher(text("Ver")).find()
                || configurations.stream()
                        .flatMap(c -> c.interfaces().stream())
                        .anyMatch(i -> words.matcher(i.text()).find());
    }

    /** A record that this device has already, or had to have before, is the next one's. */
    boolean endsBefore(Entry next) {
        return switch (next.key()) {
            case "Bus" -> !isEmpty();
            case "Ver" -> heads.containsKey("Ver") || isOne();
            case "Vendor" -> isOne();
            default -> false;
        };
    }

    void add(Entry record) {
        switch (record.key()) {
            case "Bus", "Ver", "Vendor" -> heads.put(record.key(), record);
            case "Manufacturer", "Product", "SerialNumber" ->
                KernelDump.value(STRING, record.text())
                        .map(String::strip)
                        .filter(s -> !s.isEmpty())
                        .ifPresent(s -> strings.putIfAbsent(record.key(), s));
            case "If#" -> configuration().interfaces().add(record);
            case "#Ifs", "#IFs" -> configurations.add(new Configuration(Optional.of(record), new ArrayList<>()));
            default -> {} // bandwidth, associations and endpoints decide nothing here
        }
    }

    private Configuration configuration() {
        if (configurations.isEmpty()) {
            configurations.add(new Configuration(Optional.empty(), new ArrayList<>()));
        }
        return configurations.getLast();
    }

    /** What keeps it from being read, in words. */
    Optional<String> trouble() {
        if (id(VENDOR).isPresent() && id(PRODUCT).isPresent()) {
            return Optional.empty();
        }
        return Optional.ofNullable(heads.get("Vendor"))
                .map(r -> "line " + r.line() + " was not understood: it should say Vendor=hhhh ProdID=hhhh")
                .or(() -> configurations.isEmpty()
                        ? Optional.empty()
                        : Optional.of("a device without its line P: (Vendor=hhhh ProdID=hhhh)"));
    }

    /**
     * The device.
     *
     * @param number for the name of one whose place is not told
     * @param last in its file: what it lacks may have been cut off
     */
    Optional<UsbDevice> device(int number, boolean last) {
        if (id(VENDOR).isEmpty() && configurations.isEmpty()) {
            return Optional.empty();
        }
        var active = active();
        var interfaces = new TreeMap<Integer, UsbInterface>();
        var broken = 0;
        for (var record : active.interfaces()) {
            var read = usbInterface(record.text());
            read.ifPresent(i -> interfaces.merge(i.number(), i, DumpedDevice::richer));
            broken += read.isPresent() ? 0 : 1;
        }
        return Optional.of(new UsbDevice(
                path(number),
                id(VENDOR).orElse(PartialText.UNKNOWN),
                id(PRODUCT).orElse(PartialText.UNKNOWN),
                Optional.ofNullable(strings.get("Manufacturer")),
                Optional.ofNullable(strings.get("Product")),
                Optional.ofNullable(strings.get("SerialNumber")),
                number(CONFIGURATIONS, text("Ver")).orElse(Math.max(1, configurations.size())),
                number(POWER, active.text()),
                number(SPEED, text("Bus")),
                List.copyOf(interfaces.values()),
                sight(active, interfaces.values(), broken > 0, last)));
    }

    private Sight sight(Configuration active, Collection<UsbInterface> seen, boolean broken, boolean last) {
        if (id(VENDOR).isEmpty() || id(PRODUCT).isEmpty()) {
            return Sight.partly("the file does not show its ids");
        }
        var promised = number(PROMISED, active.text());
        var whole = (int) seen.stream().filter(i -> i.triple().isPresent()).count();
        var endsInside = broken || whole < seen.size() || (last && seen.isEmpty());
        var sight = KernelDump.sight(promised, whole, endsInside && !(promised.isPresent() && promised.get() <= whole));
        var unmarked = configurations.size() > 1 && configurations.stream().noneMatch(Configuration::isActive);
        return sight.gap().isEmpty() && unmarked && !active.isBound()
                ? Sight.partly(
                        "the file does not show which of the " + configurations.size() + " configurations is active")
                : sight;
    }

    /** The one with the star; where a forum lost the stars, the one with drivers; else the first. */
    private Configuration active() {
        return configurations.stream()
                .filter(Configuration::isActive)
                .findFirst()
                .or(() -> configurations.stream().filter(Configuration::isBound).findFirst())
                .or(() -> configurations.stream().findFirst())
                .orElse(new Configuration(Optional.empty(), List.of()));
    }

    private Optional<String> id(Pattern pattern) {
        return KernelDump.value(pattern, text("Vendor")).map(t -> t.toLowerCase(Locale.ROOT));
    }

    /** The dump has no sysfs path: bus, parent and port number tell devices apart as well. */
    private String path(int number) {
        var text = text("Bus");
        var bus = KernelDump.value(BUS, text);
        var parent = KernelDump.value(PARENT, text);
        var port = number(PORT, text);
        if (bus.isEmpty() || parent.isEmpty() || port.isEmpty()) {
            return "dump-" + number;
        }
        var isOnRoot = parent.get().equals("1") || parent.get().equals("01");
        return bus.get() + (isOnRoot ? "-" : "-" + parent.get() + ".") + (port.get() + 1);
    }

    private static Optional<UsbInterface> usbInterface(String text) {
        return KernelDump.value(NUMBER, text)
                .flatMap(DumpedDevice::interfaceNumber)
                .map(number -> UsbInterface.of(
                        number & 0xff,
                        triple(text),
                        number(ENDPOINTS, text),
                        KernelDump.value(DRIVER, text).filter(d -> !d.equals("none"))));
    }

    /** usb-devices writes 0x before hexadecimal numbers, or digits a to f; the kernel's own file writes decimal ones. */
    private static Optional<Integer> interfaceNumber(String text) {
        if (text.startsWith("0x")) {
            return Optional.of(Integer.parseInt(text.substring(2), 16));
        }
        return Optional.of(Integer.parseInt(text, text.matches("\\d+") ? 10 : 16));
    }

    private static Optional<Triple> triple(String text) {
        var type = KernelDump.value(CLASS, text);
        var subclass = KernelDump.value(SUBCLASS, text);
        var protocol = KernelDump.value(PROTOCOL, text);
        return type.isPresent() && subclass.isPresent() && protocol.isPresent()
                ? Optional.of(Triple.of(type.get(), subclass.get(), protocol.get()))
                : Optional.empty();
    }

    /** Of two alternate settings the one with more endpoints; a driver that either shows. */
    private static UsbInterface richer(UsbInterface one, UsbInterface other) {
        var more = other.endpoints().orElse(0) > one.endpoints().orElse(0) ? other : one;
        return UsbInterface.of(
                more.number(),
                more.triple().or(one::triple),
                more.endpoints(),
                one.driver().or(other::driver));
    }

    private String text(String key) {
        return heads.containsKey(key) ? heads.get(key).text() : "";
    }

    private static Optional<Integer> number(Pattern pattern, String text) {
        return KernelDump.value(pattern, text).map(Integer::valueOf);
    }
}
