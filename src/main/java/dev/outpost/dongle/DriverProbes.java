package dev.outpost.dongle;

import java.util.Set;

/**
 * What drivers look at besides their tables before they take an interface. Sources: the probe functions of the kernel's qmi_wwan.c, option.c,
 * qcserial.c, hso.c, kalmia.c and cdc_mbim.c.
 */
final class DriverProbes {
    private static final String EC20 = "05c6:9215";

    private final UsbDevice device;
    private final UsbInterface i;

    DriverProbes(UsbDevice device, UsbInterface i) {
        this.device = device;
        this.i = i;
    }

    /** @param refused drivers whose tables leave this interface to another one */
    boolean accepts(DriverRow row, Set<String> refused) {
        return switch (row.driver()) {
            case "qmi_wwan" -> !hasEndpoints(2) && !isEc20() && (!row.isByNumber() || isVendor() || !refused.isEmpty());
            case "option" -> !i.isStorage() && !isReserved(row) && isSerialPort(row);
            case "qcserial" -> isVendor() && isPort(row);
            case "cdc_mbim" -> i.triple().filter(t -> t.subclass() == 0x0e).isPresent();
            case "cdc_acm" -> i.triple().filter(t -> t.interfaceClass() == 0x02).isPresent();
            case "sierra", "ipw", "hso", "kalmia" -> isVendor();
            default -> true;
        };
    }

    private boolean isVendor() {
        return i.triple().map(Triple::isVendor).orElse(true);
    }

    private boolean hasEndpoints(int count) {
        return i.endpoints().filter(n -> n == count).isPresent();
    }

    /** RSVD(n): the interface is another driver's. */
    private boolean isReserved(DriverRow row) {
        return row.flags().stream()
                .filter(flag -> flag.startsWith("rsvd"))
                .anyMatch(flag -> Set.of(flag.substring(4).split("\\+")).contains(String.valueOf(i.number())));
    }

    private boolean isSerialPort(DriverRow row) {
        var fewEnough = !row.flags().contains("numep2")
                || i.endpoints().map(n -> n == 2).orElse(true);
        return fewEnough && (!row.takesAnyInterface() || isVendor());
    }

    /** 05c6:9215 is a Gobi 2000 with QMI at 0, and an EC20 with five interfaces and QMI at 4: the richer reading wins. */
    private boolean isEc20() {
        return device.id().equals(EC20)
                && i.number() == 0
                && device.usbInterface(4)
                        .flatMap(UsbInterface::triple)
                        .filter(Triple::isVendor)
                        .isPresent();
    }

    /** Which numbers are ports: Gobi 1000 and 2000, Sierra's own layout; Huawei's is told by protocol numbers. */
    private boolean isPort(DriverRow row) {
        if (row.flags().contains("g2k")) {
            return (i.number() >= 1 && i.number() <= 3) || device.interfaces().size() == 1;
        }
        if (row.flags().contains("swi")) {
            return i.number() == 0 || i.number() == 2 || i.number() == 3;
        }
        return true;
    }
}
