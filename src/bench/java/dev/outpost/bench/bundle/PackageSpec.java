package dev.outpost.bench.bundle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One synthetic package.
 *
 * @param name as opkg knows it
 * @param version with OpenWrt's release suffix
 * @param bytes about how big its .ipk shall be
 * @param installed what Installed-Size says: uncompressed bytes, as 24.10 counts
 */
record PackageSpec(
        String name,
        String version,
        int bytes,
        int installed,
        List<String> depends,
        List<String> provides,
        List<Content> contents) {

    /** What tar, control and gzip add to the filler of a package, roughly. */
    private static final int WRAPPING = 900;

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

    /** What it brings: its texts, then links and filler that makes up for the rest of its size. */
    List<Item> items(Target target) throws IOException {
        var items = new ArrayList<Item>();
        var texts = 0;
        for (var each : contents) {
            if (each.kind() == Content.Kind.TEXT) {
                var bytes = PackageList.text(target, name, each.path());
                texts += bytes.length;
                items.add(new Item(each.path().substring(1), each.mode(), bytes, ""));
            }
        }
        for (var each : contents) {
            if (each.kind() != Content.Kind.TEXT) {
                var bytes = each.kind() == Content.Kind.FILLER ? filler(texts) : new byte[0];
                items.add(new Item(each.path().substring(1), each.mode(), bytes, each.target()));
            }
        }
        return items;
    }

    /** Bytes that fill the disk as the installed size says and the package as its size says: noise, then zeros. */
    private byte[] filler(int texts) {
        var filler = new byte[Math.max(64, installed - texts)];
        var noise = new byte[Math.clamp(bytes - WRAPPING - texts / 2, 16, filler.length)];
        new Random(name.hashCode()).nextBytes(noise);
        System.arraycopy(noise, 0, filler, 0, noise.length);
        return filler;
    }

    /**
     * One thing inside a package.
     *
     * @param target of a link; empty otherwise
     */
    record Content(Kind kind, String path, int mode, String target) {
        enum Kind {
            /** A text of ours, kept as a resource. */
            TEXT,
            FILLER,
            LINK
        }
    }
}
