package dev.outpost.uplink;

import dev.outpost.dongle.UsbDevice;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.packages.InstallPackages;
import dev.outpost.packages.PackageRelease;
import dev.outpost.packages.PackageTable;
import dev.outpost.profile.DeviceProfile;
import dev.outpost.profile.DeviceProfile.Fact;
import dev.outpost.profile.DongleProfile;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a router's profile says of it, as numbers, and whether a dongle's packages and its current fit it; a fact that says {@code unknown} is empty.
 */
record RouterBoard(DeviceProfile profile) {
    /** Sizes of one processor stand in for another's: tens of percent off. */
    private static final double OTHER_PROCESSOR = 1.5;

    /** Set aside for each package whose size is known nowhere (bytes). */
    private static final long UNKNOWN_PACKAGE = 64L << 10;

    /** What a port has to give by USB 2.0 (mA), section 7.2.1. */
    private static final int USB2 = 500;

    /** No modem sends on less (mA): a descriptor with less is wrong, as the 2 mA of some E3372 (dump in the OpenWrt wiki). */
    private static final int CREDIBLE = 100;

    /** OpenWrt's LAN after flashing. */
    static final String DEFAULT_LAN = "192.168.1.1/24";

    /** What a dongle with this address of its own meets. */
    static Optional<RouterFit.Collision> collision(String gateway) {
        var lan = Cidr.of(DEFAULT_LAN);
        return Optional.of(gateway)
                .filter(address -> lan.contains(Ipv4.of(address)))
                .map(address -> new RouterFit.Collision(
                        lan.network().toString(),
                        "the dongle's own address is " + address + ", and OpenWrt's LAN is " + DEFAULT_LAN
                                + " after flashing",
                        "router.lan: auto in the site file; move the LAN by hand before the dongle is plugged in"));
    }

    String name() {
        return profile.name();
    }

    Optional<Integer> usbPorts() {
        return number("usb-ports");
    }

    Optional<Integer> ethernetPorts() {
        return number("ethernet-ports");
    }

    /** Packages that its image holds besides the default ones. */
    List<String> holds() {
        return words("image-packages");
    }

    /** What a modem needs here besides its own packages. */
    List<String> extra() {
        return words("extra-packages");
    }

    private List<String> words(String fact) {
        return known(fact).map(words -> Arrays.asList(words.split(" "))).orElse(List.of());
    }

    /** Whether packages fit into the flash that a freshly flashed router has left. */
    RouterFit.Flash flash(PackageTable table, PackageRelease release, List<PackageRelease.Entry> packages) {
        var sized = table.sized();
        var own = packages.stream().allMatch(p -> p.bytes().isPresent());
        var sizes = packages.stream()
                .map(p -> p.bytes()
                        .or(() -> Optional.ofNullable(sized.packages().get(p.name()))
                                .flatMap(PackageRelease.Entry::bytes)))
                .toList();
        var estimate = sizes.stream().mapToLong(s -> s.orElse(0L)).sum();
        var unknown = packages.stream()
                .filter(p -> sizes.get(packages.indexOf(p)).isEmpty())
                .map(PackageRelease.Entry::name)
                .toList();
        var free = seenFree().or(this::freeAtLeast);
        var measured = release.isSized() ? release : sized;
        return new RouterFit.Flash(
                own ? Optional.of(estimate) : Optional.empty(),
                estimate,
                unknown,
                InstallPackages.SLACK,
                free,
                fits(estimate, unknown.size(), free),
                "sizes: " + measured.source() + ofAnother(measured)
                        + (release.isSized() ? "" : "; the sizes of " + release.series() + " are not known"));
    }

    /** Where somebody has seen it (bytes). */
    private Optional<Long> seenFree() {
        return number("overlay-free-kib").map(RouterBoard::bytes);
    }

    /** At least (bytes): the partition without the largest image that it may hold. */
    private Optional<Long> freeAtLeast() {
        return number("firmware-kib").flatMap(all -> number("image-kib").map(image -> bytes(Math.max(0, all - image))));
    }

    private String ofAnother(PackageRelease measured) {
        var target = known("target");
        return target.equals(Optional.of(measured.target()))
                ? ""
                : ", not this board's target" + target.map(t -> " (" + t + ")").orElse("")
                        + "; other processors differ by tens of percent";
    }

    /** Yes only with room for all that is uncertain; no only where the free flash was seen. */
    private Optional<Boolean> fits(long estimate, int unknown, Optional<Long> free) {
        var surely = (long) (estimate * OTHER_PROCESSOR) + unknown * UNKNOWN_PACKAGE + InstallPackages.SLACK;
        if (free.filter(f -> f >= surely).isPresent()) {
            return Optional.of(true);
        }
        return seenFree().filter(f -> f < estimate + InstallPackages.SLACK).map(f -> false);
    }

    /** What a dongle draws against what a port gives at most. */
    RouterFit.Power power(Optional<UsbDevice> usb, Optional<DongleProfile> profile) {
        var asks = usb.flatMap(UsbDevice::maxPower);
        var known = profile.flatMap(DongleProfile::powerMa);
        var draws = Stream.of(asks.filter(ma -> ma >= CREDIBLE), known)
                .flatMap(Optional::stream)
                .max(Integer::compare);
        var gives = number("usb-power-ma");
        return new RouterFit.Power(draws, gives, enough(draws, gives), says(asks, draws, gives));
    }

    private static Optional<Boolean> enough(Optional<Integer> draws, Optional<Integer> gives) {
        if (draws.isEmpty()) {
            return Optional.empty();
        }
        return gives.map(g -> draws.get() <= g).or(() -> draws.get() > USB2 ? Optional.of(false) : Optional.empty());
    }

    private String says(Optional<Integer> asks, Optional<Integer> draws, Optional<Integer> gives) {
        var dongle = draws.map(d -> "the dongle asks for up to " + d + " mA")
                .orElseGet(() -> "what the dongle draws is not known"
                        + asks.map(a -> " (its descriptor says " + a + " mA, which cannot be)")
                                .orElse(""));
        var port = gives.map(g -> "the port gives " + g + " mA")
                .orElse("by USB 2.0 a port gives " + USB2 + " mA; what this one gives is not known");
        return dongle + "; " + port
                + profile.source("usb-power-ma").map(s -> " (" + s + ")").orElse("");
    }

    /** What is known against it. */
    List<Fact> trouble() {
        return profile.facts().stream().filter(f -> f.fact().equals("trouble")).toList();
    }

    private static long bytes(int kib) {
        return (long) kib << 10;
    }

    private Optional<String> known(String fact) {
        return profile.fact(fact).filter(value -> !value.equals("unknown"));
    }

    private Optional<Integer> number(String fact) {
        return known(fact).filter(v -> v.matches("[0-9]{1,9}")).map(Integer::parseInt);
    }
}
