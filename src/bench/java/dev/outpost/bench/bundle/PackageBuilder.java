package dev.outpost.bench.bundle;

import java.io.IOException;

/** Makes the file of a package. */
sealed interface PackageBuilder permits IpkBuilder, ApkBuilder {
    /** What a release's packages are made with. */
    static PackageBuilder of(Target target) {
        return target.hasApk() ? new ApkBuilder(target) : new IpkBuilder(target);
    }

    String fileName(PackageSpec spec);

    byte[] build(PackageSpec spec) throws IOException;
}
