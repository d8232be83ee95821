package dev.outpost.plan;

import static java.util.Objects.requireNonNull;

import dev.outpost.packages.InstallPackages;
import dev.outpost.packages.PackageTable;
import dev.outpost.profile.UplinkHandlers;
import dev.outpost.router.Bundle;
import dev.outpost.router.RouterFacts;
import dev.outpost.site.Site;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.uplink.ChosenUplink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The packages that a site wants of its router.
 *
 * @param bundle where they come from; absent while that is not known: then the shipped table tells what will be needed
 */
record WantedPackages(Site site, Optional<ChosenUplink> modem, Optional<Bundle> bundle) {
    private static final List<String> TUNNEL = List.of("kmod-wireguard", "wireguard-tools");

    InstallPackages step(RouterFacts router) {
        var all = all(router);
        return new InstallPackages(() -> bundle(router), all, spares(all));
    }

    /** Without those of dongles that may come. */
    InstallPackages stepOfThisUplink(RouterFacts router) {
        return new InstallPackages(() -> bundle(router), ofThisUplink(router));
    }

    /** Whether a bundle has all that is missing, whole. */
    boolean areIn(Bundle from, RouterFacts router) {
        var names = all(router);
        return new InstallPackages(() -> from, names, spares(names))
                .check(router)
                .refusal()
                .map(Problem::code)
                .filter(code -> code == ProblemCode.PKG_MISSING || code == ProblemCode.PKG_DAMAGED)
                .isEmpty();
    }

    private Bundle bundle(RouterFacts router) {
        return bundle.orElseGet(() -> PackageTable.shipped().foreseen(router.board(), all(router)));
    }

    /** What is wanted and not there. */
    List<String> lacking(RouterFacts router) {
        return all(router).stream().filter(name -> !router.offers(name)).toList();
    }

    /** Every package that is wanted for itself; drivers of the dongles that may replace this one among them. */
    List<String> all(RouterFacts router) {
        return Stream.concat(ofThisUplink(router).stream(), ofSpares().stream())
                .distinct()
                .toList();
    }

    private Set<String> ofSpares() {
        return UplinkHandlers.shipped().ofSpares(site.modem().spares());
    }

    private Set<String> spares(List<String> all) {
        var needed = modem.map(modem -> modem.candidate().packages()).orElse(List.of());
        return ofSpares().stream()
                .filter(name -> all.contains(name) && !needed.contains(name))
                .collect(Collectors.toSet());
    }

    /** A dongle that shows itself as a modem on the router already needs no switching out of its storage mode. */
    private static boolean isSwitcher(String name) {
        return UplinkHandlers.shipped().storagePackages().contains(name);
    }

    List<String> ofThisUplink(RouterFacts router) {
        var names = new ArrayList<String>();
        modem.ifPresent(m -> m.candidate().packages().stream()
                .filter(name -> !isSwitcher(name) || m.on(router).usb().isEmpty())
                .forEach(names::add));
        site.access()
                .mayBeNamed()
                .ifPresent(_ -> names.addAll(
                        requireNonNull(UplinkHandlers.shipped().besides().get("ddns"))
                                .packages()));
        names.addAll(TUNNEL); // also where nobody can look yet: a relay may be named once the router has left
        return List.copyOf(names);
    }
}
