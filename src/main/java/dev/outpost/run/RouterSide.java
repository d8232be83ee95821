package dev.outpost.run;

import dev.outpost.contact.Connections;
import dev.outpost.contact.RouterConnector;
import dev.outpost.ledger.Journal;
import dev.outpost.plan.RouterPlan;
import dev.outpost.router.RouterChange;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.Secret;
import dev.outpost.shell.Web;
import dev.outpost.step.Narrator;
import dev.outpost.step.ProblemException;
import dev.outpost.uplink.PinEntry;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** The router during one run for a site: its guarded run, and the short ones after it. */
public final class RouterSide {
    private final Connections connections;
    private final RouterConnector connector;
    private final Narrator narrator;
    private final Journal journal;
    private final PinEntry sim;
    private final PackageDelivery delivery;
    private final Supplier<Secret> password;

    /**
     * @param web serves packages to a router through its connection
     * @param password of root, asked for when it is set
     */
    public RouterSide(
            Connections connections,
            RouterConnector connector,
            Narrator narrator,
            Journal journal,
            PinEntry sim,
            Web web,
            Supplier<Secret> password) {
        this.connections = connections;
        this.connector = connector;
        this.narrator = narrator;
        this.journal = journal;
        this.sim = sim;
        this.delivery = new PackageDelivery(web);
        this.password = password;
    }

    /**
     * Makes what the router lacks; the connection that stands is the new one then.
     *
     * @throws ProblemException where nothing was kept
     */
    public RouterKept make(RouterPlan plan, RouterFacts seen) throws IOException {
        var changes = plan.missing(seen);
        if (changes.isEmpty()) {
            return RouterKept.asItIs(connections.router(), seen);
        }
        narrator.chapter("router");
        var line = new GuardedLine(connections.router(), connector, narrator, journal, seen.uptime());
        var work = new RouterWork(line, narrator, sim, delivery, password, plan, seen);
        var kept = new RouterRun(line, work, narrator).run(changes).orThrow();
        connections.router(kept.connection());
        return kept;
    }

    /**
     * Makes a few changes more, which start nothing anew but the firewall, in a guarded run of their own.
     *
     * @param seen the router before this run
     * @throws ProblemException where nothing was kept
     */
    void makeFew(List<RouterChange> changes, RouterFacts seen) throws IOException {
        connections.router(new ShortRun(connections.router(), connector, narrator, journal, seen)
                .run(changes)
                .orThrow());
    }

    /** The router as it is once what a dead run of ours left half-way was put back. */
    public RouterFacts recovered(RouterFacts seen) throws IOException {
        return new DeadRun(connector, narrator, journal).overcome(connections, seen);
    }
}
