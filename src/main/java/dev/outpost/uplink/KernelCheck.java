package dev.outpost.uplink;

import dev.outpost.dongle.KernelSeries;
import dev.outpost.dongle.KernelTable;
import dev.outpost.dongle.Layout;
import dev.outpost.dongle.LinuxDrivers;
import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.dongle.UsbFunction;
import dev.outpost.dongle.UsbFunction.Kind;
import dev.outpost.dongle.UsbInterface;
import dev.outpost.profile.UplinkHandlers;
import dev.outpost.profile.UplinkKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the kernel of a series of OpenWrt drives what an uplink needs, by the kernel's own tables. */
public final class KernelCheck {
    private final KernelTable kernels = KernelTable.shipped();
    private final UsbDevice device;
    private final Layout layout;
    private final KernelSeries series;

    private KernelCheck(UsbDevice device, KernelSeries series) {
        this.device = device;
        this.layout = Layout.of(device);
        this.series = series;
    }

    /** What comes of it. */
    public sealed interface Answer {
        /** Its drivers take the dongle by themselves. */
        record Drives() implements Answer {}

        /** No kernel of ours lists the id, but it may be told to the drivers at each start. */
        record TakesNewId(NewId id) implements Answer {}

        /** Another series or a later release lists the id. */
        record NewerKernel(String words, boolean sameSeries, Optional<NewId> meanwhile) implements Answer {}

        /** Nothing helps. */
        record Never(String words) implements Answer {}
    }

    public static Answer of(UsbDevice device, UplinkKind kind, KernelSeries series) {
        return new KernelCheck(device, series).answer(kind);
    }

    /** The kernel of a release, {@code 24.10.2}; of one that no table has the nearest one. */
    public static KernelSeries seriesOf(String release) {
        var known = KernelTable.shipped().series().stream()
                .filter(s -> !s.isLaterRelease())
                .toList();
        return known.stream()
                .filter(s -> release.equals(s.name()) || release.startsWith(s.name() + "."))
                .findFirst()
                .orElseGet(() -> release.matches("(1[0-9]|2[01])\\..*") ? known.getFirst() : known.getLast());
    }

    private Answer answer(UplinkKind kind) {
        return needed(kind)
                .filter(lacking -> !lacking.isEmpty())
                .map(lacking -> lack(lacking, kind))
                .orElseGet(Answer.Drives::new);
    }

    /** The functions of which the kernel has to drive one at least, where it drives none. */
    private Optional<List<UsbFunction>> needed(UplinkKind kind) {
        var functions = switch (kind) {
            case QMI -> layout.of(Kind.QMI);
            case DIRECTIP -> layout.of(Kind.DIRECTIP);
            case PPP -> layout.of(Kind.SERIAL);
            case NCM -> layout.has(Kind.HUAWEI_NCM) ? layout.of(Kind.HUAWEI_NCM) : layout.of(Kind.SERIAL);
            case MBIM, ECM, RNDIS -> List.<UsbFunction>of();
        };
        return Optional.of(functions).filter(all -> all.stream().noneMatch(f -> drives(f, series)));
    }

    private boolean drives(UsbFunction f, KernelSeries in) {
        return kernels.claim(device, f.at(), in)
                .filter(claim -> f.kind() == Kind.SERIAL
                        ? claim.isSerial()
                        : claim.driver().equals(driver(f.kind())))
                .isPresent();
    }

    private static String driver(Kind kind) {
        return UplinkHandlers.shipped().carrier(kind.word()).orElseThrow().driver();
    }

    private Answer lack(List<UsbFunction> lacking, UplinkKind kind) {
        var driver = driver(lacking.getFirst().kind());
        var newId = newId(lacking, kind);
        var newer = kernels.series().stream()
                .filter(s -> s.order() > series.order())
                .filter(s -> lacking.stream().anyMatch(f -> drives(f, s)))
                .findFirst();
        if (newer.isPresent()) {
            return new Answer.NewerKernel(
                    newerWords(driver, newer.get()), newer.get().plainName().equals(series.name()), newId);
        }
        return newId.<Answer>map(Answer.TakesNewId::new)
                .orElseGet(() -> new Answer.Never("no kernel of OpenWrt has " + driver + " take " + device.id()));
    }

    private String newerWords(String driver, KernelSeries newer) {
        return newer.plainName().equals(series.name())
                ? "its id is in the router's kernel: " + driver + " knows " + device.id() + " in later releases of "
                        + series.name() + " only (Linux " + series.kernel() + " does not list it)"
                : "the kernel of OpenWrt " + series.name() + " (Linux " + series.kernel() + ") does not list "
                        + device.id() + " for " + driver + "; that of " + newer.inWords() + " does";
    }

    /** Only vendors' own interfaces can be handed to a driver: of the others the class decides. */
    private Optional<NewId> newId(List<UsbFunction> lacking, UplinkKind kind) {
        var isVendors = lacking.stream()
                .allMatch(f -> f.at().triple().filter(Triple::isVendor).isPresent());
        if (!isVendors || kind == UplinkKind.DIRECTIP) {
            return Optional.empty();
        }
        var qmi = kind == UplinkKind.QMI ? Optional.of(lacking.getFirst().at().number()) : Optional.<Integer>empty();
        return Optional.of(new NewId(device.vid(), device.pid(), qmi, qmi.isEmpty() || !drivesAPort()));
    }

    private boolean drivesAPort() {
        return ports().anyMatch(i -> kernels.claim(device, i, series)
                .filter(LinuxDrivers.Claim::isSerial)
                .isPresent());
    }

    private Stream<UsbInterface> ports() {
        return layout.of(Kind.SERIAL).stream().map(UsbFunction::at);
    }

    /**
     * An id that a kernel's drivers are told while they run.
     *
     * @param qmi the interface that qmi_wwan shall take; empty where only ports are wanted
     * @param ports option shall take the serial ports, which it does not by itself
     */
    public record NewId(String vid, String pid, Optional<Integer> qmi, boolean ports) {
        /**
         * A device that every kernel since 4.4 lists with "raises DTR" in qmi_wwan: the new id gets what that one has (Linux
         * Documentation/ABI/testing/sysfs-bus-usb, new_id: idVendor idProduct bInterfaceClass refIdVendor refIdProduct).
         */
        static final String LIKE = " 1199 9071";

        public NewId {
            if (!vid.matches("[0-9a-f]{4}") || !pid.matches("[0-9a-f]{4}")) {
                throw new IllegalArgumentException("no ids: " + vid + ":" + pid);
            }
        }

        /** What the script on the router does, as a person would type it. */
        public List<String> lines() {
            var lines = new ArrayList<String>();
            qmi.ifPresent(number ->
                    lines.add("echo " + vid + " " + pid + " ff" + LIKE + " > /sys/bus/usb/drivers/qmi_wwan/new_id"));
            if (ports) {
                lines.add("echo " + vid + " " + pid + " ff > /sys/bus/usb-serial/drivers/option1/new_id");
            }
            return lines;
        }

        /** For a verdict: "its id is told to the drivers at each start, ...". */
        String condition() {
            return "its id is told to the router's drivers at each start, as apply sets up (new_id): "
                    + String.join(" ; ", lines());
        }
    }
}
