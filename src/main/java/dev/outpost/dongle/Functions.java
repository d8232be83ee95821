package dev.outpost.dongle;

import dev.outpost.dongle.UsbFunction.Basis;
import dev.outpost.dongle.UsbFunction.Kind;
import java.util.Optional;

/**
 * Reads an interface's function: by the kernel's tables first, by the driver that is bound second, by the vendor's numbers last. A driver of
 * another kind of device is evidence that it is none of a modem's, unless the tables name the device.
 */
final class Functions {
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

    Functions(UsbDevice device, KernelSeries series) {
        this.device = device;
        this.series = series;
    }

    UsbFunction of(UsbInterface i) {
        if (isDownload(i)) {
            return byClass(Kind.DOWNLOAD, i, "Qualcomm emergency download");
        }
        if (i.isStorage()) {
            return byClass(Kind.STORAGE, i, "mass storage");
        }
        if (i.triple().filter(t -> t.isVendor() && Phone.isNoPort(device, t)).isPresent()) {
            return byNumbers(i);
        }
        var claim = kernels.claim(device, i, series);
        return claim.filter(LinuxDrivers.Claim::byId)
                .map(c -> claimed(i, c))
                .or(() -> foreign(i))
                .or(() -> claim.map(c -> claimed(i, c)))
                .or(() -> bound(i))
                .orElseGet(() -> byNumbers(i));
    }

    /** Asked before the tables: kernels without commit f3eaabbfd093 bind option there, and one byte may be the last. */
    private boolean isDownload(UsbInterface i) {
        return device.interfaces().size() == 1
                && (i.is(0xff, 0xff, 0x10) || (drivers.isBootLoader(device) && hasBulkPair(i)));
    }

    /** What qcserial looks for in a boot loader that it knows by its id; some devices keep that id as modems. */
    private static boolean hasBulkPair(UsbInterface i) {
        return i.triple().filter(Triple::isVendor).isPresent()
                && i.endpoints().map(n -> n == BULK_PAIR).orElse(true);
    }

    private UsbFunction claimed(UsbInterface i, LinuxDrivers.Claim claim) {
        var kind =
                claim.isAdapter() ? Kind.OTHER : drivers.kindOf(claim.driver()).orElse(Kind.OTHER);
        var words = kind == Kind.OTHER ? "a network adapter's" : kind == Kind.SERIAL ? portWords(i) : kind.inWords();
        var kernel = kind == Kind.QMI ? claim.driver() + ", Linux " + series.kernel() : claim.driver();
        var how = i.driver().filter(claim.driver()::equals).isPresent()
                ? " (bound by " + claim.driver() + ")"
                : " (kernel " + kernel + ")" + UsbFunction.although(i, claim.driver());
        return new UsbFunction(kind, i, i.inWords() + ": " + words + how, claim.byId() ? Basis.ID : Basis.CLASS);
    }

    /** Wi-Fi, Bluetooth, printers, cameras: a driver that no modem has. */
    private Optional<UsbFunction> foreign(UsbInterface i) {
        return i.driver()
                .filter(drivers::isForeign)
                .map(driver -> new UsbFunction(
                        Kind.OTHER, i, i.inWords() + ": not a modem's (bound by " + driver + ")", Basis.BOUND));
    }

    private Optional<UsbFunction> bound(UsbInterface i) {
        var driver = i.driver().orElse("");
        return drivers.kindOf(driver).filter(kind -> kind != Kind.OTHER).map(kind -> {
            var data = isData(i) ? Kind.DATA : kind;
            return new UsbFunction(
                    data, i, i.inWords() + ": " + data.inWords() + " (bound by " + driver + ")", Basis.BOUND);
        });
    }

    private static UsbFunction byClass(Kind kind, UsbInterface i, String words) {
        return new UsbFunction(kind, i, i.inWords() + ": " + words, Basis.CLASS);
    }

    /** By the numbering that Qualcomm and Huawei keep to: no proof, and a maker's number alone makes no modem. */
    private UsbFunction byNumbers(UsbInterface i) {
        if (isData(i)) {
            return function(Kind.DATA, i, "the data half");
        }
        return i.triple().filter(Triple::isVendor).map(t -> vendor(i, t)).orElseGet(() -> other(i));
    }

    /** The other half of a network function. */
    private boolean isData(UsbInterface i) {
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
        if (drivers.foreignness(device).isPresent()) {
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

    private boolean isNetwork(LinuxDrivers.Claim claim) {
        return drivers.kindOf(claim.driver()).filter(Kind::isNetwork).isPresent();
    }

    private boolean hasPortsOrDisk() {
        return device.interfaces().stream().filter(Functions::isPort).count() >= 2
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
                && others.stream().noneMatch(Functions::isQualcommNetwork)
                && others.stream().filter(Functions::isQualcommPort).count() >= 2
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
    private String portWords(UsbInterface i) {
        return i.triple()
                .filter(t -> device.isHuawei() && t.isVendor() && t.subclass() >= 1 && t.subclass() <= 6)
                .map(t -> "Huawei " + huaweiRole(t.protocol()))
                .orElse("a serial port");
    }

    /** The three banks of Huawei's protocol numbers: base, base + 0x30, base + 0x60. */
    private static String huaweiRole(int protocol) {
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
