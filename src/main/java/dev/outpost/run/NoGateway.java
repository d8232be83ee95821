package dev.outpost.run;

import dev.outpost.contact.Connections;
import dev.outpost.contact.RouterConnector;
import dev.outpost.ledger.Journal;
import dev.outpost.net.Ipv4;
import dev.outpost.reach.AnswerCameras;
import dev.outpost.router.RouterFacts;
import dev.outpost.step.Narrator;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Cameras whose answers find no way into the tunnel: a guarded run of its own lets the router speak for them. */
public final class NoGateway {
    private final Connections connections;
    private final RouterConnector connector;
    private final Narrator narrator;
    private final Journal journal;

    public NoGateway(Connections connections, RouterConnector connector, Narrator narrator, Journal journal) {
        this.connections = connections;
        this.connector = connector;
        this.narrator = narrator;
        this.journal = journal;
    }

    /**
     * Cameras that answer their own network only are called under the router's own address from now on.
     *
     * @param deaf their names
     * @param onLan every camera's address
     * @param seen the router before this run
     */
    public void cure(Set<String> deaf, Map<String, Ipv4> onLan, RouterFacts seen) throws IOException {
        var changes = new AnswerCameras(onLan, deaf).missing(seen);
        if (changes.isEmpty()) {
            return;
        }
        narrator.decided(
                "the router speaks to " + String.join(", ", deaf) + " in its own name",
                "nothing comes back through the tunnel: no gateway is set there, or a wrong one");
        changes.forEach(narrator::planned);
        connections.router(new ShortRun(connections.router(), connector, narrator, journal, seen)
                .run(changes)
                .orThrow());
        narrator.warned("camera " + String.join(", ", deaf)
                + " has no gateway: the router now speaks to it in its own name, and it takes all viewers for one; a gateway set in the"
                + " camera is the better cure");
    }
}
