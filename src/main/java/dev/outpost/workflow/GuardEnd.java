package dev.outpost.workflow;

import dev.outpost.router.Guard;
import dev.outpost.router.PackageScripts;
import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Route;
import dev.outpost.shell.Script;
import dev.outpost.step.ProblemException;
import dev.outpost.workflow.RouterDoor.Opened;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How a guarded run ends: confirmed over a new connection, or with the router's old configuration put back. */
record GuardEnd(RouterDoor door, Narrator narrator, Journal journal, Guard guard) {
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
    Opened confirmed(List<Route> routes, List<Script> before, List<String> installed) throws IOException {
        journal.doing("confirm the guard");
        narrator.doing("logging in anew, to confirm");
        var end = System.nanoTime() + RETURN.toNanos();
        while (System.nanoTime() < end) {
            var opened = door.await(routes, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            if (opened.isEmpty()) {
                break;
            }
            try {
                var answers = opened.get().link().run(confirmation(before), SHORT);
                if (answers.getLast().status() == Guard.ROLLED_BACK) {
                    opened.get().link().close();
                    throw new ProblemException(RouterTrouble.rolledBack("nobody could confirm in time", installed));
                }
                if (answers.getLast().status() == NOT_YET) {
                    opened.get().link().close();
                    RouterDoor.pause(AGAIN);
                    continue;
                }
                if (!answers.getLast().succeeded() && answers.size() <= before.size()) {
                    throw undone(opened.get().link(), opened.get().route(), failure(answers), installed);
                }
                RouterTrouble.require(answers);
                narrator.done("guard confirmed over a new connection: the changes stay");
                return opened.get();
            } catch (LinkException e) {
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

    private Batch confirmation(List<Script> before) {
        var scripts = new ArrayList<>(before);
        scripts.add(guard.confirm());
        return Batch.of(scripts);
    }

    /** The link broke where it should not have: nothing is confirmed any more, the router goes back to what it was. */
    ProblemException lost(Route route, LinkException e, List<String> installed) throws IOException {
        narrator.warned("the connection to the router broke (" + e.getMessage() + "); waiting for it to come back");
        var link = door.await(route, RETURN);
        if (link.isPresent()) {
            try (var back = link.get()) {
                back.run(Batch.of(guard.restoreNow()), SHORT);
            } catch (LinkException again) {
                narrator.saw("it broke again", String.valueOf(again.getMessage()));
            }
        }
        return new ProblemException(
                RouterTrouble.rolledBack("the connection broke in the middle: " + e.getMessage(), installed));
    }

    /** A change failed: everything goes back at once, and the failure says so. */
    ProblemException undone(RemoteLink link, Route route, ProblemException failed, List<String> installed)
            throws IOException {
        if (failed.problem().code().equals("GUARD-ROLLED-BACK")) {
            return failed;
        }
        List<String> left;
        try (link) {
            left = PackageScripts.left(
                    RouterTrouble.require(link.run(undoing(installed), REMOVAL)).getFirst());
        } catch (LinkException e) {
            return lost(route, e, installed);
        }
        narrator.warned("putting the router's old configuration back"
                + (installed.size() > left.size() ? "; what this run installed was removed again" : ""));
        return new ProblemException(RouterTrouble.undone(failed.problem(), left));
    }

    /** What this run installed goes first: the restoration cuts the connection. */
    private Batch undoing(List<String> installed) {
        return installed.isEmpty()
                ? Batch.of(guard.restoreNow())
                : Batch.of(PackageScripts.uninstall(installed), guard.restoreNow());
    }
}
