package dev.outpost.run;

import dev.outpost.contact.RouterConnection;
import dev.outpost.contact.RouterConnector;
import dev.outpost.ledger.Journal;
import dev.outpost.packages.PackageScripts;
import dev.outpost.router.Guard;
import dev.outpost.router.Look;
import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Route;
import dev.outpost.shell.Script;
import dev.outpost.shell.ScriptStatus;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a guarded run on a router ends: confirmed over a new connection, or with the router's old configuration put back. */
public final class WayBack {
    private static final Duration SHORT = Duration.ofSeconds(60);

    /** Small flash is slow to forget, too. */
    private static final Duration REMOVAL = Duration.ofMinutes(2);

    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** The router's window, and the time of a restart besides. */
    private static final Duration RETURN = Guard.WINDOW.plusSeconds(60);

    private final RouterConnector connector;
    private final Narrator narrator;
    private final Journal journal;
    private final Guard guard;
    private final Duration uptime;

    /** @param uptime of the router when this run looked at it */
    public WayBack(RouterConnector connector, Narrator narrator, Journal journal, Guard guard, Duration uptime) {
        this.connector = connector;
        this.narrator = narrator;
        this.journal = journal;
        this.guard = guard;
        this.uptime = uptime;
    }

    /**
     * The changes stay.
     *
     * @param connection the new one
     * @param looked answers of a look at the router as it is now; none where it could not be looked at
     */
    public record Confirmed(RouterConnection connection, List<Answer> looked) {
        public Confirmed {
            looked = List.copyOf(looked);
        }
    }

    /**
     * A new login after everything that could have cut the path, over the first of these ways that answers.
     *
     * @param before scripts that must succeed on the new connection before it may confirm
     */
    public GuardOutcome<Confirmed> confirmed(List<Route> routes, List<Script> before, List<String> installed)
            throws IOException {
        journal.doing("confirm the guard");
        narrator.doing("logging in anew, to confirm");
        var end = connector.in(RETURN);
        var asked = false;
        while (!end.isOver()) {
            var opened = connector.await(routes, end.left());
            if (opened.isEmpty()) {
                break;
            }
            try {
                var outcome = asked(opened.get(), before, asked, installed);
                if (outcome.isPresent()) {
                    return outcome.get();
                }
                opened.get().link().close();
                connector.pause(AGAIN);
            } catch (LinkException e) {
                asked = true;
                opened.get().link().close();
                narrator.saw("the new connection broke", String.valueOf(e.getMessage()));
            }
        }
        return new GuardOutcome.RolledBack<>(RouterProblems.rolledBack(
                "the router did not answer again within " + RETURN.toSeconds() + " s", installed));
    }

    /** Empty where it has to be asked again on another new connection. */
    private Optional<GuardOutcome<Confirmed>> asked(
            RouterConnection opened, List<Script> before, boolean askedBefore, List<String> installed)
            throws IOException {
        var scripts = new ArrayList<>(before);
        scripts.add(askedBefore ? guard.confirmAgain() : guard.confirm());
        scripts.addAll(Look.parts());
        var answers = opened.link().run(Batch.of(scripts), SHORT);
        if (answers.size() > before.size() && answers.get(before.size()).succeeded()) {
            narrator.done("guard confirmed over a new connection: the changes stay");
            var isWhole = answers.size() == scripts.size();
            var looked = isWhole ? answers.subList(before.size() + 1, answers.size()) : List.<Answer>of();
            return Optional.of(new GuardOutcome.Kept<>(new Confirmed(opened, looked)));
        }
        var last = answers.getLast();
        if (ScriptStatus.ROUTER_NOT_YET.is(last)) {
            return Optional.empty();
        }
        if (ScriptStatus.ROUTER_ROLLED_BACK.is(last)) {
            var told = RouterProblems.rolledBack("nobody could confirm in time", installed);
            return Optional.of(
                    restored(Optional.of(opened.link()), opened.route()).said(told, installed));
        }
        var failure = ScriptStatus.problem(Target.ROUTER, last);
        return Optional.of(
                answers.size() <= before.size()
                        ? undone(opened.link(), opened.route(), failure, installed)
                        : failed(failure));
    }

