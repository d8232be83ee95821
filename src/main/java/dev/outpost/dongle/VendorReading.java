package dev.outpost.dongle;

import dev.outpost.dongle.UsbFunction.Basis;
import dev.outpost.dongle.UsbFunction.Kind;

/**
 * Reads interfaces that no kernel table names and no driver holds: by the numbering that Qualcomm and Huawei keep to. Nothing here is proof,
 * and a maker's number alone makes no modem.
 */
final class VendorReading {
    /** One bulk endpoint each way and no interrupt: a diagnostic port, a boot loader. Fewer cannot be a serial port. */
    private static final int BULK_PAIR = 2;
    /** A bulk pair and an interrupt: the most that a port or a QMI channel has. Wi-Fi chips have more. */
    private static final int PORT_AT_MOST = 3;

    /** ff/ff/30 diagnostic, 40 AT, 50 rmnet, 60 NMEA: Telit FN990, Quectel RG255C, Fibocom FG132, Rolling RW101 (commits to option and qmi_wwan). */
    private static final int QUALCOMM_RMNET = 0x50;

    private final LinuxDrivers drivers = LinuxDrivers.shipped();
    private final KernelTable kernels = KernelTable.shipped();
    private final UsbDevice device;
    private final KernelSeries series;

    VendorReading(UsbDevice device, KernelSeries series) {
        this.device = device;
        this.series = series;
    }

    UsbFunction of(UsbInterface i) {
        if (isData(i)) {
            return function(Kind.DATA, i, "the data half");
        }
        return i.triple().filter(Triple::isVendor).map(t -> vendor(i, t)).orElseGet(() -> other(i));
    }

    /** The other half of a network function. */
    boolean isData(UsbInterface i) {
        return i.triple()
                .filter(t -> t.interfaceClass() == 0x0a || isHuaweiData(t))
                .isPresent();
    }

    private boolean isHuaweiData(Triple t) {
        return device.isHuawei()
                && t.isVendor()
                && t.subclass() == 1
                && (t.protocol() == 0x08 || t.protocol() == 0x38 || t.protocol() == 0x68);
    }

    private UsbFunction vendor(UsbInterface i, Triple t) {
        if (t.subclass() == 0x42 && t.protocol() == 0x01) {
            return function(Kind.ADB, i, "Android debugging");
        }
        if (Phone.isNoPort(device, t)) {
            return other(i);
        }
        if (device.isHuawei() && t.subclass() >= 1 && t.subclass() <= 6) {
            return huawei(i, t);
        }
        if (canBeQmi(i) && t.subclass() == 0xff && t.protocol() == QUALCOMM_RMNET) {
            return function(Kind.QMI, i, "QMI by Qualcomm's numbering of its newer modems");
        }
        if (isQualcommsUsualSet(i)) {
            return function(Kind.QMI, i, "QMI by its place in Qualcomm's usual set of interfaces");
        }
        return isPort(i) && looksLikeModem() ? function(Kind.SERIAL, i, "a vendor's serial port") : other(i);
    }

    /** qmi_wwan refuses two endpoints: that is a diagnostic port with the same triple. */
    private static boolean canBeQmi(UsbInterface i) {
        return i.endpoints().map(n -> n != BULK_PAIR).orElse(true);
    }

    private static boolean isPort(UsbInterface i) {
        return i.triple().filter(t -> t.isVendor() && t.subclass() != 0x42).isPresent()
                && i.endpoints().map(n -> n == BULK_PAIR || n == PORT_AT_MOST).orElse(true);
    }

    /** What else there is must speak for a modem: its maker with several ports or a disk, or a network beside. */
    private boolean looksLikeModem() {
        if (Foreignness.of(device).isPresent()) {
            return false;
        }
        var claims = device.interfaces().stream()
                .flatMap(i -> kernels.claim(device, i, series).stream())
                .toList();
        var byKernel = claims.stream().anyMatch(c -> c.isModems() || isNetwork(c));
        var byDriver = device.interfaces().stream()
                .flatMap(i -> i.driver().stream())
                .anyMatch(d -> drivers.kindOf(d)
                        .filter(k -> k.isNetwork() || k == Kind.SERIAL)
                        .isPresent());
        return byKernel || byDriver || (drivers.makesModems(device) && hasPortsOrDisk());
    }

