package dev.outpost.sim.bundle;

import java.util.List;

/**
 * One synthetic package.
 *
 * @param name as opkg knows it
 * @param version with OpenWrt's release suffix
 * @param bytes about how big its .ipk shall be
 * @param installed what Installed-Size says: uncompressed bytes, as 24.10 counts
 * @param depends names, without versions
 * @param contents what it brings
 */
record PackageSpec(
        String name, String version, int bytes, int installed, List<String> depends, List<Content> contents) {

    PackageSpec {
        depends = List.copyOf(depends);
        contents = List.copyOf(contents);
    }

    /** One thing inside a package. */
    sealed interface Content {
        /** A text of ours, kept as a resource. */
        record Text(String path, int mode) implements Content {}

        /** Filler of the right size. */
        record Filler(String path, int mode) implements Content {}

        /** A symbolic link. */
        record Link(String path, String target) implements Content {}
    }
}
