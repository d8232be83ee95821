package dev.outpost.dongle;

import dev.outpost.dongle.UsbFunction.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a device's interfaces say about it, taken together: descriptors first, before anybody asks anything.
 *
 * @param functions one for each interface
 */
public record Layout(UsbDevice device, List<UsbFunction> functions) {
    public Layout {
        functions = List.copyOf(functions);
    }

    /** Reads a device as the newest kernel that we know would. */
    public static Layout of(UsbDevice device) {
        var reader = new Functions(device, KernelTable.shipped().newest());
        return new Layout(device, device.interfaces().stream().map(reader::of).toList());
    }

    public Mode mode() {
        if (isDownload()) {
            return Mode.DOWNLOAD;
        }
        if (!functions.isEmpty() && functions.stream().allMatch(f -> f.kind() == Kind.STORAGE)) {
            return Mode.STORAGE;
        }
        var net = functions.stream().filter(f -> f.kind().isNetwork()).toList();
        if (!net.isEmpty() && !has(Kind.SERIAL) && net.stream().allMatch(Layout::routes)) {
            return Mode.ROUTER;
        }
        return net.isEmpty() && !has(Kind.SERIAL) ? Mode.UNKNOWN : Mode.MODEM;
    }

    /** A modem, a router on a stick, or one of them before its mode switch; not a disk, a keyboard or a network adapter. */
    public boolean isDongle() {
        var drivers = LinuxDrivers.shipped();
        if (mode() == Mode.DOWNLOAD || isModemByKernel()) {
            return true;
        }
        if (Phone.of(this).isEmpty() && (drivers.foreignness(device).isPresent() || isAdapter())) {
            return false;
        }
        return switch (mode()) {
            case DOWNLOAD -> true;
            case ROUTER -> !drivers.makesLanAdapters(device);
            case STORAGE ->
                !SwitchBook.isOther(device)
                        && (SwitchBook.shipped().knows(device)
                                || (drivers.makesModems(device) && !drivers.makesDisks(device)));
            case MODEM ->
                (drivers.makesModems(device)
                                || carriesIp()
                                || isHeldByModemDriver()
                                || Phone.of(this).isPresent())
                        && !drivers.isReceiver(device);
            case UNKNOWN -> Phone.of(this).isPresent();
        };
    }

    /** Its id, or an interface that only modems have, says so. */
    private boolean isModemByKernel() {
        var kernels = KernelTable.shipped();
        return functions.stream()
                .anyMatch(f -> f.kind() == Kind.MBIM
                        || f.kind() == Kind.QMI
                        || kernels.claim(device, f.at(), kernels.newest())
                                .filter(LinuxDrivers.Claim::isModems)
                                .isPresent());
    }

    /** The kernel's driver of a network adapter takes it. */
    private boolean isAdapter() {
        var kernels = KernelTable.shipped();
        return device.interfaces().stream()
                .anyMatch(i -> kernels.claim(device, i, kernels.newest())
                        .filter(LinuxDrivers.Claim::isAdapter)
                        .isPresent());
    }

    /** Somebody's kernel, or somebody's new_id, took its ports for a modem's; cdc_acm takes any board's. */
    private boolean isHeldByModemDriver() {
        return of(Kind.SERIAL).stream()
                .flatMap(f -> f.at().driver().stream())
                .anyMatch(driver -> !driver.equals("cdc_acm") && !driver.equals("usbserial_generic"));
    }

    /** A network beside serial ports: a modem whoever made it, unless its maker makes network adapters. */
    private boolean carriesIp() {
        return functions.stream().anyMatch(f -> f.kind().isNetwork())
                && !LinuxDrivers.shipped().makesLanAdapters(device);
    }

    /** Why a network that a kernel driver of its own carries, kalmia or hso, is no uplink; empty where it has none. */
    public Optional<String> unhandled() {
        return of(Kind.UNHANDLED).stream()
                .findFirst()
                .map(f -> f.because() + ", and OpenWrt has no handler that dials it");
    }

    public List<UsbFunction> of(Kind kind) {
        return functions.stream().filter(f -> f.kind() == kind).toList();
    }

    public boolean has(Kind kind) {
        return functions.stream().anyMatch(f -> f.kind() == kind);
    }

    /** The function behind an interface number. */
    public Optional<UsbFunction> at(int interfaceNumber) {
        return functions.stream()
                .filter(f -> f.at().number() == interfaceNumber)
                .findFirst();
    }

    /** The interface that Huawei calls PCUI, where the protocol numbers say so. */
    public Optional<UsbInterface> pcui() {
        return huaweiPort(List.of(0x12, 0x02, 0x32, 0x62));
    }

    /** The interface that dials PPP, where Huawei's protocol numbers say so. */
    public Optional<UsbInterface> modemPort() {
        return huaweiPort(List.of(0x10, 0x01, 0x31, 0x61));
    }

    private Optional<UsbInterface> huaweiPort(List<Integer> protocols) {
        return protocols.stream()
                .flatMap(p -> of(Kind.SERIAL).stream()
                        .map(UsbFunction::at)
                        .filter(i -> device.isHuawei()
                                && i.triple()
                                        .filter(t -> t.isVendor() && t.subclass() <= 6 && t.protocol() == p)
                                        .isPresent()))
                .findFirst();
    }

    /** NCM without a serial port carries its own DHCP server, as ECM and RNDIS do. */
    private static boolean routes(UsbFunction f) {
        return f.kind() == Kind.ECM || f.kind() == Kind.RNDIS || f.kind() == Kind.NCM;
    }

    private boolean isDownload() {
        var product = device.product().orElse("").toUpperCase(Locale.ROOT);
        return LinuxDrivers.shipped().isDownload(device) || has(Kind.DOWNLOAD) || product.startsWith("QUSB_BULK");
    }
}
