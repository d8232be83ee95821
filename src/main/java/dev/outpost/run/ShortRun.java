package dev.outpost.run;

import dev.outpost.contact.RouterConnection;
import dev.outpost.contact.RouterConnector;
import dev.outpost.ledger.Journal;
import dev.outpost.router.Guard;
import dev.outpost.router.RouterChange;
import dev.outpost.router.RouterChange.Restart;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.Stroke;
import dev.outpost.shell.Batch;
import dev.outpost.shell.LinkException;
import dev.outpost.step.Narrator;
import dev.outpost.step.Phase;
import dev.outpost.step.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A guarded run of a few changes that start nothing anew but the tunnel and the firewall: one batch, armed and all. */
public final class ShortRun implements Guarded<RouterChange, RouterConnection> {
    private final GuardedLine line;
    private final Narrator narrator;
    private List<RouterChange> begun = List.of();

    public ShortRun(
            RouterConnection opened, RouterConnector connector, Narrator narrator, Journal journal, RouterFacts seen) {
        this.line = new GuardedLine(opened, connector, narrator, journal, seen.uptime());
        this.narrator = narrator;
    }

    /** Whether such a run can make these. */
    public static boolean does(List<RouterChange> changes) {
        return changes.stream()
                .allMatch(change -> (change.phase() == Phase.CONFIG || change.phase() == Phase.PUBLIC)
                        && change.restarts() != Restart.NETWORK);
    }

    @Override
    public List<Phase> phases() {
        return List.of(Phase.CONFIG);
    }

    @Override
    public List<RouterChange> make(Phase phase, List<RouterChange> rest) throws IOException {
        line.doing("a few changes on the router", Guard.WINDOW);
        begun = rest;
        var batch = Stroke.All.of(rest).behind(Batch.of(line.guard().arm()), Stroke.All.NOTHING_CONFIDED);
        var started = Restart.most(rest) == Restart.TUNNEL ? batch.then(Guard.tunnel()) : batch;
        RouterProblems.refuseFirewall(line.run(started.then(Guard.reload()).then(Guard.proof(rest))));
        rest.forEach(change -> change.made().ifPresent(narrator::done));
        return List.of();
    }

    @Override
    public GuardOutcome<RouterConnection> confirm() throws IOException {
        try {
            return line.confirmed(Optional.empty(), List.of()).map(WayBack.Confirmed::connection);
        } finally {
            line.over();
        }
    }

    @Override
    public GuardOutcome<RouterConnection> undo(Problem problem) throws IOException {
        takeBack();
        return line.undone(problem, List.of());
    }

    @Override
    public GuardOutcome<RouterConnection> lost(LinkException broken) throws IOException {
        line.over();
        throw broken;
    }

    /** What the guard does not put back; what fails here is noted on the router, and the next run does it. */
    private void takeBack() throws IOException {
        var scripts =
                begun.stream().flatMap(change -> change.takenBack().stream()).toList();
        if (scripts.isEmpty()) {
            return;
        }
        try {
            line.link().run(Batch.of(scripts), GuardedLine.SHORT);
        } catch (LinkException e) {
            narrator.saw(
                    "the connection broke while the stick was told to do as before", String.valueOf(e.getMessage()));
        }
    }
}
