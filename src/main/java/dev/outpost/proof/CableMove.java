package dev.outpost.proof;

import dev.outpost.contact.Connections;
import dev.outpost.contact.RouterConnection;
import dev.outpost.contact.RouterConnector;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.Route;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.time.Duration;

/** A router with one LAN port has the laptop or the camera on it: somebody moves the cable, and the work goes on through the relay. */
public final class CableMove {
    private final Connections connections;
    private final RouterConnector connector;
    private final LastHop hop;
    private final Narrator narrator;

    public CableMove(Connections connections, RouterConnector connector, LastHop hop, Narrator narrator) {
        this.connections = connections;
        this.connector = connector;
        this.hop = hop;
        this.narrator = narrator;
    }

    /**
     * Waits for it, where it is needed.
     *
     * @param route to the router through the relay
     * @param limit how long a cable move is waited for
     */
    public void ifOneLanPort(RouterFacts.Board board, Route.Through route, Duration limit) throws IOException {
        var router = connections.router();
        if (router.isThroughRelay() || !board.hasOneLanPort()) {
            return;
        }
        if (hop.isThere(router.link())) {
            narrator.saw("the camera answers already", "no cable has to be moved");
            return;
        }
        narrator.chapter("hand-over");
        narrator.asks("move the cable from the laptop to the camera's injector: this router has one LAN port");
        narrator.doing("waiting for the router to answer through the relay", limit);
        router.link().close();
        var link = connector
                .await(route, limit)
                .orElseThrow(() -> new ProblemException(new Problem(
                        ProblemCode.WAY_ROUTER_SILENT,
                        "the tunnel is up, but the router's SSH does not answer through it",
                        "it is not known why",
                        "run the same command again")));
        connections.router(new RouterConnection(link, route));
        narrator.done("the router answers through the relay at " + route.host());
    }
}
