package dev.outpost.dongle;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The one reader of Linux's USB tree. What is missing or makes no sense is unknown, never an error.
 *
 * <p>Attributes as in the kernel's Documentation/ABI (sysfs-bus-usb, testing/sysfs-bus-usb): hexadecimal but for {@code bNumConfigurations},
 * {@code bMaxPower} ("500mA") and {@code speed} ("480", Mbit/s).
 */
public class SysfsReader implements UsbBus {
    private final Files files;
    private final String dev;

    /** @param dev stands for {@code /dev} in the names of nodes */
    public SysfsReader(Files files, String dev) {
        this.files = files;
        this.dev = dev;
    }

    @Override
    public final List<UsbDevice> devices() {
        return files.names("").stream()
                .filter(name -> !name.contains(":") && !name.startsWith("usb"))
                .flatMap(name -> device(name).stream())
                .toList();
    }

    /** {@code INTERFACE/hostN/targetN:0:0/N:0:0:LUN} has the INQUIRY answer as files. */
    @Override
    public final List<ScsiUnit> scsiUnits(UsbDevice device) {
        return interfaceFolders(device.path()).stream()
                .flatMap(folder -> below(folder, "host"))
                .flatMap(host -> below(host, "target"))
                .flatMap(target -> below(target, ""))
                .filter(unit ->
                        files.text(unit + "/type").flatMap(SysfsReader::number).isPresent())
                .map(unit -> new ScsiUnit(
                        files.text(unit + "/vendor").orElse(""),
                        files.text(unit + "/model").orElse("")))
                .toList();
    }

    private Stream<String> below(String folder, String prefix) {
        return files.names(folder).stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> folder + "/" + name);
    }

    private Optional<UsbDevice> device(String name) {
        var vid = hex(name + "/idVendor", 4);
        var pid = hex(name + "/idProduct", 4);
        var isHub = files.text(name + "/bDeviceClass").filter("09"::equals).isPresent();
        if (vid.isEmpty() || pid.isEmpty() || isHub) {
            return Optional.empty();
        }
        return Optional.of(new UsbDevice(
                name,
                vid.get(),
                pid.get(),
                files.text(name + "/manufacturer"),
                files.text(name + "/product"),
                files.text(name + "/serial"),
                files.text(name + "/bNumConfigurations")
                        .flatMap(SysfsReader::number)
                        .orElse(1),
                files.text(name + "/bMaxPower").flatMap(power -> number(power.replace("mA", ""))),
                files.text(name + "/speed").flatMap(SysfsReader::number),
                interfaces(name),
                Sight.whole()));
    }

    /** Real sysfs shows an interface below its device and beside it; plain folders may do either. */
    private Collection<String> interfaceFolders(String device) {
        var found = new TreeMap<String, String>();
        for (var parent : List.of("", device + "/")) {
            for (var name : files.names(parent)) {
                if (name.startsWith(device + ":")) {
                    found.putIfAbsent(name, parent + name);
                }
            }
        }
        return found.values();
    }

    private List<UsbInterface> interfaces(String device) {
        var numbers = new TreeMap<Integer, UsbInterface>();
        interfaceFolders(device)
                .forEach(folder -> usbInterface(folder).ifPresent(i -> numbers.putIfAbsent(i.number(), i)));
        return List.copyOf(numbers.values());
    }

    private Optional<UsbInterface> usbInterface(String folder) {
        return files.text(folder + "/bInterfaceNumber")
                .flatMap(SysfsReader::hexNumber)
                .map(number -> UsbInterface.of(
                                number,
                                triple(folder),
                                files.text(folder + "/bNumEndpoints").flatMap(SysfsReader::hexNumber),
                                files.link(folder + "/driver").or(() -> files.text(folder + "/driver")))
                        .with(
                                tty(folder).map(this::node),
                                child(folder + "/net", ""),
                                child(folder + "/usbmisc", "cdc-wdm").map(this::node)));
    }

    private Optional<Triple> triple(String folder) {
        var c = hex(folder + "/bInterfaceClass", 2);
        var s = hex(folder + "/bInterfaceSubClass", 2);
        var p = hex(folder + "/bInterfaceProtocol", 2);
        return c.isPresent() && s.isPresent() && p.isPresent()
                ? Optional.of(Triple.of(c.get(), s.get(), p.get()))
                : Optional.empty();
    }

    /** usb-serial ports stand below the interface itself, cdc_acm ones below its {@code tty} folder. */
    private Optional<String> tty(String folder) {
        return child(folder, "ttyUSB").or(() -> child(folder + "/tty", "tty"));
    }

    private Optional<String> child(String folder, String prefix) {
        return new TreeSet<>(files.names(folder))
                .stream()
                        .filter(name -> name.startsWith(prefix) && name.matches("[A-Za-z0-9._-]{1,32}"))
                        .findFirst();
    }

    private String node(String name) {
        return dev + "/" + name;
    }

    private Optional<String> hex(String file, int digits) {
        return files.text(file)
                .map(value -> value.toLowerCase(Locale.ROOT))
                .filter(value -> value.matches("[0-9a-f]{" + digits + "}"));
    }

    private static Optional<Integer> number(String text) {
        return Optional.of(text.strip()).filter(t -> t.matches("\\d{1,5}")).map(Integer::valueOf);
    }

    private static Optional<Integer> hexNumber(String text) {
        return Optional.of(text).filter(t -> t.matches("[0-9a-fA-F]{1,2}")).map(t -> Integer.parseInt(t, 16));
    }

    /** The files below {@code /sys/bus/usb/devices}, wherever they are: on this computer, or on a router as one look copied them. */
    public interface Files {
        /** Names in this folder, sorted; the empty path is the top. */
        List<String> names(String folder);

        /** The stripped text of a file; empty where it is missing, unreadable or blank. */
        Optional<String> text(String file);

        /** The last name of where a link points. */
        Optional<String> link(String file);
    }

    /** A USB tree that came over a wire: paths below {@code /sys/bus/usb/devices} with their values; a link's value is its last name. */
    public static final class Lines implements Files {
        private final TreeMap<String, String> values;

        public Lines(Map<String, String> values) {
            this.values = new TreeMap<>(values);
        }

        @Override
        public List<String> names(String folder) {
            var prefix = folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
            return values.tailMap(prefix, true).keySet().stream()
                    .takeWhile(path -> path.startsWith(prefix))
                    .map(path -> path.substring(prefix.length()).replaceFirst("/.*", ""))
                    .distinct()
                    .toList();
        }

        @Override
        public Optional<String> text(String file) {
            return Optional.ofNullable(values.get(file)).map(String::strip).filter(value -> !value.isEmpty());
        }

        @Override
        public Optional<String> link(String file) {
            return text(file);
        }
    }
}
