package dev.outpost.cli;

import dev.outpost.net.Cidr;
import dev.outpost.site.CameraWish;
import dev.outpost.site.CameraWish.Exposure;
import dev.outpost.site.Site;
import java.util.List;
import java.util.stream.Collectors;

/** Says in red, before anything else, which cameras a site file puts on the internet. */
final class Exposed {
    private static final Cidr EVERYBODY = Cidr.of("0.0.0.0/0");

    private Exposed() {}

    static void tell(Console console, List<Site> sites) {
        for (var site : sites) {
            for (var camera : site.cameras()) {
                if (camera.exposure() instanceof Exposure.Public open) {
                    tell(console, site, camera, open);
                }
            }
        }
    }

    private static void tell(Console console, Site site, CameraWish camera, Exposure.Public open) {
        var who = open.allow().contains(EVERYBODY)
                ? "the whole internet"
                : open.allow().stream().map(Cidr::toString).collect(Collectors.joining(", "));
        console.step(
                Mark.EXPOSED,
                "PUBLIC: camera " + camera.name() + " of " + site.name() + " answers to " + who + " on port "
                        + open.port() + " of the relay",
                "because: " + open.because());
    }
}
