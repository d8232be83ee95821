package dev.outpost.bench.dongle;

import java.time.Duration;
import java.util.HexFormat;

/**
 * What turns a dongle that shows a disk into another device: one bulk-only command block on the disk's end point.
 *
 * @param message the 31 bytes in hexadecimal
 * @param becomes the data folder of what comes back
 * @param absence from the message until it is on the bus again, in the dongle's own time
 */
record ModeSwitch(String message, String becomes, Duration absence) {
    /** A command block wrapper of USB mass storage, bulk-only transport 1.0, section 5.1. */
    private static final String WRAPPER = "55534243[0-9a-f]{54}";

    /** Where the tag stands, which the host chooses freely: hexadecimal digits 8 to 15. */
    private static final int TAG = 8;

    private static final int BEHIND_TAG = 16;

    ModeSwitch {
        if (!message.matches(WRAPPER)) {
            throw new IllegalArgumentException("not a command block of 31 bytes: " + message);
        }
    }

    /** {@code MESSAGE becomes FOLDER after 4s}. */
    static ModeSwitch parse(String text) {
        var words = text.split("\\s+");
        if (words.length != 5 || !words[1].equals("becomes") || !words[3].equals("after")) {
            throw new IllegalArgumentException("not MESSAGE becomes FOLDER after TIME: " + text);
        }
        return new ModeSwitch(
                words[0], words[2], TranscriptParser.duration(words[4]).orElseThrow());
    }

    /** Whether these bytes are that message, whatever tag the host gave it. */
    boolean isSaidBy(byte[] bytes) {
        var hex = HexFormat.of().formatHex(bytes);
        return hex.length() == message.length() && withoutTag(hex).equals(withoutTag(message));
    }

    private static String withoutTag(String hex) {
        return hex.substring(0, TAG) + hex.substring(BEHIND_TAG);
    }
}
