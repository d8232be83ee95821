package dev.outpost.at;

/** HDLC-like framing of RFC 1662, which Qualcomm's diagnostics use too: 0x7d escapes, CRC-16/X-25 at the end. */
final class Hdlc {
    private static final int ESCAPE = 0x7d;
    /** The remainder over a frame with its own check sequence. */
    private static final int GOOD = 0xf0b8;

    private Hdlc() {}

    /** The bytes from start up to end, flags excluded, hold at least a byte and its right check sequence. */
    static boolean isFrame(byte[] bytes, int start, int end) {
        int crc = 0xffff;
        int length = 0;
        for (int i = start; i < end; i++) {
            int b = bytes[i] & 0xff;
            if (b == ESCAPE && i + 1 < end) {
                b = (bytes[++i] & 0xff) ^ 0x20;
            }
            crc = next(crc, b);
            length++;
        }
        return length >= 3 && crc == GOOD;
    }

    private static int next(int crc, int b) {
        int value = crc ^ b;
        for (int bit = 0; bit < 8; bit++) {
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0x8408;
        }
        return value;
    }
}
