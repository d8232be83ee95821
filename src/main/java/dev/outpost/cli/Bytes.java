package dev.outpost.cli;

import java.util.Locale;

/** Sizes for people. */
final class Bytes {
    private Bytes() {}

    /** "412 KiB of flash"; nothing below one KiB, which is noise beside the packages. */
    static String inWords(long bytes) {
        return bytes < 1024 ? "" : String.format(Locale.ROOT, "%d KiB of flash", (bytes + 1023) / 1024);
    }
}
