package dev.outpost.dongle;

import dev.outpost.dongle.UsbFunction.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What no kernel table tells of single devices, makers and drivers: exceptions that have become known, each with its source. */
public final class LinuxDrivers {
    /** Dumps cut long names off; less than this tells nothing. */
    private static final int SHORTEST = 4;

    private static final LinuxDrivers SHIPPED = new LinuxDrivers();

    private final FactFile facts = new FactFile("known-exceptions.txt");

    private final List<String> order =
            List.of(facts.values("order ").findFirst().orElseThrow().split(" "));

    private LinuxDrivers() {}

    /** The facts that come with the program. */
    public static LinuxDrivers shipped() {
        return SHIPPED;
    }

    /** What a driver makes of an interface that it holds; empty for a driver that is not known. */
    Optional<Kind> kindOf(String driver) {
        return facts.values("driver " + driver + " ").findFirst().map(Kind::valueOf);
    }

    /** No modem has this driver, nor a tool that any device may be in the hands of; a name may be cut off at its end. */
    boolean isForeign(String driver) {
        return driver.length() >= SHORTEST && facts.values("driver ").noneMatch(known -> known.startsWith(driver));
    }

    /** The kind of device that an interface of this class belongs to, if that is no modem. */
    private Optional<String> foreignClass(UsbDevice device, Triple t) {
        return Stream.of(t.toString(), t.toString().substring(0, 2))
                .flatMap(text -> facts.values("foreign-class " + text + " "))
                .filter(name -> !device.isHuawei() || !t.isVendor())
                .findFirst();
    }

    /** The word in a device's own name that names another kind of device. */
    private Optional<String> foreignWord(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return facts.values("foreign-word ").filter(lower::contains).sorted().findFirst();
    }

    /** Emergency download by its id. */
    public boolean isDownload(UsbDevice device) {
        return facts.knows("download", device.id());
    }

    /** A boot loader by its id, as long as it has one interface only: some came back as modems with the same id. */
    public boolean isBootLoader(UsbDevice device) {
        return facts.knows("boot", device.id());
    }

    /** QMI interfaces of this vendor are known that carry no data. */
    public boolean hasDoubtfulQmi(UsbDevice device) {
        return facts.knows("doubtful-qmi", device.vid());
    }

    /** QMI interfaces of this vendor that are known by number only rarely carry data. */
    public boolean hasRareQmi(UsbDevice device) {
        return facts.knows("rare-qmi", device.vid());
    }

    /** A receiver of position signals, by a maker of modems. */
    public boolean isReceiver(UsbDevice device) {
        return facts.knows("receiver", device.id());
    }

    /** A maker of modems. */
    public boolean makesModems(UsbDevice device) {
        return facts.knows("vendor", device.vid()) || KernelTable.shipped().makesModems(device.vid());
    }

    /** A maker of modems who makes nothing else that is plugged into a computer. */
    public boolean makesModemsOnly(UsbDevice device) {
        return makesModems(device) && !makesDisks(device) && !facts.knows("also-else", device.vid());
    }

    /** A computer that plays a device: Linux's own gadget drivers and their like. */
    public boolean isGadget(UsbDevice device) {
        return facts.knows("gadget", device.id());
    }

    /** A maker of modems that makes disks and telephones too. */
    public boolean makesDisks(UsbDevice device) {
        return facts.knows("also-disks", device.vid());
    }

    /** A maker of USB network adapters, whose devices are no dongles. */
    public boolean makesLanAdapters(UsbDevice device) {
        return facts.knows("lan-chip", device.vid());
    }

    /** What says that a device is another thing than a modem, in words: a driver, a class, its own name; empty where nothing does. */
    Optional<String> foreignness(UsbDevice device) {
        var byDriver = device.interfaces().stream()
                .filter(i -> !i.isStorage())
                .flatMap(i -> i.driver().stream())
                .filter(this::isForeign)
                .map(driver -> "the driver " + driver + " is bound, which no modem has");
        var byClass = device.interfaces().stream()
                .flatMap(i -> i.triple().stream())
                .flatMap(t -> foreignClass(device, t).stream())
                .map(name -> "it has the interfaces of " + name);
        var byName = Stream.of(device.product(), device.manufacturer())
                .flatMap(text -> text.flatMap(this::foreignWord).stream())
                .map(word -> "it calls itself " + word);
        return Stream.of(byDriver, byClass, byName).flatMap(Stream::sequential).findFirst();
    }

    /** Drivers in the order in which they are asked where several would take an interface. */
    List<String> order() {
        return order;
    }

    /** A driver of network adapters for computers. */
    boolean isAdapter(String driver) {
        return facts.knows("adapter", driver);
    }

    /**
     * A kernel driver takes an interface.
     *
     * @param byId its table names this maker or device; else the class was enough
     * @param flags of the entry
     */
    public record Claim(String driver, boolean byId, Set<String> flags) {
        public Claim {
            flags = Set.copyOf(flags);
        }

        /** The driver makes ttys. */
        public boolean isSerial() {
            return shipped().kindOf(driver).equals(Optional.of(UsbFunction.Kind.SERIAL));
        }

        /** The driver is for modems only, so an entry that names a device says what it is. */
        boolean isModems() {
            return byId
                    && !List.of("cdc_acm", "cdc_ncm", "cdc_ether", "rndis_host").contains(driver)
                    && !isAdapter();
        }

        /** A driver of network adapters. */
        boolean isAdapter() {
            return shipped().isAdapter(driver);
        }
    }
}
