package dev.outpost.dongle;

import dev.outpost.dongle.UsbFunction.Kind;
import java.util.Optional;

/**
 * Reads an interface's function: by the driver that is bound, by a standard triple, by Huawei's protocol numbers, by the kernel's list.
 *
 * <p>Sources: the id tables of Linux's cdc_ether, cdc_ncm, cdc_mbim, rndis_host, qmi_wwan, huawei_cdc_ncm, option and qcserial.
 */
final class Functions {
    /** One bulk endpoint each way and no interrupt: a diagnostic port, a boot loader. Fewer cannot be a serial port. */
    private static final int BULK_PAIR = 2;

    /** ff/ff/30 diagnostic, 40 AT, 50 rmnet, 60 NMEA: Telit FN990, Quectel RG255C, Fibocom FG132, Rolling RW101 (commits to option and qmi_wwan). */
    private static final int QUALCOMM_RMNET = 0x50;

    private final LinuxDrivers drivers;
    private final UsbDevice device;

    Functions(LinuxDrivers drivers, UsbDevice device) {
        this.drivers = drivers;
        this.device = device;
    }

    UsbFunction of(UsbInterface i) {
        return isDownload(i)
                ? download(i)
                : byDriver(i)
                        .orElseGet(() -> i.triple().map(t -> byTriple(i, t)).orElseGet(() -> other(i)));
    }

    /** Asked before the driver: kernels without commit f3eaabbfd093 bind option there, and one byte may be the last. */
    private boolean isDownload(UsbInterface i) {
        return device.interfaces().size() == 1
                && (i.is(0xff, 0xff, 0x10) || (drivers.isBootLoader(device) && hasBulkPair(i)));
    }

    /** What qcserial looks for in a boot loader that it knows by its id; some devices keep that id as modems. */
    private static boolean hasBulkPair(UsbInterface i) {
        return i.triple().filter(Triple::isVendor).isPresent()
                && i.endpoints().map(n -> n == BULK_PAIR).orElse(true);
    }

    private static UsbFunction download(UsbInterface i) {
        return function(Kind.DOWNLOAD, i, "Qualcomm emergency download");
    }

    private Optional<UsbFunction> byDriver(UsbInterface i) {
        var driver = i.driver().orElse("");
        var kind = switch (driver) {
            case "qmi_wwan" -> huaweiData(i) ? Kind.DATA : Kind.QMI;
            case "cdc_mbim" -> Kind.MBIM;
            case "huawei_cdc_ncm" -> Kind.HUAWEI_NCM;
            case "cdc_ncm" -> Kind.NCM;
            case "cdc_ether" -> Kind.ECM;
            case "rndis_host" -> Kind.RNDIS;
            case "option", "qcserial", "sierra", "cdc_acm", "hso" -> Kind.SERIAL;
            case "usb-storage", "uas" -> Kind.STORAGE;
            default -> Kind.OTHER;
        };
        if (kind == Kind.OTHER
                || (kind == Kind.SERIAL && !device.isHuawei() && drivers.isQmi(device, i) && canBeQmi(i))) {
            return Optional.empty();
        }
        var isData = i.triple().map(t -> t.interfaceClass() == 0x0a).orElse(false);
        return Optional.of(new UsbFunction(
                isData ? Kind.DATA : kind, i, i.inWords() + ": " + name(kind) + " (bound by " + driver + ")", true));
    }

    private UsbFunction byTriple(UsbInterface i, Triple t) {
        return switch (t.interfaceClass()) {
            case 0x02 -> communication(i, t);
            case 0x08 -> function(Kind.STORAGE, i, "mass storage");
            case 0x0a -> function(Kind.DATA, i, "the data half");
            case 0xe0 -> t.subclass() == 1 && t.protocol() == 3 ? rndis(i) : other(i);
            case 0xef -> t.protocol() == 1 && (t.subclass() == 1 || t.subclass() == 4) ? rndis(i) : other(i);
            case 0xff -> vendor(i, t);
            default -> other(i);
        };
    }