    private static <K> GuardOutcome<K> failed(Problem failure) {
        return failure.code() == ProblemCode.GUARD_ROLLBACK_FAILED
                ? new GuardOutcome.NotBack<>(failure)
                : new GuardOutcome.RolledBack<>(failure);
    }

    /** The link broke where it should not have: nothing is confirmed any more, the router goes back to what it was. */
    <K> GuardOutcome<K> lost(Route route, LinkException e, List<String> installed) throws IOException {
        narrator.warned("the connection to the router broke (" + e.getMessage() + "); waiting for it to come back");
        return restored(Optional.empty(), route)
                .said(
                        RouterProblems.rolledBack("the connection broke in the middle: " + e.getMessage(), installed),
                        installed);
    }

    /** A change failed: everything goes back at once, and the failure says so. */
    public <K> GuardOutcome<K> undone(RemoteLink link, Route route, Problem failed, List<String> installed)
            throws IOException {
        if (failed.code() == ProblemCode.GUARD_ROLLBACK_FAILED) {
            link.close();
            return new GuardOutcome.NotBack<>(failed);
        }
        if (failed.code() == ProblemCode.GUARD_ROLLED_BACK) {
            link.close();
            return new GuardOutcome.RolledBack<>(RouterProblems.rolledBack(failed.because(), installed));
        }
        var left = left(link, installed);
        narrator.warned("putting the router's old configuration back"
                + (installed.size() > left.size() ? "; what this run installed was removed again" : ""));
        return restored(Optional.of(link), route).said(RouterProblems.undone(failed, left), left);
    }

    /** What this run installed goes first, as the restoration cuts the connection; what stays is told. */
    private static List<String> left(RemoteLink link, List<String> installed) throws IOException {
        if (installed.isEmpty()) {
            return installed;
        }
        try {
            return PackageScripts.left(link.run(Batch.of(PackageScripts.uninstall(installed)), REMOVAL)
                    .getFirst());
        } catch (LinkException e) {
            return installed;
        }
    }

    /** How putting back ended, as far as it was seen. */
    private record Ending(boolean seen, Optional<String> failure, Optional<Duration> restarted) {
        <K> GuardOutcome<K> said(Problem told, List<String> installed) {
            if (failure.isPresent()) {
                return new GuardOutcome.NotBack<>(RouterProblems.notBack(failure.get(), installed));
            }
            var good = restarted.map(ago -> RouterProblems.restarted(told, ago)).orElse(told);
            return new GuardOutcome.RolledBack<>(
                    seen ? good : good.withWhat(good.what() + " by itself; it was not seen doing so"));
        }
    }

    /** Asks for the old configuration and sees it come back; the network restarts on the way, so the connection may break. */
    private Ending restored(Optional<RemoteLink> standing, Route route) throws IOException {
        var end = connector.in(RETURN);
        var link = standing;
        do {
            if (link.isEmpty()) {
                link = connector.await(route, end.left());
            }
            if (link.isEmpty()) {
                break;
            }
            try (var open = link.get()) {
                var answers = open.run(
                        Batch.of(Script.in(Guard.class, "uptime"), guard.restoreNow(), guard.outcome()), SHORT);
                var last = answers.getLast();
                return new Ending(
                        true,
                        ScriptStatus.ROUTER_NOT_RESTORED.is(last) ? Optional.of(last.lastWords()) : Optional.empty(),
                        restarted(answers.getFirst()));
            } catch (LinkException e) {
                narrator.saw("the connection broke while the router went back", String.valueOf(e.getMessage()));
            }
            link = Optional.empty();
        } while (!end.isOver());
        return new Ending(false, Optional.empty(), Optional.empty());
    }

    /** How long ago the router started, where that was since this run looked at it. */
    private Optional<Duration> restarted(Answer answer) {
        return Optional.of(answer.stdout().strip().replaceFirst("[. ].*", ""))
                .filter(seconds -> seconds.matches("[0-9]{1,9}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .filter(up -> up.compareTo(uptime) < 0);
    }
}
