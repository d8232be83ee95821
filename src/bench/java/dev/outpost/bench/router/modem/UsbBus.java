package dev.outpost.bench.router.modem;

import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.bench.dongle.UsbInterface;
import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.FileSystem;
import dev.outpost.bench.host.SpecialFile;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The one USB port of the router, in sysfs as {@code 1-1}.
 *
 * <p>A device is visible by vendor and product as soon as it is plugged in; its ttys, network devices and control nodes
 * appear when the package with the driver is there ({@link #look}).
 */
public final class UsbBus {
    private static final String DEVICES = "/sys/bus/usb/devices/";
    private static final String PORT = "1-1";
    private static final String MODEM_MAC = "00:1e:10:1f:00:00";

    /** A MAC that looks global makes the kernel's name eth1 and not usb0 (seen: forum.openwrt.org/t/26824). */
    private static final String STICK_MAC = "0c:5b:8f:27:9a:64";

    /**
     * The package that brings each kernel driver for modems; which one takes an interface says the dongle's data file.
     *
     * <p>Class numbers from usb-modems.json of the facts; ff/02/16 is Huawei's NCM, ff/02/10 and ff/02/12 its serial ports.
     */
    private static final Map<String, String> DRIVERS = Map.of(
            "option", "kmod-usb-serial-option",
            "qcserial", "kmod-usb-serial-qualcomm",
            "huawei_cdc_ncm", "kmod-usb-net-huawei-cdc-ncm",
            "cdc_mbim", "kmod-usb-net-cdc-mbim",
            "qmi_wwan", "kmod-usb-net-qmi-wwan",
            "cdc_ncm", "kmod-usb-net-cdc-ncm",
            "cdc_ether", "kmod-usb-net-cdc-ether",
            "rndis_host", "kmod-usb-net-rndis",
            "cdc_acm", "kmod-usb-acm",
            "usb-storage", "kmod-usb-storage");

    private final FileSystem files;
    private final UsbHost host;
    private final String kernel;
    private final Predicate<String> installed;
    private Optional<SimulatedDongle> plugged = Optional.empty();
    private final List<String> nodes = new ArrayList<>();
    private final List<ModemNode> terminals = new ArrayList<>();
    private final List<Integer> bound = new ArrayList<>();
    private Optional<String> netdev = Optional.empty();
    private final List<NodeEvent> news = new ArrayList<>();
    private int ttys;
    private int acms;
    private int firstTty;

    public UsbBus(FileSystem files, UsbHost host, String kernel, Predicate<String> installed) {
        this.files = files;
        this.host = host;
        this.kernel = kernel;
        this.installed = installed;
    }

    public synchronized void plugIn(SimulatedDongle dongle) {
        unplug();
        plugged = Optional.of(dongle);
        show();
        look();
    }

    public synchronized void unplug() {
        plugged = Optional.empty();
        terminals.forEach(ModemNode::unplugged);
        terminals.clear();
        nodes.forEach(files::removeTree);
        nodes.clear();
        bound.clear();
        netdev = Optional.empty();
        news.clear();
        ttys = firstTty;
        acms = 0;
    }

    /**
     * A node that has come.
     *
     * @param subsystem {@code tty}, {@code usbmisc} or {@code net}
     * @param devpath below {@code /sys}
     */
    public record NodeEvent(String subsystem, String devpath) {}

    /** What has come since the last call. */
    public synchronized List<NodeEvent> news() {
        var all = List.copyOf(news);
        news.clear();
        return all;
    }

    /** The next time it is plugged in its serial ports begin with this number: somebody still holds the old ones. */
    public synchronized void numbersBeginAt(int number) {
        firstTty = number;
    }

    private void came(String subsystem, String folder) {
        news.add(new NodeEvent(subsystem, folder.substring("/sys".length())));
    }

    public synchronized Optional<SimulatedDongle> dongle() {
        return plugged;
    }

    /** The network device of the dongle, once its driver is there. */
    public synchronized Optional<String> netdev() {
        return netdev;
    }

    /** After a boot: the tree is made anew from what is plugged in. */
    public synchronized void enumerate() {
        var dongle = plugged;
        unplug();
        files.putFolder("/sys/bus/usb/devices");
        files.putFolder("/sys/class/tty");
        files.putFolder("/sys/class/net");
        root();
        dongle.ifPresent(this::plugIn);
    }

    private void root() {
        var folder = hub();
        attribute(folder, "idVendor", () -> "1d6b");
        attribute(folder, "idProduct", () -> "0002");
        attribute(folder, "manufacturer", () -> "Linux " + kernel + " " + host.hcd());
        attribute(folder, "product", host::product);
        link(folder, DEVICES + "usb1");
    }

    private void show() {
        var usb = plugged.orElseThrow().identity();
        var folder = hub() + "/" + PORT;
        usb.attributes(2).forEach((name, value) -> attribute(folder, name, () -> value));
        attribute(folder, "bMaxPower", () -> "500mA");
        attribute(folder, "authorized", () -> "1");
        link(folder, DEVICES + PORT);
        usb.interfaces().forEach(this::show);
    }

    private void show(UsbInterface usb) {
        var folder = folder(usb);
        usb.attributes().forEach((name, value) -> attribute(folder, name, () -> value));
        link(folder, DEVICES + PORT + ":1." + usb.number());
    }

    private String hub() {
        return "/sys/devices/" + host.path() + "/usb1";
    }

    private String folder(UsbInterface usb) {
        return hub() + "/" + PORT + "/" + PORT + ":1." + usb.number();
    }

    /** Lets each installed driver take the interfaces that are still free. */
    public synchronized void look() {
        if (plugged.isEmpty()) {
            return;
        }
        for (var usb : plugged.get().identity().interfaces()) {
            usb.driver()
                    .filter(driver -> !bound.contains(usb.number()))
                    .filter(driver -> installed.test(DRIVERS.getOrDefault(driver, "")))
                    .ifPresent(driver -> bind(usb, driver));
        }
    }

    private void bind(UsbInterface usb, String driver) {
        bound.add(usb.number());
        files.putFolder("/sys/bus/usb/drivers/" + driver);
        files.putLink("/sys/bus/usb/drivers/" + driver, folder(usb) + "/driver");
        switch (usb.nodes()) {
            case TTY -> tty(usb, driver);
            case NET -> net(usb);
            case NET_AND_WDM -> {
                wdm(usb, driver);
                net(usb);
            }
            case NONE -> {}
        }
    }

    /** usb-serial puts a port device between interface and tty, cdc_acm does not (facts/openwrt.md#usb-in-sysfs). */
    private void tty(UsbInterface usb, String driver) {
        var isAcm = driver.equals("cdc_acm");
        var name = isAcm ? "ttyACM" + acms++ : "ttyUSB" + ttys++;
        var device = isAcm ? folder(usb) : folder(usb) + "/" + name;
        files.putFolder(device + "/tty/" + name);
        link(device, device + "/tty/" + name + "/device");
        link(device + "/tty/" + name, "/sys/class/tty/" + name);
        came("tty", device + "/tty/" + name);
        plugged.orElseThrow().port(usb.number()).ifPresent(port -> {
            var terminal = new ModemNode(plugged.orElseThrow(), driver, Optional.of(port));
            terminals.add(terminal);
            files.special("/dev/" + name, terminal);
            nodes.add("/dev/" + name);
        });
    }

    private void wdm(UsbInterface usb, String driver) {
        var folder = folder(usb) + "/usbmisc/cdc-wdm0";
        files.putFolder(folder);
        link(folder(usb), folder + "/device");
        link(folder, "/sys/class/usbmisc/cdc-wdm0");
        came("usbmisc", folder);
        files.special("/dev/cdc-wdm0", new ModemNode(plugged.orElseThrow(), driver, Optional.empty()));
        nodes.add("/dev/cdc-wdm0");
    }

    private void net(UsbInterface usb) {
        if (netdev.isPresent()) {
            return; // two network functions of one dongle: the bench follows the first
        }
        var onStick = plugged.orElseThrow().lease().isPresent();
        var name = usb.nodes() == UsbInterface.Nodes.NET_AND_WDM ? "wwan0" : onStick ? freeEthernet() : "usb0";
        var mac = onStick ? STICK_MAC : MODEM_MAC;
        var folder = folder(usb) + "/net/" + name;
        attribute(folder, "address", () -> mac);
        attribute(folder, "operstate", () -> "unknown");
        attribute(folder, "carrier", () -> plugged.map(SimulatedDongle::hasLink).orElse(false) ? "1" : "0");
        link(folder(usb), folder + "/device");
        link(folder, "/sys/class/net/" + name);
        netdev = Optional.of(name);
        came("net", folder);
    }

    /** {@code eth1}, or the next where the board has one itself. */
    private String freeEthernet() {
        return IntStream.iterate(1, n -> n + 1)
                .mapToObj(n -> "eth" + n)
                .filter(name -> !files.exists("/sys/class/net/" + name))
                .findFirst()
                .orElseThrow();
    }

    private void attribute(String folder, String name, Supplier<String> value) {
        files.special(folder + "/" + name, SpecialFile.text(() -> value.get() + "\n"));
        nodes.add(folder);
    }

    private void link(String target, String path) {
        try {
            if (files.linkStat(path).isPresent()) {
                files.remove(path);
            }
        } catch (FileError stuck) {
            throw new UncheckedIOException(stuck);
        }
        files.putLink(target, path);
        nodes.add(path);
    }

    /**
     * A board's USB host controller.
     *
     * @param path where it is in sysfs: {@code platform/101c0000.ehci}
     * @param hcd what the root hub's manufacturer ends in
     * @param product of the root hub
     */
    public record UsbHost(String path, String hcd, String product) {}
}
