package dev.outpost.workflow;

import dev.outpost.proof.Story;
import dev.outpost.proof.Story.Exposed;
import dev.outpost.proof.Story.Hop;
import dev.outpost.proof.Story.Told;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.site.CameraWish;
import dev.outpost.site.CameraWish.Exposure;
import dev.outpost.site.RelayFile;
import dev.outpost.site.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts into words how a site is reached, for its report. */
public final class Telling {
    private Telling() {}

    /**
     * The site's story.
     *
     * @param router board and release
     * @param line what is known of the operator's address
     * @param decisions what the run decided, with its evidence
     * @param changes what the run changed, one line each
     */
    public static Story story(
            Site site,
            TunnelPlan tunnel,
            RelayFile relay,
            String router,
            String line,
            List<Told> decisions,
            List<String> changes) {
        var path = new ArrayList<Hop>();
        path.add(new Hop("viewer", "its own WireGuard key; reaches the cameras of this site, nothing else"));
        path.add(new Hop(
                "relay " + relay.name(), relay.publicAddress() + ", UDP " + relay.listen() + "; table inet outpost"));
        path.add(new Hop("carrier", line));
        path.add(new Hop("router", router + "; in the tunnel " + tunnel.router()));
        for (var camera : site.cameras()) {
            path.add(
                    new Hop("camera " + camera.name(), tunnel.camera(camera.name()) + " leads to " + camera.address()));
        }
        var exposed = site.cameras().stream()
                .flatMap(camera -> exposed(camera, relay))
                .toList();
        return new Story(path, decisions, changes, exposed, List.of());
    }

    private static Stream<Exposed> exposed(CameraWish camera, RelayFile relay) {
        if (!(camera.exposure() instanceof Exposure.Public open)) {
            return Stream.empty();
        }
        var who = open.allow().isEmpty() || open.allow().stream().anyMatch(from -> from.prefix() == 0)
                ? "everybody"
                : open.allow().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return Stream.of(new Exposed(
                "TCP " + open.port() + " of " + relay.publicAddress() + ": " + open.service() + " of camera "
                        + camera.name(),
                who,
                open.because()));
    }
}
