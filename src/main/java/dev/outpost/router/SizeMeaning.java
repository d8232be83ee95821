package dev.outpost.router;

import java.util.Optional;

/** What a release means by a package's Installed-Size. */
public enum SizeMeaning {
    /** Bytes of the compressed data.tar.gz: up to 23.05 (changed by OpenWrt commit 49e8f53298 of January 2024). */
    COMPRESSED(1.25, 1.25, "23.05 counts compressed bytes; the flash compresses a little worse, a quarter is added"),
    /** Bytes of the files themselves: 24.10 and 25.12. opkg 24.10 compares them with the free overlay, though it may compress. */
    PLAIN(1, 2.5, "counted uncompressed, as the package manager does");

    private final double factor;
    private final double ofFile;
    private final String words;

    SizeMeaning(double factor, double ofFile, String words) {
        this.factor = factor;
        this.ofFile = ofFile;
        this.words = words;
    }

    /** By release or series: {@code 23.05.6}; what has no number is a snapshot. */
    public static SizeMeaning of(String release) {
        return release.matches("(1[0-9]|2[0-3])\\..*") ? COMPRESSED : PLAIN;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** What a package takes of the flash (bytes); empty where its size is not known. */
    public Optional<Long> cost(Bundle.Item item) {
        return item.installed().map(bytes -> (long) (bytes * factor));
    }

    /**
     * A guess for a package of unknown size, from its compressed file (bytes).
     *
     * <p>Packages of 23.05 unpack to about 2.2 times their file; text more, modules less.
     */
    public long guess(Bundle.Item item) {
        return item.size().map(bytes -> (long) (bytes * ofFile)).orElse(UNKNOWN);
    }

    /** Set aside for a package of which not even the file's size is known (bytes). */
    private static final long UNKNOWN = 64L << 10;
}
