package dev.outpost.adapter.usb;

import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbBus;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbInterface;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Linux's view in {@code /sys/bus/usb/devices}: plain files that need no permission. Both folders are parameters, so that a tree of ordinary
 * folders stands for a machine; what is missing or cannot be read is unknown, never an error.
 */
public final class SysfsBus implements UsbBus {
    private static final int LONGEST = 4096;

    private final Path devices;
    private final String dev;

    /**
     * @param sys stands for {@code /sys}
     * @param dev stands for {@code /dev} in the names of nodes
     */
    public SysfsBus(Path sys, Path dev) {
        this.devices = sys.resolve("bus/usb/devices");
        this.dev = dev.toString();
    }

    @Override
    public List<UsbDevice> devices() {
        return entries(devices).stream()
                .filter(entry -> !entry.getFileName().toString().contains(":"))
                .filter(entry -> !entry.getFileName().toString().startsWith("usb"))
                .flatMap(entry -> device(entry).stream())
                .toList();
    }

    private Optional<UsbDevice> device(Path folder) {
        var vid = hex(folder, "idVendor", 4);
        var pid = hex(folder, "idProduct", 4);
        var isHub = text(folder, "bDeviceClass").filter("09"::equals).isPresent();
        if (vid.isEmpty() || pid.isEmpty() || isHub) {
            return Optional.empty();
        }
        return Optional.of(new UsbDevice(
                folder.getFileName().toString(),
                vid.get(),
                pid.get(),
                text(folder, "manufacturer"),
                text(folder, "product"),
                text(folder, "serial"),
                text(folder, "bNumConfigurations").flatMap(SysfsBus::number).orElse(1),
                text(folder, "bMaxPower").flatMap(power -> number(power.replace("mA", ""))),
                interfaces(folder)));
    }

    /** Real sysfs shows an interface below its device and beside it; plain folders may do either. */
    private List<UsbInterface> interfaces(Path device) {
        var prefix = device.getFileName() + ":";
        var found = new TreeMap<String, Path>();
        for (var parent : List.of(devices, device)) {
            for (var entry : entries(parent)) {
                var name = entry.getFileName().toString();
                if (name.startsWith(prefix)) {
                    found.putIfAbsent(name, entry);
                }
            }
        }
        var numbers = new TreeMap<Integer, UsbInterface>();
        found.values().forEach(folder -> usbInterface(folder).ifPresent(i -> numbers.putIfAbsent(i.number(), i)));
        return List.copyOf(numbers.values());
    }

    private Optional<UsbInterface> usbInterface(Path folder) {
        return text(folder, "bInterfaceNumber")
                .flatMap(SysfsBus::hexNumber)
                .map(number -> new UsbInterface(
                        number,
                        triple(folder),
                        text(folder, "bNumEndpoints").flatMap(SysfsBus::hexNumber),
                        driver(folder),
                        tty(folder).map(this::node),
                        children(folder.resolve("net"), "").findFirst(),
                        children(folder.resolve("usbmisc"), "cdc-wdm")
                                .findFirst()
                                .map(this::node)));
    }

    private static Optional<Triple> triple(Path folder) {
        var c = hex(folder, "bInterfaceClass", 2);
        var s = hex(folder, "bInterfaceSubClass", 2);
        var p = hex(folder, "bInterfaceProtocol", 2);
        return c.isPresent() && s.isPresent() && p.isPresent()
                ? Optional.of(Triple.of(c.get(), s.get(), p.get()))
                : Optional.empty();
    }

    /** usb-serial ports stand below the interface itself, cdc_acm ones below its {@code tty} folder. */
    private static Optional<String> tty(Path folder) {
        return children(folder, "ttyUSB")
                .findFirst()
                .or(() -> children(folder.resolve("tty"), "tty").findFirst());
    }

    private static Optional<String> driver(Path folder) {
        var link = folder.resolve("driver");
        try {
            if (Files.isSymbolicLink(link)) {
                return Optional.of(Files.readSymbolicLink(link).getFileName().toString());
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return text(folder, "driver");
    }

    private String node(String name) {
        return dev + "/" + name;
    }

    private static Stream<String> children(Path folder, String prefix) {
        return entries(folder).stream()
                .map(entry -> entry.getFileName().toString())
                .filter(name -> name.startsWith(prefix));
    }

    private static List<Path> entries(Path folder) {
        var found = new ArrayList<Path>();
        try (var stream = Files.newDirectoryStream(folder)) {
            stream.forEach(found::add);
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        found.sort(Comparator.comparing(path -> path.getFileName().toString()));
        return found;
    }

    private static Optional<String> text(Path folder, String name) {
        var file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8).strip())
                    .filter(value -> !value.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> hex(Path folder, String name, int digits) {
        return text(folder, name)
                .map(value -> value.toLowerCase(Locale.ROOT))
                .filter(value -> value.matches("[0-9a-f]{" + digits + "}"));
    }

    private static Optional<Integer> number(String text) {
        return Optional.of(text.strip()).filter(t -> t.matches("\\d{1,5}")).map(Integer::valueOf);
    }

    private static Optional<Integer> hexNumber(String text) {
        return Optional.of(text).filter(t -> t.matches("[0-9a-fA-F]{1,2}")).map(t -> Integer.parseInt(t, 16));
    }
}
