package dev.outpost.usbip;

/** The computer as a device's functions see it. */
interface UsbHost {
    /** Queues one transfer on an endpoint whose address has the top bit set. */
    void send(int address, byte[] transfer);

    /** Drops what nobody has fetched from an endpoint. */
    void forget(int address);
}
