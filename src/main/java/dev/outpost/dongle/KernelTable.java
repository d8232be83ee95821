package dev.outpost.dongle;

import dev.outpost.step.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
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
    public Optional<DriverClaim> claim(UsbDevice device, UsbInterface i, KernelSeries in) {
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
                .map(row -> new DriverClaim(row.driver(), row.isById() && !isDoubted(row, i), row.flags()));
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
            Arrays.stream(words)
                    .skip(5)
                    .map(pid -> new DriverRow(
                            words[0],
                            order(span[0]),
                            span.length == 1 ? Integer.MAX_VALUE : order(span[1]),
                            Set.of(words[2].split(",")),
                            words[3],
                            where,
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
}
