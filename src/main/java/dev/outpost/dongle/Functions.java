package dev.outpost.dongle;

import dev.outpost.dongle.UsbFunction.Basis;
import dev.outpost.dongle.UsbFunction.Kind;
import java.util.Optional;

/**
 * Reads an interface's function: by the kernel's tables first, by the driver that is bound second, by the vendor's numbers last. A driver of
 * another kind of device is evidence that it is none of a modem's, unless the tables name the device.
 */
final class Functions {
    /** One bulk endpoint each way and no interrupt: a boot loader's. */
    private static final int BULK_PAIR = 2;

    private final LinuxDrivers drivers = LinuxDrivers.shipped();
    private final KernelTable kernels = KernelTable.shipped();
    private final UsbDevice device;
    private final KernelSeries series;
    private final VendorReading reading;

    Functions(UsbDevice device, KernelSeries series) {
        this.device = device;
        this.series = series;
        this.reading = new VendorReading(device, series);
    }

    UsbFunction of(UsbInterface i) {
        if (isDownload(i)) {
            return byClass(Kind.DOWNLOAD, i, "Qualcomm emergency download");
        }
        if (i.isStorage()) {
            return byClass(Kind.STORAGE, i, "mass storage");
        }
        if (i.triple().filter(t -> t.isVendor() && Phone.isNoPort(device, t)).isPresent()) {
            return reading.of(i);
        }
        var claim = kernels.claim(device, i, series);
        return claim.filter(DriverClaim::byId)
                .map(c -> claimed(i, c))
                .or(() -> foreign(i))
                .or(() -> claim.map(c -> claimed(i, c)))
                .or(() -> bound(i))
                .orElseGet(() -> reading.of(i));
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

    private UsbFunction claimed(UsbInterface i, DriverClaim claim) {
        var kind =
                claim.isAdapter() ? Kind.OTHER : drivers.kindOf(claim.driver()).orElse(Kind.OTHER);
        var words = kind == Kind.OTHER ? "a network adapter's" : words(kind, i);
        var kernel = kind == Kind.QMI ? claim.driver() + ", Linux " + series.kernel() : claim.driver();
        var how = i.driver().filter(claim.driver()::equals).isPresent()
                ? " (bound by " + claim.driver() + ")"
                : " (kernel " + kernel + ")" + UsbFunction.although(i, claim.driver());
        return new UsbFunction(kind, i, i.inWords() + ": " + words + how, claim.byId() ? Basis.ID : Basis.CLASS);
    }

    private String words(Kind kind, UsbInterface i) {
        return kind == Kind.SERIAL ? reading.portWords(i) : name(kind);
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
            var data = reading.isData(i) ? Kind.DATA : kind;
            return new UsbFunction(
                    data, i, i.inWords() + ": " + name(data) + " (bound by " + driver + ")", Basis.BOUND);
        });
    }

    private static UsbFunction byClass(Kind kind, UsbInterface i, String words) {
        return new UsbFunction(kind, i, i.inWords() + ": " + words, Basis.CLASS);
    }

    private static String name(Kind kind) {
        return switch (kind) {
            case QMI -> "QMI";
            case MBIM -> "MBIM";
            case HUAWEI_NCM -> "Huawei NCM";
            case DIRECTIP -> "Sierra DirectIP";
            case NCM -> "CDC NCM";
            case ECM -> "CDC Ethernet";
            case RNDIS -> "RNDIS";
            case UNHANDLED -> "a network of its maker's own kind";
            case SERIAL -> "a serial port";
            case STORAGE -> "mass storage";
            case DATA -> "the data half";
            case ADB, DOWNLOAD, OTHER -> "something else";
        };
    }
}
