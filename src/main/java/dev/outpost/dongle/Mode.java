package dev.outpost.dongle;

import dev.outpost.text.Word;

/** What the dongle is being just now. */
public enum Mode implements Word {
    /** A modem: it speaks AT, or has interfaces that a modem has. */
    MODEM,
    /** A CD-ROM or card reader only: it has to be switched first. */
    STORAGE,
    /** A router of its own, with its own NAT and no AT port. */
    ROUTER,
    /** Emergency download: nothing may be written to it. */
    DOWNLOAD,
    UNKNOWN;
}
