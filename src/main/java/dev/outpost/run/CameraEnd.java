package dev.outpost.run;

import dev.outpost.contact.Connections;
import dev.outpost.contact.RouterConnector;
import dev.outpost.ledger.SiteState;
import dev.outpost.reach.AnswerCameras;
import dev.outpost.reach.LinkVantage;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.Vantage;
import dev.outpost.router.RouterFacts;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** The cameras' end of the way during one run for a site: set up and awaited at the router, then seen through the way that was made. */
public final class CameraEnd {
    private final Site site;
    private final Connections connections;
    private final RouterSide router;
    private final CameraSide setup;
    private final LastHop hop;
    private final CableMove cable;
    private final Narrator narrator;

    public CameraEnd(
            Site site,
            SiteState state,
            Secrets secrets,
            Clock clock,
            Connections connections,
            RouterSide router,
            RouterConnector connector,
            Narrator narrator) {
        this.site = site;
        this.connections = connections;
        this.router = router;
        this.setup = new CameraSide(site, state, secrets, clock, narrator);
        this.hop = new LastHop(narrator, site);
        this.cable = new CableMove(connections, connector, site, narrator);
        this.narrator = narrator;
    }

    /** Until each is on the router's LAN as the site file asks. */
    public void await() throws IOException {
        setup.setUp(connections.routerLink(), Optional.empty(), CableMove.LIMIT);
        hop.fromRouter(connections.routerLink(), CableMove.LIMIT);
    }

    /** Until a picture can be taken over the router's LAN; it cannot where this laptop is in the only port. */
    public boolean awaitOnLan(RouterFacts.Board board) throws IOException {
        narrator.chapter("camera");
        if (isCutOff(board)) {
            narrator.warned(
                    "no picture was taken: this laptop is in the router's one LAN port, where the camera belongs; put a"
                            + " switch between them and run the same command again, or nobody has seen the camera");
            return false;
        }
        await();
        return true;
    }

    /** Whether this laptop is where a camera belongs: in the router's one LAN port. */
    private boolean isCutOff(RouterFacts.Board board) throws IOException {
        return board.hasOneLanPort() && !hop.isThere(connections.routerLink());
    }

    /** Seen from the relay; the cable is moved first, where the router has one LAN port. */
    public void throughTunnel(TunnelPlan tunnel, RouterFacts seen) throws IOException {
        if (!connections.router().isThroughRelay() && seen.board().hasOneLanPort()) {
            if (isCutOff(seen.board())) {
                cable.untilRelayAnswers(connections.throughRelay(
                        site.access().tunnelRelay().orElseThrow(),
                        tunnel.router().toString()));
            } else {
                narrator.saw("the camera answers already", "no cable has to be moved");
            }
        }
        narrator.chapter("camera");
        await();
        var relay = LinkVantage.ofRelay(connections.relay());
        var deaf = hop.fromRelay(relay, tunnel);
        if (!deaf.isEmpty()) {
            speakFor(deaf, tunnel, seen);
            hop.hears(relay, tunnel);
        }
    }

    /** Where no relay looks, a viewer sees when the cable has moved. */
    public void forViewer(Optional<Vantage> viewer, TunnelPlan tunnel, RouterFacts.Board board) throws IOException {
        narrator.chapter("camera");
        if (isCutOff(board)) {
            cable.untilViewerSees(viewer, tunnel);
        } else {
            await();
        }
    }

    /** Cameras that answer their own network only are called under the router's own address from now on. */
    private void speakFor(Set<String> deaf, TunnelPlan tunnel, RouterFacts seen) throws IOException {
        var changes = new AnswerCameras(tunnel.onLan(), deaf).missing(seen);
        if (changes.isEmpty()) {
            return;
        }
        var names = String.join(", ", deaf);
        narrator.decided(
                "the router speaks to " + names + " in its own name",
                "nothing comes back through the tunnel: no gateway is set there, or a wrong one");
        changes.forEach(narrator::planned);
        router.makeFew(changes, seen);
        narrator.warned("camera " + names
                + " has no gateway: the router now speaks to it in its own name, and it takes all viewers for one; a gateway set in the"
                + " camera is the better cure");
    }
}
