package dev.outpost.run;

import dev.outpost.contact.Connections;
import dev.outpost.contact.RouterConnection;
import dev.outpost.contact.RouterConnector;
import dev.outpost.reach.Dial;
import dev.outpost.reach.Quietly;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.Vantage;
import dev.outpost.shell.Route;
import dev.outpost.site.CameraWish;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A router with one LAN port has the laptop or the camera on it: somebody moves the cable, and the work goes on from outside. */
public final class CableMove {
    /** How long it is waited for. */
    public static final Duration LIMIT = Duration.ofMinutes(3);

    private static final Duration DIAL = Duration.ofSeconds(10);
    private static final Duration BREATH = Duration.ofMillis(500);

    private final Connections connections;
    private final RouterConnector connector;
    private final Site site;
    private final Narrator narrator;

    public CableMove(Connections connections, RouterConnector connector, Site site, Narrator narrator) {
        this.connections = connections;
        this.connector = connector;
        this.site = site;
        this.narrator = narrator;
    }

    /** The router is reached through the relay from now on. */
    void untilRelayAnswers(Route.Through route) throws IOException {
        narrator.chapter("hand-over");
        ask();
        narrator.doing("waiting for the router to answer through the relay", LIMIT);
        connections.routerLink().close();
        var link = connector
                .await(route, LIMIT)
                .orElseThrow(() -> new ProblemException(ProblemCode.WAY_ROUTER_SILENT.problem(
                        "the tunnel is up, but the router's SSH does not answer through it",
                        "it is not known why",
                        "run the same command again")));
        connections.router(new RouterConnection(link, route));
        narrator.done("the router answers through the relay at " + route.host());
    }

    /**
     * Without a relay nobody but a viewer can look whether it has moved.
     *
     * @param viewer where one sits; nobody waits where none is known
     */
    void untilViewerSees(Optional<Vantage> viewer, TunnelPlan tunnel) {
        ask();
        if (viewer.isEmpty() || site.cameras().isEmpty()) {
            return;
        }
        narrator.doing("waiting for a viewer to reach the camera", LIMIT);
        var camera = site.cameras().getFirst();
        var address = tunnel.camera(camera.name()).toString();
        var port = camera.services().stream().map(CameraWish.Service::port).findFirst();
        var end = Ticker.REAL.in(LIMIT);
        while (port.isPresent() && !end.isOver()) {
            if (viewer.get().dial(address, port.get(), DIAL) instanceof Dial.Connected open) {
                Quietly.close(open);
                narrator.done("a viewer reaches camera " + camera.name() + " as " + address);
                return;
            }
            try {
                Ticker.REAL.pause(BREATH);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void ask() {
        narrator.asks("move the cable from the laptop to the camera's injector: this router has one LAN port");
    }
}
