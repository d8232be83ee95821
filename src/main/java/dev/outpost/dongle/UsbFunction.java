package dev.outpost.dongle;

/**
 * What an interface is for, with the rule that says so.
 *
 * @param because for the technician: "interface 2 is ff/02/16: Huawei NCM (kernel huawei_cdc_ncm)"
 * @param proven the descriptors prove it; else it is the likeliest reading
 */
public record UsbFunction(Kind kind, UsbInterface at, String because, boolean proven) {
    /** Kinds of functions. */
    public enum Kind {
        QMI,
        MBIM,
        HUAWEI_NCM,
        NCM,
        ECM,
        RNDIS,
        /** AT, PPP, diagnostics, positions: a tty in any case. */
        SERIAL,
        STORAGE,
        /** The other half of a network function. */
        DATA,
        ADB,
        DOWNLOAD,
        OTHER;

        /** It carries IP. */
        public boolean isNetwork() {
            return compareTo(RNDIS) <= 0;
        }
    }
}
