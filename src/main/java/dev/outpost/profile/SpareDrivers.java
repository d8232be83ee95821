package dev.outpost.profile;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a router needs for a dongle that only its profile is known of: the packages of the uplink that the profile prefers (facts/openwrt.md#package-sets). */
public final class SpareDrivers {
    private SpareDrivers() {}

    /** Of all these profiles, by the names that a site file gives them. */
    public static Set<String> of(List<String> names) {
        var packages = new LinkedHashSet<String>();
        names.stream()
                .flatMap(name -> ProfileBook.shipped().meant(name).stream())
                .flatMap(profile -> of(profile).stream())
                .forEach(packages::addAll);
        return packages;
    }

    /** Empty where the profile tells no uplink: a dongle before its mode switch. */
    public static Optional<List<String>> of(DongleProfile profile) {
        return profile.advice().stream()
                .filter(DongleProfile.Advice::prefer)
                .findFirst()
                .map(advice -> packages(profile, advice));
    }

    private static List<String> packages(DongleProfile profile, DongleProfile.Advice advice) {
        var packages = new LinkedHashSet<String>();
        var isDialled = !advice.proto().equals(Optional.of("dhcp"));
        switch (advice.kind()) {
            case "ncm" -> {
                if (isDialled) {
                    packages.add("comgt-ncm");
                }
                packages.add(
                        profile.family().startsWith("huawei") && isDialled
                                ? "kmod-usb-net-huawei-cdc-ncm"
                                : "kmod-usb-net-cdc-ncm");
            }
            case "qmi" -> packages.addAll(List.of("uqmi", "kmod-usb-net-qmi-wwan"));
            case "mbim" -> packages.addAll(List.of("umbim", "kmod-usb-net-cdc-mbim"));
            case "directip" -> packages.addAll(List.of("comgt-directip", "kmod-usb-net-sierrawireless"));
            case "ppp" -> packages.add("comgt");
            case "ecm" -> packages.add("kmod-usb-net-cdc-ether");
            default -> packages.add("kmod-usb-net-rndis");
        }
        if (isDialled && !advice.kind().matches("ecm|rndis")) {
            packages.add("kmod-usb-serial-option");
        }
        if (!profile.switches().isEmpty()) {
            packages.add("usb-modeswitch");
        }
        return List.copyOf(packages);
    }
}
