package dev.outpost.uplink;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.profile.DeviceProfile;
import dev.outpost.profile.DeviceProfile.Fact;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a router's profile says of it, as numbers; a fact that says {@code unknown} is empty. */
record RouterBoard(DeviceProfile profile) {
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

    Optional<String> target() {
        return known("target");
    }

    Optional<Integer> usbPorts() {
        return number("usb-ports");
    }

    Optional<Integer> ethernetPorts() {
        return number("ethernet-ports");
    }

    /** What one port gives at most (mA). */
    Optional<Integer> usbPower() {
        return number("usb-power-ma");
    }

    /** Where that figure is from, or why there is none. */
    Optional<String> usbPowerSource() {
        return profile.facts().stream()
                .filter(f -> f.fact().equals("usb-power-ma"))
                .map(Fact::source)
                .findFirst();
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

    /** Flash that is free after flashing (bytes), where somebody has seen it. */
    Optional<Long> seenFree() {
        return number("overlay-free-kib").map(RouterBoard::bytes);
    }

    /** Flash that is free after flashing at least (bytes): the partition without the largest image that it may hold. */
    Optional<Long> freeAtLeast() {
        return number("firmware-kib").flatMap(all -> number("image-kib").map(image -> bytes(Math.max(0, all - image))));
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
