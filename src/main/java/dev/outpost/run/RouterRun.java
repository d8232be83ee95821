package dev.outpost.run;

import dev.outpost.router.Look;
import dev.outpost.router.RouterChange;
import dev.outpost.router.RouterFacts;
import dev.outpost.run.RouterKept.WanResult;
import dev.outpost.shell.LinkException;
import dev.outpost.step.Narrator;
import dev.outpost.step.Phase;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A guarded run on the router: few batches, phase by phase. What the modem answers in the middle decides what is configured, and wan has to
 * come up before the run is confirmed over a new connection.
 */
final class RouterRun implements Guarded<RouterChange, RouterKept> {
    private final GuardedLine line;
    private final RouterWork work;
    private final Narrator narrator;
    private WanResult wan = new WanResult.NotAwaited();
    private Optional<LanMove> lan = Optional.empty();

    RouterRun(GuardedLine line, RouterWork work, Narrator narrator) {
        this.line = line;
        this.work = work;
        this.narrator = narrator;
    }

    @Override
    public List<Phase> phases() {
        return List.of(Phase.KEYS, Phase.PACKAGES, Phase.CONFIG, Phase.LAN);
    }

    @Override
    public List<RouterChange> make(Phase phase, List<RouterChange> rest) throws IOException {
        var due = Guarded.of(phase, rest);
        switch (phase) {
            case KEYS -> work.authorize(due);
            case PACKAGES -> {
                return work.equip(due);
            }
            case CONFIG -> {
                work.configure(due);
                if (Guarded.of(Phase.LAN, rest).isEmpty() || work.plan().box().isEmpty()) {
                    bringUpWan(due);
                }
                work.proveFirewall();
            }
            case LAN -> moveLan(due);
            case LAPTOP, SERVER, SITE, PUBLIC, CAMERA ->
                throw new IllegalArgumentException("not the router's: " + phase);
        }
        return rest;
    }

    /** A wan that worked is not given away for one that does not: then everything goes back. */
    private void bringUpWan(List<RouterChange> made) throws IOException {
        var hadOne = work.router().wanAddress().isPresent();
        wan = new WanTrials(line, work, narrator).settle(work.plan());
        if (wan instanceof WanResult.Failed(var problem) && hadOne && WanTrials.touchesWan(made)) {
            throw new ProblemException(problem);
        }
    }

    private void moveLan(List<RouterChange> due) throws IOException {
        lan = due.stream()
                .flatMap(change -> change.movesLan().stream())
                .findFirst()
                .map(line::moving);
        if (lan.isPresent()) {
            work.move(lan.get(), due);
        }
    }

    @Override
    public GuardOutcome<RouterKept> confirm() throws IOException {
        return line.confirmed(lan, work.installed()).map(confirmed -> {
            var now = confirmed.looked().isEmpty() ? work.router() : Look.read(confirmed.looked());
            if (!confirmed.looked().isEmpty()) {
                verify(now);
            }
            return new RouterKept(confirmed.connection(), work.publicKey().or(now::wireguardKey), wan, now);
        });
    }

    /** Looks again: what every step asked for is true now, or it is said. */
    private void verify(RouterFacts now) {
        for (var step : work.plan().steps(now)) {
            var verdict = step.verify(now);
            verdict.problem()
                    .ifPresentOrElse(
                            problem -> narrator.warned(problem.what()),
                            () -> narrator.holds(step.title(), verdict.evidence()));
        }
    }

    @Override
    public GuardOutcome<RouterKept> undo(Problem problem) throws IOException {
        return line.undone(problem, work.installed());
    }

    @Override
    public GuardOutcome<RouterKept> lost(LinkException broke) throws IOException {
        return line.lost(broke, work.installed());
    }
}
