package dev.outpost.sim.bundle;

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

    /** The folder of its modules. */
    String modules() {
        return "/lib/modules/" + kernel.substring(0, kernel.indexOf('~'));
    }
}
