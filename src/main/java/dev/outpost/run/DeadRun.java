package dev.outpost.run;

import dev.outpost.contact.Connections;
import dev.outpost.contact.RouterConnection;
import dev.outpost.contact.RouterConnector;
import dev.outpost.ledger.Journal;
import dev.outpost.router.Guard;
import dev.outpost.router.Look;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.ScriptStatus;
import dev.outpost.step.Narrator;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A run that left its guard armed: one of ours is put back at once, another's is left alone. */
public final class DeadRun {
    private static final Pattern ARMED_BY = Pattern.compile("armed by run (\\S+)");

    private final RouterConnector connector;
    private final Narrator narrator;
    private final Journal journal;

    public DeadRun(RouterConnector connector, Narrator narrator, Journal journal) {
        this.connector = connector;
        this.narrator = narrator;
        this.journal = journal;
    }

    /**
     * The router as it was before that run; the connection that stands is another one then.
     *
     * @throws ProblemException GUARD-FOREIGN when the run is none of ours: the problem names the time that is left
     */
    RouterFacts overcome(Connections connections, RouterFacts facts) throws IOException {
        if (facts.guard().armed().isEmpty()) {
            return facts;
        }
        var armed = facts.guard().armed().get();
        if (!journal.isOurs(armed.run())) {
            throw new ProblemException(ProblemCode.GUARD_FOREIGN.problem(
                    "another run (" + armed.run() + ") is changing this router",
                    "its guard is armed, and it is not one of this laptop's",
                    "wait " + armed.left().toSeconds() + " s, then run the same command again"));
        }
        narrator.chapter("a run that died");
        var restored = putBack(connections.router(), armed.run());
        connections.router(restored.router());
        return restored.facts();
    }

    /** The run of ours that armed the guard before another could: it died, and the router was still at its script. */
    static Optional<String> thatArmed(Answer arming, Journal journal) {
        var owner = ARMED_BY.matcher(arming.stderr());
        return ScriptStatus.ROUTER_FOREIGN.is(arming) && owner.find() && journal.isOurs(owner.group(1))
                ? Optional.of(owner.group(1))
                : Optional.empty();
    }

    /** The router as it was before that run, over a connection that stands. */
    record Restored(RouterConnection router, RouterFacts facts) {}

    /** Lets the router restore what a dead run of ours left there. */
    Restored putBack(RouterConnection router, String run) throws IOException {
        narrator.decided("start over", "run " + run + " was ours and died; its guard is still armed");
        var dead = new Guard(run);
        ScriptStatus.require(Target.ROUTER, router.link().run(Batch.of(dead.restoreNow()), Duration.ofSeconds(30)));
        router.link().close();
        var end = connector.in(Guard.WINDOW);
        while (!end.isOver()) {
            var link = connector.await(router.route(), Duration.ofMinutes(1));
            var again = link.isEmpty() ? Optional.<RouterFacts>empty() : restored(link.get(), dead);
            if (again.isPresent()) {
                return new Restored(new RouterConnection(link.orElseThrow(), router.route()), again.get());
            }
        }
        throw new ProblemException(
                RouterProblems.rolledBack("a dead run was put back, and the router did not answer", List.of()));
    }

    private Optional<RouterFacts> restored(RemoteLink link, Guard dead) throws IOException {
        try {
            var outcome =
                    link.run(Batch.of(dead.outcome()), Duration.ofMinutes(1)).getLast();
            if (ScriptStatus.ROUTER_NOT_RESTORED.is(outcome)) {
                throw new ProblemException(RouterProblems.notBack(outcome.lastWords(), List.of()));
            }
            var facts = Look.at(link);
            if (facts.guard().armed().isEmpty()) {
                return Optional.of(facts);
            }
        } catch (LinkException e) {
            narrator.saw("the connection broke while the router went back", String.valueOf(e.getMessage()));
        }
        link.close();
        return Optional.empty();
    }
}
