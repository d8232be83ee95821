package dev.outpost.bench.bundle;

import java.util.List;

/**
 * One synthetic package.
 *
 * @param name as opkg knows it
 * @param version with OpenWrt's release suffix
 * @param bytes about how big its .ipk shall be
 * @param installed what Installed-Size says: uncompressed bytes, as 24.10 counts
 * @param depends names, without versions
 * @param provides other names that it stands for
 * @param contents what it brings
 */
record PackageSpec(
        String name,
        String version,
        int bytes,
        int installed,
        List<String> depends,
        List<String> provides,
        List<Content> contents) {

    PackageSpec {
        depends = List.copyOf(depends);
        provides = List.copyOf(provides);
        contents = List.copyOf(contents);
    }

    PackageSpec withVersion(String other) {
        return new PackageSpec(name, other, bytes, installed, depends, provides, contents);
    }

    PackageSpec withDepends(List<String> other) {
        return new PackageSpec(name, version, bytes, installed, other, provides, contents);
    }

    PackageSpec withProvides(List<String> other) {
        return new PackageSpec(name, version, bytes, installed, depends, other, contents);
    }

    PackageSpec withContents(List<Content> other) {
        return new PackageSpec(name, version, bytes, installed, depends, provides, other);
    }

    /** What the package index says that it takes: 23.05 counts compressed bytes, later releases uncompressed ones. */
    int counted(Target target) {
        return target.series().equals("23.05") ? bytes : installed;
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
