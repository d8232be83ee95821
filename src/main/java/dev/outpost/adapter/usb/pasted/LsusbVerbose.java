package dev.outpost.adapter.usb.pasted;

import dev.outpost.dongle.Sight;
import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The output of {@code lsusb -v} and {@code lsusb -D}: descriptors field by field (USB 2.0, tables 9-8, 9-10, 9-12). A post may have lost the
 * indentation, or be what a {@code grep} left of it; the fields' names alone are trusted.
 */
final class LsusbVerbose {
    private static final Pattern HEAD =
            Pattern.compile("Bus 0*(\\d{1,3}) Device 0*(\\d{1,3}): ID ([0-9a-fA-F]{4}):([0-9a-fA-F]{4})");

    /** A field and its number: decimal, or hexadecimal after 0x. */
    private static final Pattern FIELD = Pattern.compile("\\b(idVendor|idProduct|bNumConfigurations|bNumInterfaces|"
            + "bConfigurationValue|MaxPower|bMaxPower|bInterfaceNumber|bAlternateSetting|bNumEndpoints|bInterfaceClass|"
            + "bInterfaceSubClass|bInterfaceProtocol|bDeviceClass)\\b[ :=]{0,3}(0x[0-9a-fA-F]{1,4}|\\d{1,5})");

    private static final Pattern NAME = Pattern.compile("^(iManufacturer|iProduct) (\\d{1,3}) ?(.*)$");

    private final List<Open> devices = new ArrayList<>();

    private LsusbVerbose() {}

    static LsusbVerbose of(List<String> lines) {
        var reader = new LsusbVerbose();
        lines.forEach(reader::line);
        return reader;
    }

    /** Whether there is at least one interface: a grep for ids alone leaves none. */
    boolean isOne() {
        return devices.stream().anyMatch(d -> !d.configurations.isEmpty());
    }

    List<UsbDevice> devices() {
        var found = new ArrayList<UsbDevice>();
        for (int n = 0; n < devices.size(); n++) {
            if (!devices.get(n).isHub()) {
                found.add(devices.get(n).device(n + 1, n + 1 == devices.size()));
            }
        }
        return found;
    }

    private void line(String line) {
        var head = HEAD.matcher(line);
        if (head.find()) {
            var open = new Open();
            open.path = head.group(1) + "-dev" + head.group(2);
            open.vid = Optional.of(head.group(3));
            open.pid = Optional.of(head.group(4));
            devices.add(open);
        } else if (line.startsWith("Device Descriptor:") && (devices.isEmpty() || last().described)) {
            devices.add(new Open());
        } else if (line.startsWith("Device Qualifier") && !devices.isEmpty()) {
            last().qualified = true;
        }
        var name = NAME.matcher(line);
        if (name.matches() && !devices.isEmpty()) {
            last().name(name.group(1), name.group(3));
        }
        var field = FIELD.matcher(line);
        while (field.find()) {
            field(field.group(1), field.group(2));
        }
    }

    private void field(String name, String value) {
        if (name.equals("idVendor") && (devices.isEmpty() || last().described)) {
            devices.add(new Open());
        }
        if (!devices.isEmpty()) {
            last().field(name, value);
        }
    }

    private Open last() {
        return devices.getLast();
    }

    /** A device while its fields are read. */
    private static final class Open {
        private String path = "";
        private Optional<String> vid = Optional.empty();
        private Optional<String> pid = Optional.empty();
        private Optional<String> manufacturer = Optional.empty();
        private Optional<String> product = Optional.empty();
        private int deviceClass;
        private int count = 1;
        /** Its own ids were read: a second pair begins another device. */
        private boolean described;
        /** The rest repeats what it would be at another speed. */
        private boolean qualified;

        private final List<Config> configurations = new ArrayList<>();

        void name(String which, String text) {
            var name = PartialText.name(text).filter(t -> !t.startsWith("("));
            if (which.equals("iManufacturer")) {
                manufacturer = manufacturer.or(() -> name);
            } else {
                product = product.or(() -> name);
            }
        }