    private UsbFunction communication(UsbInterface i, Triple t) {
        if (t.subclass() == 0x06 && drivers.isQmi(device, i)) {
            return qmi(i);
        }
        return switch (t.subclass()) {
            case 0x06, 0x0a -> function(Kind.ECM, i, "CDC Ethernet (kernel cdc_ether)");
            case 0x0d -> function(Kind.NCM, i, "CDC NCM (kernel cdc_ncm)");
            case 0x0e -> function(Kind.MBIM, i, "MBIM (kernel cdc_mbim)");
            case 0x02 -> t.protocol() == 0xff ? rndis(i) : function(Kind.SERIAL, i, "a serial port (kernel cdc_acm)");
            default -> other(i);
        };
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
        if (canBeQmi(i)) {
            if (drivers.isQmi(device, i)) {
                return qmi(i);
            }
            if (t.subclass() == 0xff && t.protocol() == QUALCOMM_RMNET) {
                return new UsbFunction(
                        Kind.QMI, i, i.inWords() + ": QMI by Qualcomm's numbering of its newer modems", false);
            }
        }
        if (isQualcommsUsualSet(i)) {
            return new UsbFunction(
                    Kind.QMI, i, i.inWords() + ": QMI by its place in Qualcomm's usual set of interfaces", false);
        }
        if (i.endpoints().filter(n -> n < BULK_PAIR).isPresent()) {
            return other(i);
        }
        return function(Kind.SERIAL, i, "a vendor's serial port");
    }

    /** qmi_wwan refuses two endpoints: that is a diagnostic port with the same triple. */
    private static boolean canBeQmi(UsbInterface i) {
        return i.endpoints().map(n -> n != BULK_PAIR).orElse(true);
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
                && device.interfaces().stream().noneMatch(any -> drivers.isQmi(device, any))
                && !device.isHuawei()
                && !drivers.hasDoubtfulQmi(device);
    }

    private static boolean isQualcommNetwork(UsbInterface i) {
        return i.is(0xff, 0xff, 0xff)
                && i.endpoints().filter(n -> n > BULK_PAIR).isPresent();
    }

    private static boolean isQualcommPort(UsbInterface i) {
        return i.is(0xff, 0x00, 0x00) || i.is(0xff, 0xff, 0x40);
    }

    /** The three banks of Huawei's protocol numbers: base, base + 0x30, base + 0x60. */
    private UsbFunction huawei(UsbInterface i, Triple t) {
        return switch (t.protocol()) {
            case 0x07, 0x09, 0x11, 0x37, 0x39, 0x67, 0x69 ->
                t.subclass() == 1 ? qmi(i) : function(Kind.SERIAL, i, "Huawei serial port");
            case 0x08, 0x38, 0x68 -> function(Kind.DATA, i, "Huawei QMI data");
            case 0x16, 0x46, 0x76 -> huaweiNcm(i, t);
            default -> function(Kind.SERIAL, i, "Huawei " + huaweiRole(t.protocol()));
        };
    }

    /** huawei_cdc_ncm claims ff/02 with 16, 46, 76, and ff/03/16; nothing else. */
    private static UsbFunction huaweiNcm(UsbInterface i, Triple t) {
        if (t.subclass() == 2 || (t.subclass() == 3 && t.protocol() == 0x16)) {
            return function(Kind.HUAWEI_NCM, i, "Huawei NCM (kernel huawei_cdc_ncm)");
        }
        return new UsbFunction(Kind.OTHER, i, i.inWords() + ": Huawei NCM that no kernel driver claims", false);
    }

    static String huaweiRole(int protocol) {
        return switch (protocol) {
            case 0x01, 0x31, 0x61, 0x10 -> "modem port";
            case 0x02, 0x32, 0x62, 0x12 -> "PCUI port (AT)";
            case 0x03, 0x33, 0x63, 0x13 -> "diagnostic port";
            case 0x05, 0x14 -> "position port";
            default -> "serial port";
        };
    }

    private boolean huaweiData(UsbInterface i) {
        return device.isHuawei()
                && i.triple()
                        .map(t -> t.protocol() == 0x08 || t.protocol() == 0x38 || t.protocol() == 0x68)
                        .orElse(false);
    }

    private UsbFunction qmi(UsbInterface i) {
        return new UsbFunction(Kind.QMI, i, i.inWords() + ": QMI (kernel qmi_wwan, " + drivers.source() + ")", true);
    }

    private static UsbFunction rndis(UsbInterface i) {
        return function(Kind.RNDIS, i, "RNDIS (kernel rndis_host)");
    }

    private static UsbFunction other(UsbInterface i) {
        return new UsbFunction(Kind.OTHER, i, i.inWords() + ": not a modem's", false);
    }

    private static UsbFunction function(Kind kind, UsbInterface i, String words) {
        return new UsbFunction(kind, i, i.inWords() + ": " + words, true);
    }

    private static String name(Kind kind) {
        return switch (kind) {
            case QMI -> "QMI";
            case MBIM -> "MBIM";
            case HUAWEI_NCM -> "Huawei NCM";
            case NCM -> "CDC NCM";
            case ECM -> "CDC Ethernet";
            case RNDIS -> "RNDIS";
            case SERIAL -> "a serial port";
            case STORAGE -> "mass storage";
            case DATA -> "the data half";
            case ADB, DOWNLOAD, OTHER -> "something else";
        };
    }
}
