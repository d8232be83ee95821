package dev.outpost.bench.bundle;

import java.util.Random;

/** Bytes that fill the disk as the installed size says and the package as its size says: noise, then zeros. */
final class Filling {
    /** What tar, control and gzip add to the filler of a package, roughly. */
    private static final int WRAPPING = 900;

    private Filling() {}

    /** @param texts bytes of what the package brings besides */
    static byte[] of(PackageSpec spec, int texts) {
        var bytes = new byte[Math.max(64, spec.installed() - texts)];
        var noise = new byte[Math.clamp(spec.bytes() - WRAPPING - texts / 2, 16, bytes.length)];
        new Random(spec.name().hashCode()).nextBytes(noise);
        System.arraycopy(noise, 0, bytes, 0, noise.length);
        return bytes;
    }
}
