package dev.outpost.run;

import dev.outpost.contact.RouterConnector;
import dev.outpost.ledger.Journal;
import dev.outpost.router.Guard;
import dev.outpost.router.LanMoves;
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

/**
 * Moves the router's LAN, the last of all changes: whoever came over it loses his session, and only a new one at the new address (or over
 * IPv6 link-local, which does not move) confirms the guard. Where none comes, the router goes back by itself.
 */
final class LanMove {
    private static final Duration SHORT = Duration.ofSeconds(60);

    /** From the answer to the first try: the move begins a second after it was asked for, and a try too early is a connection spent. */
    private static final Duration SETTLES = Duration.ofSeconds(2);

    /** A network that restarts is back after 5 to 7 s. */
    private static final Duration BACK = Duration.ofSeconds(60);

    private final RouterConnector connector;
    private final Narrator narrator;
    private final Journal journal;
    private final LanMoves change;

    LanMove(RouterConnector connector, Narrator narrator, Journal journal, LanMoves change) {
        this.connector = connector;
        this.narrator = narrator;
        this.journal = journal;
        this.change = change;
    }

    /** Writes the new address and lets it take effect, detached. */
    void begin(RemoteLink open, Route route, Batch move) throws IOException {
        journal.doing("move the LAN");
        var link = standing(open, route);
        narrator.doing("moving the LAN to " + change.to() + ": this session ends with the old address");
        ScriptStatus.require(Target.ROUTER, link.run(move, SHORT));
        link.close();
        narrator.done("the new address is committed and read back; it takes effect now");
        if (route instanceof Route.Direct direct && !isLinkLocal(direct)) {
            narrator.asks("this laptop needs an address in " + change.to()
                    + " now: pull its cable and put it back, or run: " + connector.renewal(change.from()));
        }
    }

    /** What came before may have cut a session over link-local (facts/behaviours.md#23). */
    private RemoteLink standing(RemoteLink link, Route route) throws IOException {
        if (link.isOpen()) {
            return link;
        }
        link.close();
        return connector
                .await(route, BACK)
                .orElseThrow(() -> new LinkException(
                        LinkException.Reason.LOST, "the router does not answer after its network restarted", null));
    }

    /** A new login at the new address; the old one stands last: it answers only where the router went back. */
    GuardOutcome<WayBack.Confirmed> confirmed(WayBack back, Route route, List<String> installed) throws IOException {
        connector.pause(SETTLES);
        var moved =
                Script.in(Guard.class, "lan-moved").with("FROM", change.from().replaceFirst("/.*", ""));
        var outcome = back.confirmed(ways(route), List.of(moved), installed);
        if (outcome instanceof GuardOutcome.Kept<WayBack.Confirmed>(var confirmed)) {
            connector.lanMoved(change);
            narrator.done("the router's LAN is " + change.to() + "; it answers at "
                    + confirmed.connection().route());
        }
        return outcome instanceof GuardOutcome.RolledBack<WayBack.Confirmed>(var problem)
                        && problem.code() == ProblemCode.GUARD_ROLLED_BACK
                ? new GuardOutcome.RolledBack<>(wentBack(problem, route))
                : outcome;
    }

    private List<Route> ways(Route route) {
        if (!(route instanceof Route.Direct direct) || connector.isForwarded(direct)) {
            return List.of(route);
        }
        var ways = new ArrayList<Route>();
        ways.add(new Route.Direct(change.address(), direct.port()));
        ways.addAll(connector.linkLocals(direct.port()));
        ways.add(route);
        return ways.stream().distinct().toList();
    }

    private static boolean isLinkLocal(Route.Direct direct) {
        return direct.host().startsWith("fe80:");
    }

    private Problem wentBack(Problem problem, Route route) {
        if (RouterProblems.hasRestarted(problem)) {
            return problem.withWhat(
                    "the router's LAN went back from " + change.to() + " to " + change.from() + "; " + problem.what());
        }
        return problem.withWhat("the router's LAN went back from " + change.to() + " to " + change.from() + ": "
                        + "nobody logged in at the new address within " + Guard.WINDOW.toSeconds() + " s; "
                        + problem.what())
                .withBecause(
                        "a laptop that keeps its old address cannot reach a LAN that has moved; " + problem.because())
                .withNext(
                        route instanceof Route.Direct
                                ? "run the same command again, and when it asks, pull the laptop's cable and put it back, or run: "
                                        + connector.renewal(change.from())
                                : problem.next());
    }
}
