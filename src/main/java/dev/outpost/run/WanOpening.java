package dev.outpost.run;

import dev.outpost.contact.Connections;
import dev.outpost.contact.RouterConnector;
import dev.outpost.ledger.Journal;
import dev.outpost.plan.RouterPlan;
import dev.outpost.reach.KeepName;
import dev.outpost.router.Guard;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.Batch;
import dev.outpost.shell.Script;
import dev.outpost.shell.ScriptStatus;
import dev.outpost.site.AccessWish.DdnsWish;
import dev.outpost.step.Narrator;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Target;
import java.io.IOException;
import java.time.Duration;

/** What comes last on a router that is the viewers' own end: its wan is opened, and its name learns where it is. */
public final class WanOpening {
    /** One request before ours may be under way. */
    private static final Duration TELLING = Duration.ofSeconds(100);

    private final Connections connections;
    private final RouterConnector connector;
    private final Narrator narrator;
    private final Journal journal;

    public WanOpening(Connections connections, RouterConnector connector, Narrator narrator, Journal journal) {
        this.connections = connections;
        this.connector = connector;
        this.narrator = narrator;
        this.journal = journal;
    }

    /**
     * Lets in from outside what shall come in: a guarded run of its own.
     *
     * @throws ProblemException where nothing was kept
     */
    public void open(RouterPlan plan, RouterFacts seen) throws IOException {
        var changes = plan.opening(seen);
        if (changes.isEmpty()) {
            return;
        }
        narrator.doing("opening the router's own address");
        connections.router(new ShortRun(connections.router(), connector, narrator, journal, seen)
                .run(changes)
                .orThrow());
    }

    /**
     * The name's provider hears of the address now.
     *
     * @throws ProblemException {@code WAY-NAME-REFUSED} where it does not take it
     */
    public void name(DdnsWish name, String file) throws IOException {
        narrator.doing("telling " + name.provider().name() + " where " + name.hostname() + " leads");
        var said = ScriptStatus.require(
                        Target.ROUTER,
                        connections.router().link().run(Batch.of(Script.in(Guard.class, "ddns-now")), TELLING))
                .getLast();
        KeepName.require(name, said.stdout(), file);
        narrator.done(name.provider().name() + " has the address for " + name.hostname());
    }
}
