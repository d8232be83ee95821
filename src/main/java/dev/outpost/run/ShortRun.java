package dev.outpost.run;

import dev.outpost.contact.RouterConnection;
import dev.outpost.contact.RouterConnector;
import dev.outpost.ledger.Journal;
import dev.outpost.router.Guard;
import dev.outpost.router.RouterChange;
import dev.outpost.router.RouterChange.Restart;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.Batch;
import dev.outpost.shell.LinkException;
import dev.outpost.step.Narrator;
import dev.outpost.step.Phase;
import dev.outpost.step.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A guarded run of a few changes that start nothing anew but the tunnel and the firewall: one batch, armed and all. */
public final class ShortRun implements Guarded<RouterChange, RouterConnection> {
    private static final Duration SHORT = Duration.ofSeconds(60);

    private final RouterConnection opened;
    private final RouterConnector connector;
    private final Narrator narrator;
    private final Journal journal;
    private final Guard guard;
    private final WayBack wayBack;
    private List<RouterChange> begun = List.of();

    public ShortRun(
            RouterConnection opened, RouterConnector connector, Narrator narrator, Journal journal, RouterFacts seen) {
        this.opened = opened;
        this.connector = connector;
        this.narrator = narrator;
        this.journal = journal;
        this.guard = new Guard(journal.run());
        this.wayBack = new WayBack(connector, narrator, journal, guard, seen.uptime());
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
        journal.doing("a few changes on the router");
        begun = rest;
        ArmedGuards.waits(journal.run(), Guard.WINDOW);
        var batch = Strokes.of(rest).behind(Batch.of(guard.arm()), Strokes.NOTHING_CONFIDED);
        var isTunnels = rest.stream().anyMatch(change -> change.restarts() == Restart.TUNNEL);
        var started = isTunnels ? batch.then(Guard.tunnel()) : batch;
        RouterProblems.refuseFirewall(opened.run(started.then(Guard.reload()).then(Guard.proof(rest)), SHORT));
        rest.forEach(change -> change.made().ifPresent(narrator::done));
        return List.of();
    }

    @Override
    public GuardOutcome<RouterConnection> confirm() throws IOException {
        opened.close();
        try {
            return ArmedGuards.over(
                            journal.run(),
                            wayBack.confirmed(connector.andOverCable(opened.route()), List.of(), List.of()))
                    .map(WayBack.Confirmed::connection);
        } finally {
            ArmedGuards.over(journal.run());
        }
    }

    @Override
    public GuardOutcome<RouterConnection> undo(Problem problem) throws IOException {
        try {
            takeBack();
            return wayBack.undone(opened.link(), opened.route(), problem, List.of());
        } finally {
            ArmedGuards.over(journal.run());
        }
    }

    @Override
    public GuardOutcome<RouterConnection> lost(LinkException broken) throws IOException {
        ArmedGuards.over(journal.run());
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
            opened.link().run(Batch.of(scripts), SHORT);
        } catch (LinkException e) {
            narrator.saw(
                    "the connection broke while the stick was told to do as before", String.valueOf(e.getMessage()));
        }
    }
}
