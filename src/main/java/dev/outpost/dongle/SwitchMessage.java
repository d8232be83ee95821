package dev.outpost.dongle;

import java.util.HexFormat;

/** One thing to send to a dongle that shows a disk. */
public sealed interface SwitchMessage {
    /**
     * Bytes on the disk's bulk-out endpoint; mostly a SCSI command in its wrapper of 31 bytes.
     *
     * @param hex two lower-case digits a byte
     */
    record Bulk(String hex) implements SwitchMessage {
        private static final String WRAPPER = "55534243([0-9a-f]{2}){27}";

        public Bulk {
            if (!hex.matches("([0-9a-f]{2}){1,64}")) {
                throw new IllegalArgumentException("not 1 to 64 bytes in hexadecimal: " + hex);
            }
        }

        public byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }

        /** Bytes that the device sends before its status: the wrapper's length where its flags say "in"; at most 4096. */
        public int answerLength() {
            if (!hex.matches(WRAPPER)) {
                return 0;
            }
            var bytes = bytes();
            var length = (bytes[8] & 0xff) | (bytes[9] & 0xff) << 8;
            return (bytes[12] & 0x80) == 0 ? 0 : Math.min(length, 4096);
        }
    }

    /** A control transfer to the device, without data: bmRequestType, bRequest, wValue, wIndex. */
    record Control(int type, int request, int value, int index) implements SwitchMessage {}

    /** SET_CONFIGURATION with this bConfigurationValue. */
    record Configure(int value) implements SwitchMessage {
        public Configure {
            if (value < 1 || value > 255) {
                throw new IllegalArgumentException("a configuration is 1 to 255, not " + value);
            }
        }
    }
}
