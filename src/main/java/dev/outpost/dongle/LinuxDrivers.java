package dev.outpost.dongle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the Linux kernel knows about single devices and no descriptor tells: which vendor interface is QMI, whose devices are modems, and the
 * exceptions that have become known. Two resources; each names its source.
 */
public final class LinuxDrivers {
    private static final LinuxDrivers SHIPPED = new LinuxDrivers(List.of("linux-drivers.txt", "known-exceptions.txt"));

    private final Map<String, Set<String>> facts = new HashMap<>();

    private LinuxDrivers(List<String> resources) {
        resources.forEach(name -> lines(name).forEach(this::learn));
    }

    /** The tables that come with the program. */
    public static LinuxDrivers shipped() {
        return SHIPPED;
    }

    /** The kernel that the table was made from. */
    public String source() {
        return String.join(" ", facts.getOrDefault("source", Set.of()));
    }

    /** The kernel's qmi_wwan takes this interface: by number, or by the triple where only that is listed. */
    public boolean isQmi(UsbDevice device, UsbInterface i) {
        var triple = i.triple().map(Triple::toString).orElse("?");
        return (knows("qmi", device.id() + " " + i.number()) && !isGobiReading(device, i))
                || knows("qmi", device.id() + " " + triple)
                || knows("qmi", device.vid() + ":* " + triple);
    }

    /** The kernel's qmi_wwan lists this interface number of the id, whether the device was seen to have it or not. */
    public boolean listsQmi(UsbDevice device, int number) {
        return knows("qmi", device.id() + " " + number);
    }

    /** 05c6:9215 is a Gobi 2000 with QMI at 0, and an EC20 with five interfaces and QMI at 4: the richer reading wins. */
    private boolean isGobiReading(UsbDevice device, UsbInterface i) {
        return i.number() == 0
                && device.interfaces().stream()
                        .filter(other -> other.number() > 3)
                        .anyMatch(other -> other.triple().map(Triple::isVendor).orElse(false)
                                && knows("qmi", device.id() + " " + other.number()));
    }

    /** Emergency download by its id. */
    public boolean isDownload(UsbDevice device) {
        return knows("download", device.id());
    }

    /** A boot loader by its id, as long as it has one interface only: some came back as modems with the same id. */
    public boolean isBootLoader(UsbDevice device) {
        return knows("boot", device.id());
    }

    /** QMI interfaces of this vendor are known that carry no data. */
    public boolean hasDoubtfulQmi(UsbDevice device) {
        return knows("doubtful-qmi", device.vid());
    }

    /** QMI interfaces of this vendor that are known by number only rarely carry data. */
    public boolean hasRareQmi(UsbDevice device) {
        return knows("rare-qmi", device.vid());
    }

    /** A receiver of position signals, by a maker of modems. */
    public boolean isReceiver(UsbDevice device) {
        return knows("receiver", device.id());
    }

    /** A maker of modems. */
    public boolean makesModems(UsbDevice device) {
        return knows("vendor", device.vid());
    }

    /** A maker of modems that makes disks and telephones too. */
    public boolean makesDisks(UsbDevice device) {
        return knows("also-disks", device.vid());
    }

    /** A maker of USB network adapters, whose devices are no dongles. */
    public boolean makesLanAdapters(UsbDevice device) {
        return knows("lan-chip", device.vid());
    }

    private boolean knows(String word, String rest) {
        return facts.getOrDefault(word, Set.of()).contains(rest);
    }

    private void learn(String line) {
        var words = line.split(" ", 2);
        var rest = words[1].strip();
        // interface numbers are hexadecimal in the kernel's aliases
        var value = words[0].equals("qmi") && rest.matches("\\S+ [0-9a-f]{2}")
                ? rest.substring(0, rest.length() - 2) + Integer.parseInt(rest.substring(rest.length() - 2), 16)
                : rest;
        facts.computeIfAbsent(words[0], word -> new HashSet<>()).add(value);
    }

    private static Stream<String> lines(String name) {
        try (InputStream in = LinuxDrivers.class.getResourceAsStream("/dev/outpost/usb/" + name)) {
            var text = new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().map(line -> line.replaceAll("#.*", "").strip()).filter(line -> !line.isEmpty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
