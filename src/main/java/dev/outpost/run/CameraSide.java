package dev.outpost.run;

import dev.outpost.camera.ByHand;
import dev.outpost.camera.CameraChange;
import dev.outpost.camera.CameraSecrets;
import dev.outpost.camera.CameraSetup;
import dev.outpost.camera.SetupDue;
import dev.outpost.camera.SetupWish;
import dev.outpost.ledger.SiteState;
import dev.outpost.reach.LinkVantage;
import dev.outpost.shell.RemoteLink;
import dev.outpost.site.CameraWish;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Sets up the cameras of a site whose file asks for it, over the site's router, wherever on its LAN's wire they stand. */
public final class CameraSide {
    private final Site site;
    private final CamerasMeant meant;
    private final SiteState state;
    private final CameraSecrets secrets;
    private final Clock clock;
    private final Narrator narrator;

    public CameraSide(Site site, SiteState state, Secrets secrets, Clock clock, Narrator narrator) {
        this.site = site;
        this.meant = new CamerasMeant(site);
        this.state = state;
        this.secrets = new CameraSecrets(state, secrets);
        this.clock = clock;
        this.narrator = narrator;
    }

    /**
     * Sets up those that were not yet, or that are named.
     *
     * @param named one camera; absent: all that the site file wants set up
     * @param wait how long a cable move and a camera's start are waited for
     * @throws ProblemException what stopped it
     */
    public List<CameraChange> setUp(RemoteLink router, Optional<String> named, Duration wait) throws IOException {
        var changes = new ArrayList<CameraChange>();
        for (var camera : site.cameras()) {
            var wanted = named.map(camera.name()::equals)
                    .orElseGet(() -> SetupDue.isDue(site, camera, state.cameraSetUp(camera.name())));
            if (wanted && camera.setup().isPresent()) {
                changes.addAll(setUp(router, camera, camera.setup().get(), wait));
                state.cameraSetUp(camera.name(), SetupDue.as(site, camera));
            }
        }
        return changes;
    }

    private List<CameraChange> setUp(RemoteLink router, CameraWish camera, CameraWish.Setup setup, Duration wait)
            throws IOException {
        var places = Stream.concat(Stream.of(camera.address()), CameraSearch.usual().stream())
                .distinct()
                .toList();
        narrator.doing("looking for camera " + camera.name(), wait);
        try (var way = CameraWay.to(router, places, camera.webPort(), wait)) {
            way.added()
                    .forEach(address -> narrator.saw(
                            "the router has " + address + " on its LAN for a while",
                            "to reach a camera in another network"));
            way.taken().forEach(network -> narrator.saw("cameras in another network were not looked for", network));
            var at = way.camera().orElseThrow(() -> meant.notFound(camera, places));
            meant.refuseStranger(camera, at, way.mac());
            var lan = way.lan().orElseThrow(() -> meant.notFound(camera, places));
            meant.refuseOutside(camera, lan);
            narrator.saw("camera " + camera.name() + " answers at " + at, "over the router's LAN " + lan);
            var wish = new SetupWish(
                    camera.name(),
                    camera.address(),
                    lan,
                    setup.timezone(),
                    camera.viewer(),
                    secrets.viewerOrNew(camera),
                    setup.viewer() == CameraWish.ViewerOf.ONVIF,
                    setup.admin(),
                    ByHand.of(camera, way.mac()));
            return new CameraSetup(LinkVantage.ofRouter(router), secrets.budget(clock), Ticker.REAL, clock, narrator)
                    .run(wish, at, camera.webPort(), secrets.vault(camera));
        }
    }
}
