package dev.outpost.run;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.site.CameraWish;
import dev.outpost.site.Site;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The cameras of a site that a command is about, and what speaks against setting one up. */
record CamerasMeant(Site site) {
    /** @throws ProblemException {@code USAGE-MISTAKE} where it has none of this name */
    CameraWish called(String name) {
        return site.cameras().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> mistake(
                        "site " + site.name() + " has no camera '" + name + "'", "it has " + names(site.cameras())));
    }

    /**
     * Those that can be set up.
     *
     * @param name of one; absent: all
     * @throws ProblemException {@code USAGE-MISTAKE} where there is none
     */
    List<CameraWish> toSetUp(Optional<String> name) {
        var wanted = name.map(this::called).map(List::of).orElse(site.cameras()).stream()
                .filter(each -> each.setup().isPresent())
                .toList();
        if (wanted.isEmpty()) {
            throw mistake(
                    "no setup: stands at " + name.map(each -> "camera " + each).orElse("any camera") + " in "
                            + site.file(),
                    "write setup: {viewer: onvif, timezone: Europe/Berlin} there");
        }
        return wanted;
    }

    static String names(List<CameraWish> cameras) {
        return cameras.stream().map(CameraWish::name).collect(Collectors.joining(", "));
    }

    ProblemException notFound(CameraWish camera, List<Ipv4> places) {
        return new ProblemException(ProblemCode.CAM_NOT_FOUND.problem(
                "camera " + camera.name() + " answers at none of " + places,
                "the cable is not in the injector, the camera has no power, or it has another address",
                "look at the injector's light and the cable; or: outpost camera find " + site.file()));
    }

    void refuseStranger(CameraWish camera, Ipv4 at, Optional<String> mac) {
        if (camera.mac().isPresent()
                && mac.filter(seen -> !camera.mac().get().equals(seen)).isPresent()) {
            throw new ProblemException(ProblemCode.CAM_ODD_ANSWER.problem(
                    "at " + at + " answers " + mac.get() + ", which is not camera " + camera.name() + " ("
                            + camera.mac().get() + ")",
                    "another device has this address, or the site file names another camera's MAC",
                    "correct mac: in " + site.file()
                            + ", or unplug the other device; then run the same command again"));
        }
    }

    void refuseOutside(CameraWish camera, Cidr lan) {
        if (!lan.contains(camera.address())) {
            throw new ProblemException(ProblemCode.CAM_SETUP_REFUSED.problem(
                    "camera " + camera.name() + " shall be at " + camera.address()
                            + ", which is not in the router's LAN " + lan.network(),
                    "its answers would find no way back",
                    "write an address of " + lan.network() + " into " + site.file()
                            + ", then run the same command again"));
        }
    }

    private static ProblemException mistake(String what, String next) {
        return new ProblemException(ProblemCode.USAGE_MISTAKE.problem(what, "", next));
    }
}
