package dev.outpost.bench.bundle;

/**
 * What packages are built for.
 *
 * @param release of OpenWrt
 * @param target board family
 * @param architecture of user programs
 * @param kernel version with the hash that ties kernel packages to one build, as opkg shows it
 */
public record Target(String release, String target, String architecture, String kernel) {

    /** The MR3020 v3's, from the public package index of that release: kernel 6.6.144, its hash. */
    public static final Target MR3020_24_10_8 =
            new Target("24.10.8", "ramips/mt76x8", "mipsel_24kc", "6.6.144~4ca73159125334b180ac4bba6dc45839-r1");

    /** {@code 24.10}. */
    public String series() {
        return release.substring(0, release.lastIndexOf('.'));
    }

    /** Whether its packages are apk's; opkg's else. */
    public boolean hasApk() {
        return series().compareTo("25") > 0;
    }

    /** {@code 6.6.144}. */
    String kernelVersion() {
        return kernel.split("[~-]", 2)[0];
    }

    /** The version of a module's package: it has the kernel's, and the build's in the manner of its release. */
    String moduleVersion() {
        return kernelVersion() + (series().equals("23.05") ? "-1" : "-r1");
    }

    String modules() {
        return "/lib/modules/" + kernelVersion();
    }
}
