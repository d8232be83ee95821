package dev.outpost.dongle;

import dev.outpost.step.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which driver of which kernel takes an interface: the id tables of the modem drivers, by the series of OpenWrt. */
public final class KernelTable {
    /** A serial port has a pair of bulk endpoints and at most one of interrupts. */
    private static final int PORT_PIPES = 3;

    private static final KernelTable SHIPPED = new KernelTable(Resource.facts("/dev/outpost/usb/linux-drivers.txt"));

    private final List<KernelSeries> series = new ArrayList<>();
    private final Map<String, List<DriverRow>> byVendor = new HashMap<>();

    private KernelTable(List<String> lines) {
        lines.forEach(this::learn);
    }

    /** The table that comes with the program. */
    public static KernelTable shipped() {
        return SHIPPED;
    }

    /** Every series, oldest first; later releases of one stand behind it. */
    public List<KernelSeries> series() {
        return List.copyOf(series);
    }

    /** The newest series. */
    public KernelSeries newest() {
        return series.getLast();
    }

    /** By its name. */
    public Optional<KernelSeries> series(String name) {
        return series.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /** The driver of this series' kernel that takes the interface; empty where none does by itself. */
    public Optional<LinuxDrivers.Claim> claim(UsbDevice device, UsbInterface i, KernelSeries in) {
        var fitting = Stream.concat(rows(device.vid()), rows("*"))
                .filter(row -> row.isIn(in) && row.fits(device, i))
                .toList();
        var refused = fitting.stream()
                .filter(DriverRow::isRefusal)
                .map(DriverRow::driver)
                .collect(Collectors.toSet());
        var order = LinuxDrivers.shipped().order();
        return fitting.stream()
                .filter(row -> !refused.contains(row.driver()) && row.accepts(device, i, refused))
                .min(Comparator.comparingInt(KernelTable::tier).thenComparingInt(row -> order.indexOf(row.driver())))
                .map(row -> new LinuxDrivers.Claim(row.driver(), row.isById() && !isDoubted(row, i), row.flags()));
    }

    /** An entry for whatever a maker has of the commonest class is weak: more pipes than a port has, or another kind's driver, say more. */
    private static boolean isDoubted(DriverRow row, UsbInterface i) {
        return row.isForWhateverItsMakerHas()
                && (i.endpoints().filter(n -> n > PORT_PIPES).isPresent()
                        || i.driver().filter(LinuxDrivers.shipped()::isForeign).isPresent());
    }

    /** The newest qmi_wwan lists this interface number of the id, whether the device was seen to have it or not. */
    public boolean listsQmi(UsbDevice device, int number) {
        return rows(device.vid())
                .anyMatch(row -> row.driver().equals("qmi_wwan")
                        && row.isIn(newest())
                        && row.isFor(device)
                        && row.names(number));
    }

    /** A driver of modems names this maker. */
    boolean makesModems(String vid) {
        return rows(vid)
                .anyMatch(row ->
                        List.of("option", "qmi_wwan", "sierra", "qcserial").contains(row.driver()));
    }

    /** An entry that says which interface comes before a class, and a class before an entry for whatever the device has. */
    private static int tier(DriverRow row) {
        if (row.isById()) {
            return row.takesAnyInterface() && !LinuxDrivers.shipped().isAdapter(row.driver()) ? 2 : 0;
        }
        return 1;
    }

    private Stream<DriverRow> rows(String vid) {
        return byVendor.getOrDefault(vid, List.of()).stream();
    }

    private void learn(String line) {
        var words = line.split(" ");
        if (words[0].equals("kernel")) {
            series.add(new KernelSeries(words[1], line.split(" ", 3)[2], series.size()));
            return;
        }
        var span = words[1].split("-");
        for (var where : words[4].split(",")) {
            var place = Place.parse(where);
            Arrays.stream(words)
                    .skip(5)
                    .map(pid -> new DriverRow(
                            words[0],
                            order(span[0]),
                            span.length == 1 ? Integer.MAX_VALUE : order(span[1]),
                            Set.of(words[2].split(",")),
                            words[3],
                            place,
                            pid))
                    .forEach(row -> byVendor.computeIfAbsent(row.vid(), vid -> new ArrayList<>())
                            .add(row));
        }
    }

    private int order(String name) {
        return series(name)
                .orElseThrow(() -> new IllegalArgumentException(name))
                .order();
    }

    /** Which interfaces an entry is for: {@code if04} a number, {@code ff/ff/30} class, subclass and protocol, {@code *} any. */
    private record Place(int number, int interfaceClass, int subclass, int protocol) {
        private static final int ANY = -1;
        private static final Place ANYWHERE = new Place(ANY, ANY, ANY, ANY);
        private static final Place WHOLLY_VENDORS = new Place(ANY, 0xff, 0xff, 0xff);

        static Place parse(String text) {
            if (text.equals("*")) {
                return ANYWHERE;
            }
            if (text.startsWith("if")) {
                return new Place(HexFormat.fromHexDigits(text, 2, text.length()), ANY, ANY, ANY);
            }
            var parts = text.split("/", 3);
            return new Place(ANY, value(parts[0]), value(parts[1]), value(parts[2]));
        }

        private static int value(String text) {
            return text.equals("*") ? ANY : HexFormat.fromHexDigits(text);
        }

        boolean holds(UsbInterface i) {
            return equals(ANYWHERE)
                    || (number == ANY ? i.triple().filter(this::holds).isPresent() : number == i.number());
        }

        private boolean holds(Triple triple) {
            return holds(interfaceClass, triple.interfaceClass())
                    && holds(subclass, triple.subclass())
                    && holds(protocol, triple.protocol());
        }

        private static boolean holds(int wanted, int value) {
            return wanted == ANY || wanted == value;
        }
    }

    /**
     * One entry of a kernel driver's id table, and what the driver looks at besides before it takes an interface: the probe functions of the kernel's
     * qmi_wwan.c, option.c, qcserial.c, hso.c, kalmia.c and cdc_mbim.c.
     *
     * @param from the first series that has it
     * @param to the last one
     * @param flags what the driver makes of it: the head of {@code linux-drivers.txt} lists them
     * @param vid idVendor; {@code *} is any
     * @param pid idProduct; {@code *} is any
     */
    private record DriverRow(String driver, int from, int to, Set<String> flags, String vid, Place where, String pid) {
        private static final String ANY = "*";

        DriverRow {
            flags = Set.copyOf(flags);
        }

        boolean isIn(KernelSeries series) {
            return from <= series.order() && series.order() <= to;
        }

        /** It names a maker: no class alone. */
        boolean isById() {
            return !vid.equals(ANY);
        }

        boolean takesAnyInterface() {
            return where.equals(Place.ANYWHERE);
        }

        boolean isForWhateverItsMakerHas() {
            return isById() && pid.equals(ANY) && where.equals(Place.WHOLLY_VENDORS);
        }

        boolean isByNumber() {
            return where.number() != Place.ANY;
        }

        /** Listed so that the driver leaves it alone. */
        boolean isRefusal() {
            return flags.contains("not");
        }

        boolean fits(UsbDevice device, UsbInterface i) {
            return isFor(device) && where.holds(i);
        }

        boolean isFor(UsbDevice device) {
            return (vid.equals(ANY) || vid.equals(device.vid())) && (pid.equals(ANY) || pid.equals(device.pid()));
        }

        boolean names(int number) {
            return where.number() == number;
        }

        /** @param refused drivers whose tables leave this interface to another one */
        boolean accepts(UsbDevice device, UsbInterface i, Set<String> refused) {
            return switch (driver) {
                case "qmi_wwan" ->
                    i.endpoints().filter(n -> n == 2).isEmpty()
                            && !isEc20(device, i)
                            && (!isByNumber() || isVendor(i) || !refused.isEmpty());
                case "option" -> !i.isStorage() && !isReserved(i) && isSerialPort(i);
                case "qcserial" -> isVendor(i) && isPort(device, i);
                case "cdc_mbim" -> i.triple().filter(t -> t.subclass() == 0x0e).isPresent();
                case "cdc_acm" ->
                    i.triple().filter(t -> t.interfaceClass() == 0x02).isPresent();
                case "sierra", "ipw", "hso", "kalmia" -> isVendor(i);
                default -> true;
            };
        }

        private static boolean isVendor(UsbInterface i) {
            return i.triple().map(Triple::isVendor).orElse(true);
        }

        /** RSVD(n): the interface is another driver's. */
        private boolean isReserved(UsbInterface i) {
            return flags.stream()
                    .filter(flag -> flag.startsWith("rsvd"))
                    .anyMatch(flag -> Set.of(flag.substring(4).split("\\+")).contains(String.valueOf(i.number())));
        }

        private boolean isSerialPort(UsbInterface i) {
            var fewEnough =
                    !flags.contains("numep2") || i.endpoints().map(n -> n == 2).orElse(true);
            return fewEnough && (!takesAnyInterface() || isVendor(i));
        }

        /** 05c6:9215 is a Gobi 2000 with QMI at 0, and an EC20 with five interfaces and QMI at 4: the richer reading wins. */
        private static boolean isEc20(UsbDevice device, UsbInterface i) {
            return device.id().equals("05c6:9215")
                    && i.number() == 0
                    && device.usbInterface(4)
                            .flatMap(UsbInterface::triple)
                            .filter(Triple::isVendor)
                            .isPresent();
        }

        /** Which numbers are ports: Gobi 1000 and 2000, Sierra's own layout; Huawei's is told by protocol numbers. */
        private boolean isPort(UsbDevice device, UsbInterface i) {
            if (flags.contains("g2k")) {
                return (i.number() >= 1 && i.number() <= 3)
                        || device.interfaces().size() == 1;
            }
            return !flags.contains("swi") || i.number() == 0 || i.number() == 2 || i.number() == 3;
        }
    }
}
