package dev.outpost.run;

import dev.outpost.contact.Connections;
import dev.outpost.contact.LocalNetwork;
import dev.outpost.contact.RelayConnector;
import dev.outpost.contact.RouterConnection;
import dev.outpost.ledger.Errand;
import dev.outpost.ledger.Outcome;
import dev.outpost.ledger.RecordingNarrator;
import dev.outpost.site.Reach;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Work at the cameras of a site, over its router, which is reached over its LAN, its cable or its tunnel. */
public final class CameraWork {
    /** A camera that is on the wire answers within this, a start included. */
    private static final Duration WAIT = Duration.ofSeconds(60);

    private final LocalNetwork here;
    private final RelayConnector relays;
    private final Secrets secrets;
    private final Clock clock;
    private final RecordingNarrator narrator;

    public CameraWork(LocalNetwork here, RelayConnector relays, Secrets secrets, Clock clock, Narrator narrator) {
        this.here = here;
        this.relays = relays;
        this.secrets = secrets;
        this.clock = clock;
        this.narrator = new RecordingNarrator(narrator);
    }

    /** Sets up one camera, or all that the site file wants set up. */
    public Outcome setUp(Site site, Optional<String> camera) {
        return over(site, "outpost.camera-setup/1", router -> {
            var wanted = new CamerasMeant(site).toSetUp(camera);
            var side = new CameraSide(site, here.state().site(site.name()), secrets, clock, narrator);
            var changes = 0;
            for (var each : wanted) {
                changes += side.setUp(router.link(), Optional.of(each.name()), WAIT)
                        .size();
            }
            narrator.fact("nothingToDo", changes == 0);
            if (changes == 0) {
                narrator.done("nothing to do: nothing was written to " + CamerasMeant.names(wanted));
            }
        });
    }

    /** Looks for cameras on the LAN of a site's router. Changes nothing. */
    public CamerasFound find(Site site) throws IOException {
        try (var connections = new Connections()) {
            var router = new RouterOfSite(here, relays, secrets, narrator).open(site, connections);
            connections.router(router);
            return new CameraSearch(clock).around(router.link(), "the router of " + site.name());
        }
    }

    /** The same on the LAN of a router without a site. */
    public CamerasFound find(Reach router) throws IOException {
        return new CameraSearch(clock).around(here, router);
    }

    /** Restarts one. */
    public Outcome restart(Site site, String name) {
        var camera = new CamerasMeant(site).called(name);
        return over(site, "outpost.camera-restart/1", router -> {
            var how = new CameraPower(router.link(), here.state().site(site.name()), secrets, clock).restart(camera);
            narrator.fact("how", how);
            narrator.done("camera " + name + " restarts: " + how + "; it needs a minute or two");
        });
    }

    private interface Work {
        void with(RouterConnection router) throws IOException;
    }

    private Outcome over(Site site, String schema, Work work) {
        var lost = Errand.linkLost("the router or a cable went away; what a camera took already stays");
        return new Errand(schema, site.name(), narrator, lost)
                .alone(here.state().site(site.name()), () -> {
                    try (var connections = new Connections()) {
                        var router = new RouterOfSite(here, relays, secrets, narrator).open(site, connections);
                        connections.router(router);
                        work.with(router);
                        return Optional.empty();
                    }
                });
    }
}
