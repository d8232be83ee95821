package dev.outpost.dongle;

/** What the dongle is being just now. */
public enum Mode {
    /** A modem: it speaks AT, or has interfaces that a modem has. */
    MODEM,
    /** A CD-ROM or card reader only: it has to be switched first. */
    STORAGE,
    /** A router of its own, with its own NAT and no AT port. */
    ROUTER,
    /** Emergency download: nothing may be written to it. */
    DOWNLOAD,
    UNKNOWN;

    /** The word of the JSON document. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