    private boolean isNetwork(DriverClaim claim) {
        return drivers.kindOf(claim.driver()).filter(Kind::isNetwork).isPresent();
    }

    private boolean hasPortsOrDisk() {
        return device.interfaces().stream().filter(VendorReading::isPort).count() >= 2
                || device.interfaces().stream().anyMatch(UsbInterface::isStorage);
    }

    /**
     * The one ff/ff/ff with an interrupt endpoint among serial ports of ff/00/00 or ff/ff/40, as in the dumps of the modems that qmi_wwan
     * lists by number; counts only where the kernel lists no interface of this id and nothing else carries IP.
     */
    private boolean isQualcommsUsualSet(UsbInterface i) {
        var others = device.interfaces().stream()
                .filter(other -> other.number() != i.number())
                .toList();
        return isQualcommNetwork(i)
                && others.stream().noneMatch(VendorReading::isQualcommNetwork)
                && others.stream().filter(VendorReading::isQualcommPort).count() >= 2
                && others.stream()
                        .allMatch(other -> other.triple()
                                .filter(t -> t.isVendor() || t.isStorage())
                                .isPresent())
                && device.interfaces().stream().noneMatch(this::isListedQmi)
                && !device.isHuawei()
                && !drivers.hasDoubtfulQmi(device);
    }

    private boolean isListedQmi(UsbInterface i) {
        return kernels.claim(device, i, series)
                .filter(c -> c.driver().equals("qmi_wwan"))
                .isPresent();
    }

    private static boolean isQualcommNetwork(UsbInterface i) {
        return i.is(0xff, 0xff, 0xff)
                && i.endpoints().filter(n -> n > BULK_PAIR).isPresent();
    }

    private static boolean isQualcommPort(UsbInterface i) {
        return i.is(0xff, 0x00, 0x00) || i.is(0xff, 0xff, 0x40);
    }

    /** Huawei's numbers that no kernel driver takes: NCM with another subclass, QMI with another one. */
    private UsbFunction huawei(UsbInterface i, Triple t) {
        return switch (t.protocol()) {
            case 0x16, 0x46, 0x76 ->
                new UsbFunction(
                        Kind.OTHER, i, i.inWords() + ": Huawei NCM that no kernel driver claims", Basis.READING);
            default -> function(Kind.SERIAL, i, "Huawei " + huaweiRole(t.protocol()));
        };
    }

    /** What a serial port is for, where Huawei's numbers tell. */
    String portWords(UsbInterface i) {
        return i.triple()
                .filter(t -> device.isHuawei() && t.isVendor() && t.subclass() >= 1 && t.subclass() <= 6)
                .map(t -> "Huawei " + huaweiRole(t.protocol()))
                .orElse("a serial port");
    }

    /** The three banks of Huawei's protocol numbers: base, base + 0x30, base + 0x60. */
    static String huaweiRole(int protocol) {
        return switch (protocol) {
            case 0x01, 0x31, 0x61, 0x10 -> "modem port";
            case 0x02, 0x32, 0x62, 0x12 -> "PCUI port (AT)";
            case 0x03, 0x33, 0x63, 0x13 -> "diagnostic port";
            case 0x05, 0x14 -> "position port";
            default -> "serial port";
        };
    }

    private static UsbFunction other(UsbInterface i) {
        return function(Kind.OTHER, i, "not a modem's");
    }

    private static UsbFunction function(Kind kind, UsbInterface i, String words) {
        return new UsbFunction(kind, i, i.inWords() + ": " + words, Basis.READING);
    }
}
