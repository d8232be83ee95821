package dev.outpost.cli;

import java.util.Locale;

/** Sizes for people. */
final class Bytes {
    private Bytes() {}

    /** "412 KiB of flash"; nothing for nothing. */
    static String inWords(long bytes) {
        if (bytes == 0) {
            return "";
        }
        return bytes < 1024
                ? bytes + " B of flash"
                : String.format(Locale.ROOT, "%d KiB of flash", (bytes + 1023) / 1024);
    }
}
