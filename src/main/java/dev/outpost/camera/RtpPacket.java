package dev.outpost.camera;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * One packet of RTP (RFC 3550, section 5.1), as far as a look needs it.
 *
 * @param isLast of its picture
 * @param time of its picture, by the stream's clock, 32 bits
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; lives for one packet
record RtpPacket(boolean isLast, int type, long time, byte[] payload) {
    private static final int HEADER = 12;

    /** Empty where the bytes are no packet of RTP. */
    static Optional<RtpPacket> parse(byte[] bytes) {
        if (bytes.length < HEADER || (bytes[0] & 0xc0) != 0x80) {
            return Optional.empty();
        }
        int from = HEADER + 4 * (bytes[0] & 0x0f);
        if ((bytes[0] & 0x10) != 0) {
            if (bytes.length < from + 4) {
                return Optional.empty();
            }
            from += 4 + 4 * (((bytes[from + 2] & 0xff) << 8) | (bytes[from + 3] & 0xff));
        }
        int padding = (bytes[0] & 0x20) == 0 ? 0 : bytes[bytes.length - 1] & 0xff;
        if (from > bytes.length - padding) {
            return Optional.empty();
        }
        long time = ByteBuffer.wrap(bytes).getInt(4) & 0xffff_ffffL;
        return Optional.of(new RtpPacket(
                (bytes[1] & 0x80) != 0,
                bytes[1] & 0x7f,
                time,
                Arrays.copyOfRange(bytes, from, bytes.length - padding)));
    }
}