        void field(String name, String text) {
            if (qualified) {
                return;
            }
            var value = text.startsWith("0x") ? Integer.parseInt(text.substring(2), 16) : Integer.parseInt(text);
            switch (name) {
                case "idVendor" -> {
                    vid = Optional.of(hex(text, value));
                    described = true;
                }
                case "idProduct" -> pid = Optional.of(hex(text, value));
                case "bDeviceClass" -> deviceClass = value;
                case "bNumConfigurations" -> count = value;
                case "bNumInterfaces" -> configurations.add(new Config(Optional.of(value)));
                case "MaxPower", "bMaxPower" -> last().power = Optional.of(value);
                case "bConfigurationValue" -> last();
                default -> last().field(name, value);
            }
        }

        private static String hex(String text, int value) {
            return text.startsWith("0x")
                    ? "%04x".formatted(value)
                    : text.matches("\\d{4}") ? text : "%04x".formatted(value);
        }

        private Config last() {
            if (configurations.isEmpty()) {
                configurations.add(new Config(Optional.empty()));
            }
            return configurations.getLast();
        }

        boolean isHub() {
            return deviceClass == 9
                    || (vid.filter("1d6b"::equals).isPresent()
                            && pid.filter(p -> p.matches("000[123]")).isPresent());
        }

        UsbDevice device(int number, boolean last) {
            var chosen = chosen();
            var interfaces = chosen.interfaces();
            return new UsbDevice(
                    path.isEmpty() ? "dump-" + number : path,
                    vid.orElse(PartialText.UNKNOWN).toLowerCase(Locale.ROOT),
                    pid.orElse(PartialText.UNKNOWN).toLowerCase(Locale.ROOT),
                    manufacturer,
                    product,
                    Optional.empty(),
                    count,
                    chosen.power,
                    Optional.empty(),
                    interfaces,
                    sight(chosen, interfaces, last));
        }

        private Sight sight(Config chosen, List<UsbInterface> interfaces, boolean last) {
            if (vid.isEmpty() || pid.isEmpty()) {
                return Sight.partly("the file does not show its ids");
            }
            var seen = (int)
                    interfaces.stream().filter(i -> i.triple().isPresent()).count();
            var isCut = seen < interfaces.size() || (interfaces.isEmpty() && last);
            var sight = KernelDump.sight(chosen.promised, seen, isCut);
            if (sight.gap().isPresent()) {
                return sight;
            }
            if (configurations.size() < count) {
                return Sight.partly(
                        "the file is cut: " + configurations.size() + " of " + count + " configurations are in it");
            }
            return configurations.size() > 1
                    ? Sight.partly(
                            "lsusb does not tell which of the " + configurations.size() + " configurations is active")
                    : sight;
        }

        /** As Linux chooses: the first whose first interface is of a standard class, else the first (drivers/usb/core/generic.c). */
        private Config chosen() {
            return configurations.stream()
                    .filter(c -> c.interfaces().stream()
                            .findFirst()
                            .flatMap(UsbInterface::triple)
                            .filter(t -> !t.isVendor())
                            .isPresent())
                    .findFirst()
                    .or(() -> configurations.stream().findFirst())
                    .orElse(new Config(Optional.empty()));
        }
    }

    /** A configuration while its fields are read. */
    private static final class Config {
        private final Optional<Integer> promised;
        private final List<Map<String, Integer>> alternates = new ArrayList<>();
        private Optional<Integer> power = Optional.empty();

        Config(Optional<Integer> promised) {
            this.promised = promised;
        }

        void field(String name, int value) {
            if (name.equals("bInterfaceNumber")) {
                alternates.add(new HashMap<>());
            }
            if (!alternates.isEmpty()) {
                alternates.getLast().putIfAbsent(name, value & 0xff);
            }
        }

        List<UsbInterface> interfaces() {
            return UsbInterface.richest(alternates.stream().map(Config::described));
        }

        private static UsbInterface described(Map<String, Integer> fields) {
            var triple = field(fields, "bInterfaceClass")
                    .flatMap(c -> field(fields, "bInterfaceSubClass")
                            .flatMap(s -> field(fields, "bInterfaceProtocol").map(p -> new Triple(c, s, p))));
            return UsbInterface.of(
                    fields.getOrDefault("bInterfaceNumber", 0),
                    triple,
                    field(fields, "bNumEndpoints"),
                    Optional.empty());
        }

        private static Optional<Integer> field(Map<String, Integer> fields, String name) {
            return Optional.ofNullable(fields.get(name));
        }
    }
}
