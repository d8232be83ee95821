package dev.outpost.dongle;

import dev.outpost.dongle.UsbFunction.Kind;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What no kernel table tells of single devices, makers and drivers: exceptions that have become known, each with its source. */
public final class LinuxDrivers {
    /** Dumps cut long names off; less than this tells nothing. */
    private static final int SHORTEST = 4;

    private static final LinuxDrivers SHIPPED = new LinuxDrivers();

    private final Set<String> lines = Set.copyOf(FactLines.of("known-exceptions.txt").stream()
            .map(line -> line.replaceAll("\\s+", " "))
            .toList());

    private LinuxDrivers() {}

    /** The facts that come with the program. */
    public static LinuxDrivers shipped() {
        return SHIPPED;
    }

    /** What a driver makes of an interface that it holds; empty for a driver that is not known. */
    Optional<Kind> kindOf(String driver) {
        return values("driver " + driver + " ").findFirst().map(Kind::valueOf);
    }

    /** No modem has this driver, nor a tool that any device may be in the hands of; a name may be cut off at its end. */
    boolean isForeign(String driver) {
        return driver.length() >= SHORTEST && values("driver ").noneMatch(known -> known.startsWith(driver));
    }

    /** The kind of device that an interface of this class belongs to, if that is no modem. */
    Optional<String> foreignClass(UsbDevice device, Triple t) {
        return Stream.of(t.toString(), t.toString().substring(0, 2))
                .flatMap(text -> values("foreign-class " + text + " "))
                .filter(name -> !device.isHuawei() || !t.isVendor())
                .findFirst();
    }

    /** The word in a device's own name that names another kind of device. */
    Optional<String> foreignWord(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return values("foreign-word ").filter(lower::contains).sorted().findFirst();
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
        return knows("vendor", device.vid()) || KernelTable.shipped().makesModems(device.vid());
    }

    /** A maker of modems who makes nothing else that is plugged into a computer. */
    public boolean makesModemsOnly(UsbDevice device) {
        return makesModems(device) && !makesDisks(device) && !knows("also-else", device.vid());
    }

    /** A computer that plays a device: Linux's own gadget drivers and their like. */
    public boolean isGadget(UsbDevice device) {
        return knows("gadget", device.id());
    }

    /** A maker of modems that makes disks and telephones too. */
    public boolean makesDisks(UsbDevice device) {
        return knows("also-disks", device.vid());
    }

    /** A maker of USB network adapters, whose devices are no dongles. */
    public boolean makesLanAdapters(UsbDevice device) {
        return knows("lan-chip", device.vid());
    }

    /** What stands behind these first words. */
    private Stream<String> values(String words) {
        return lines.stream().filter(line -> line.startsWith(words)).map(line -> line.substring(words.length()));
    }

    private boolean knows(String word, String rest) {
        return lines.contains(word + " " + rest);
    }
}
