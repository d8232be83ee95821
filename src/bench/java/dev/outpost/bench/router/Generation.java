package dev.outpost.bench.router;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A release of OpenWrt, and what differs between it and the others (facts/openwrt.md#releases).
 *
 * <p>Kernel versions are those of the releases' own build records; revisions and build dates are INVENTED.
 */
public enum Generation {
    /** The last of 23.05: opkg, kernel 5.15, dropbear 2022.82. */
    V23_05("23.05.6", "5.15.189", "2025-08-18T09:20:00Z"),
    /** opkg, kernel 6.6, dropbear 2024.86. */
    V24_10("24.10.8", "6.6.144", "2026-05-30T08:12:00Z"),
    /** apk instead of opkg, addresses as lists with a prefix length, kernel 6.12, dropbear 2025.89. */
    V25_12("25.12.0", "6.12.71", "2026-03-04T10:40:00Z");

    private final String release;
    private final String kernel;
    private final Instant buildDate;

    Generation(String release, String kernel, String buildDate) {
        this.release = release;
        this.kernel = kernel;
        this.buildDate = Instant.parse(buildDate);
    }

    /** By series or by the release itself: {@code 25.12}, {@code 25.12.0}. */
    public static Optional<Generation> named(String word) {
        return Arrays.stream(values())
                .filter(each -> word.equals(each.series()) || word.equals(each.release))
                .findFirst();
    }

    /** {@code 24.10.8}. */
    public String release() {
        return release;
    }

    /** {@code 24.10}. */
    public String series() {
        return release.substring(0, release.lastIndexOf('.'));
    }

    /** {@code 6.6.144}. */
    public String kernel() {
        return kernel;
    }

    public Instant buildDate() {
        return buildDate;
    }

    /** Whether its package manager is apk; there is no opkg then. */
    public boolean hasApk() {
        return this == V25_12;
    }

    /** Whether static addresses are a list with prefix lengths, and there is no netmask (facts/behaviours.md#11). */
    public boolean hasListAddresses() {
        return this == V25_12;
    }

    /** Whether targets with little flash are built without ed25519: since January 2024. */
    public boolean knowsSmallFlash() {
        return this != V23_05;
    }

    /** The kernel package's version, which ties modules to one build: two formats. */
    String kernelVersion(String hash) {
        return this == V23_05 ? kernel + "-1-" + hash : kernel + "~" + hash + "-r1";
    }

    /** The folder of its modules on the package server. */
    String kernelFolder(String hash) {
        return kernel + "-1-" + hash;
    }
}
