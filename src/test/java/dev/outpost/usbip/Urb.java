package dev.outpost.usbip;

import java.io.DataInputStream;
import java.io.IOException;

/**
 * One transfer that the kernel submits.
 *
 * @param number seqnum, by which it is answered or taken back
 * @param isIn whether it takes bytes from the device
 * @param endpoint number without direction
 * @param length how many bytes fit, or come
 * @param setup for endpoint 0
 * @param data what goes out
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way, never compared
record Urb(int number, boolean isIn, int endpoint, int length, Setup setup, byte[] data) {
    static final int SUBMIT = 1;
    static final int UNLINK = 2;
    static final int SUBMITTED = 3;
    static final int UNLINKED = 4;

    /** The bytes of a header, both ways. */
    static final int HEADER = 48;

    private static final int MOST = 1 << 20;

    /** Reads what follows the command word and the number of a USBIP_CMD_SUBMIT. */
    static Urb read(int number, DataInputStream in) throws IOException {
        in.readInt(); // devid: one device a connection
        var isIn = in.readInt() == 1;
        int endpoint = in.readInt();
        in.readInt(); // transfer flags
        int length = in.readInt();
        in.skipNBytes(12); // start frame, packets, interval
        var setup = Setup.parse(in.readNBytes(8));
        if (length < 0 || length > MOST) {
            throw new IOException("a transfer of " + length + " bytes");
        }
        return new Urb(number, isIn, endpoint, length, setup, isIn ? new byte[0] : in.readNBytes(length));
    }

    /** As a descriptor writes it, direction in the top bit. */
    int address() {
        return isIn ? 0x80 | endpoint : endpoint;
    }
}
