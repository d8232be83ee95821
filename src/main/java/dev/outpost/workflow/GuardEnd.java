package dev.outpost.workflow;

import dev.outpost.contact.RouterConnection;
import dev.outpost.contact.RouterConnector;
import dev.outpost.ledger.Journal;
import dev.outpost.packages.PackageScripts;
import dev.outpost.router.Guard;
import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Route;
import dev.outpost.shell.Script;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a guarded run ends: confirmed over a new connection, or with the router's old configuration put back.
 *
 * @param uptime of the router when this run looked at it
 */
record GuardEnd(RouterConnector door, Narrator narrator, Journal journal, Guard guard, Duration uptime) {
    private static final Duration SHORT = Duration.ofSeconds(60);

    /** Small flash is slow to forget, too. */
    private static final Duration REMOVAL = Duration.ofMinutes(2);

    private static final Duration AGAIN = Duration.ofSeconds(1);

    /** What a script ends with that must be asked again on another new connection. */
    static final int NOT_YET = 96;

    /** The router's window, and the time of a restart besides. */
    private static final Duration RETURN = Guard.WINDOW.plusSeconds(60);

    /**
     * A new login after everything that could have cut the path, over the first of these ways that answers.
     *
     * @param before scripts that must succeed on the new connection before it may confirm
     */
    RouterConnection confirmed(List<Route> routes, List<Script> before, List<String> installed) throws IOException {
        journal.doing("confirm the guard");
        narrator.doing("logging in anew, to confirm");
        var end = door.in(RETURN);
        var asked = false;
        while (!end.isOver()) {
            var opened = door.await(routes, end.left());
            if (opened.isEmpty()) {
                break;
            }
            try {
                var answers = opened.get().link().run(confirmation(before, asked), SHORT);
                if (answers.getLast().status() == Guard.ROLLED_BACK) {
                    throw restored(
                                    Optional.of(opened.get().link()),
                                    opened.get().route())
                            .said(RouterTrouble.rolledBack("nobody could confirm in time", installed), installed);
                }
                if (answers.getLast().status() == NOT_YET) {
                    opened.get().link().close();
                    door.pause(AGAIN);
                    continue;
                }
                if (!answers.getLast().succeeded() && answers.size() <= before.size()) {
                    throw undone(opened.get().link(), opened.get().route(), failure(answers), installed);
                }
                RouterTrouble.require(answers);
                narrator.done("guard confirmed over a new connection: the changes stay");
                return opened.get();
            } catch (LinkException e) {
                asked = true;
                opened.get().link().close();
                narrator.saw("the new connection broke", String.valueOf(e.getMessage()));
            }
        }
        throw new ProblemException(RouterTrouble.rolledBack(
                "the router did not answer again within " + RETURN.toSeconds() + " s", installed));
    }

    private static ProblemException failure(List<Answer> answers) {
        return new ProblemException(RouterTrouble.problem(answers.getLast()));
    }

    private Batch confirmation(List<Script> before, boolean asked) {
        var scripts = new ArrayList<>(before);
        scripts.add(asked ? guard.confirmAgain() : guard.confirm());
        return Batch.of(scripts);
    }

    /** The link broke where it should not have: nothing is confirmed any more, the router goes back to what it was. */
    ProblemException lost(Route route, LinkException e, List<String> installed) throws IOException {
        narrator.warned("the connection to the router broke (" + e.getMessage() + "); waiting for it to come back");
        return restored(Optional.empty(), route)
                .said(
                        RouterTrouble.rolledBack("the connection broke in the middle: " + e.getMessage(), installed),
                        installed);
    }

    /** A change failed: everything goes back at once, and the failure says so. */
    ProblemException undone(RemoteLink link, Route route, ProblemException failed, List<String> installed)
            throws IOException {
        var code = failed.problem().code();
        if (code == ProblemCode.GUARD_ROLLED_BACK || code == ProblemCode.GUARD_ROLLBACK_FAILED) {
            link.close();
            return code == ProblemCode.GUARD_ROLLED_BACK
                    ? new ProblemException(
                            RouterTrouble.rolledBack(failed.problem().because(), installed))
                    : failed;
        }
        var left = left(link, installed);
        narrator.warned("putting the router's old configuration back"
                + (installed.size() > left.size() ? "; what this run installed was removed again" : ""));
        return restored(Optional.of(link), route).said(RouterTrouble.undone(failed.problem(), left), left);
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
        ProblemException said(Problem told, List<String> installed) {
            var good = restarted.map(ago -> RouterTrouble.restarted(told, ago)).orElse(told);
            if (failure.isPresent()) {
                return new ProblemException(RouterTrouble.notBack(failure.get(), installed));
            }
            return new ProblemException(
                    seen ? good : good.withWhat(good.what() + " by itself; it was not seen doing so"));
        }
    }

    /** Asks for the old configuration and sees it come back; the network restarts on the way, so the connection may break. */
    private Ending restored(Optional<RemoteLink> standing, Route route) throws IOException {
        var end = door.in(RETURN);
        var link = standing;
        do {
            if (link.isEmpty()) {
                link = door.await(route, end.left());
            }
            if (link.isEmpty()) {
                break;
            }
            try (var open = link.get()) {
                var answers =
                        open.run(Batch.of(RouterWork.script("uptime"), guard.restoreNow(), guard.outcome()), SHORT);
                var last = answers.getLast();
                return new Ending(
                        true,
                        last.status() == Guard.FAILED ? Optional.of(last.lastWords()) : Optional.empty(),
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
