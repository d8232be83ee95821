package dev.outpost.dongle;

import dev.outpost.text.Word;
import java.util.Optional;

/**
 * What an interface is for, with the rule that says so.
 *
 * @param because for the technician: "interface 2 is ff/02/16: Huawei NCM (kernel huawei_cdc_ncm)"
 * @param basis how strong that rule is
 */
public record UsbFunction(Kind kind, UsbInterface at, String because, Basis basis) {
    /** Kinds of functions, with the words of {@code device-profiles}: {@code huawei-ncm}. */
    public enum Kind implements Word {
        QMI("QMI"),
        MBIM("MBIM"),
        HUAWEI_NCM("Huawei NCM"),
        /** Sierra's DirectIP: the kernel's sierra_net. */
        DIRECTIP("Sierra DirectIP"),
        NCM("CDC NCM"),
        ECM("CDC Ethernet"),
        RNDIS("RNDIS"),
        /** A driver of its own carries the data, and OpenWrt has no handler that dials it: kalmia, hso. */
        UNHANDLED("a network of its maker's own kind"),
        /** AT, PPP, diagnostics, positions: a tty in any case. */
        SERIAL("a serial port"),
        STORAGE("mass storage"),
        /** The other half of a network function. */
        DATA("the data half"),
        ADB("something else"),
        DOWNLOAD("something else"),
        OTHER("something else");

        private final String inWords;

        Kind(String inWords) {
            this.inWords = inWords;
        }

        String inWords() {
            return inWords;
        }

        /** It carries IP. */
        public boolean isNetwork() {
            return compareTo(UNHANDLED) <= 0;
        }
    }

    /** What stands behind a reading. */
    public enum Basis {
        /** The kernel's table names this maker or device. */
        ID,
        /** The interface's class says it, and the kernel goes by it. */
        CLASS,
        /** A driver holds it here, and no kernel of OpenWrt would by itself. */
        BOUND,
        /** The likeliest reading of a vendor's numbers. */
        READING
    }

    /** The driver that is bound here, where it is another than the kernel would choose. */
    static String although(UsbInterface i, String driver) {
        return Optional.of(i.driver().orElse(driver))
                .filter(bound -> !bound.equals(driver))
                .map(bound -> "; that " + bound + " is bound here says nothing of another kernel")
                .orElse("");
    }
}
