package dev.outpost.run;

import dev.outpost.contact.RouterConnection;
import dev.outpost.contact.RouterConnector;
import dev.outpost.ledger.Journal;
import dev.outpost.router.Guard;
import dev.outpost.router.LanMoves;
import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.Login;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Route;
import dev.outpost.shell.ScriptStatus;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The connection of a guarded run on a router: the first batch arms the guard, a restart may cut it and another one takes its place, and in the end
 * it is confirmed over a new one, or what was made goes back.
 */
final class GuardedLine {
    static final Duration SHORT = Duration.ofSeconds(60);

    private final RouterConnector connector;
    private final Narrator narrator;
    private final Journal journal;
    private final Guard guard;
    private final WayBack wayBack;
    private RouterConnection opened;
    private RemoteLink link;
    private boolean armed;
    private boolean broken;

    /**
     * @param opened is closed at the end, another one is kept
     * @param uptime of the router as it was looked at
     */
    GuardedLine(
            RouterConnection opened, RouterConnector connector, Narrator narrator, Journal journal, Duration uptime) {
        this.opened = opened;
        this.link = opened.link();
        this.connector = connector;
        this.narrator = narrator;
        this.journal = journal;
        this.guard = new Guard(journal.run());
        this.wayBack = new WayBack(connector, narrator, journal, guard, uptime);
    }

    Guard guard() {
        return guard;
    }

    Route route() {
        return opened.route();
    }

    RemoteLink link() {
        return link;
    }

    /** Writes down what is about to be done. */
    void note(String what) {
        journal.doing(what);
    }

    /** The same of what is about to be made, after which the router waits that long for a sign of life. */
    void doing(String what, Duration window) {
        journal.doing(what);
        ArmedGuards.waits(journal.run(), window);
        armed = true; // where the answer is lost, it may be so
    }

    /** Arms the guard, with more in the same channel. */
    void arm(UnaryOperator<Batch> more) throws IOException {
        doing("arm the guard", Guard.WINDOW);
        var batch = more.apply(Batch.of(guard.arm()));
        var answers = link.run(batch, SHORT);
        var dead = DeadRun.thatArmed(answers.getFirst(), journal);
        if (dead.isPresent()) { // killed a moment ago: the router was at its script yet when it was looked at
            opened = new DeadRun(connector, narrator, journal)
                    .putBack(opened, dead.get())
                    .router();
            link = opened.link();
            answers = link.run(batch, SHORT);
        }
        armed = answers.getFirst().succeeded();
        ScriptStatus.require(Target.ROUTER, answers);
        narrator.done("guard armed: without a confirmation the router puts its old configuration back after "
                + Guard.WINDOW.toSeconds() + " s, and after a power cut");
    }

    /** Only a login by key is worked on with: the password is set next. */
    void keyTested() throws IOException {
        if (link.login() == Login.KEY) {
            return;
        }
        var byKey = connector.withKeyOnly(opened.route());
        link.close();
        link = byKey;
        narrator.partDone("the key logs in on a second connection");
    }

    /** One channel's answers, all of them successes. */
    List<Answer> run(Batch batch) throws IOException {
        return run(batch, SHORT, _ -> {});
    }

    /** @param each hears every answer, before one that tells of a failure ends it */
    List<Answer> run(Batch batch, Duration patience, Consumer<Answer> each) throws IOException {
        var answers = link.run(batch, patience);
        answers.forEach(each);
        return ScriptStatus.require(Target.ROUTER, answers);
    }

    /** The same for what may end the session: over link-local a restart of the network does. Empty where it did. */
    Optional<List<Answer>> restarting(Batch batch) throws IOException {
        try {
            return Optional.of(run(batch));
        } catch (LinkException e) {
            narrator.saw("the restart of the network ended the session", String.valueOf(e.getMessage()));
            broken = true;
            return Optional.empty();
        }
    }

    /** After a restart of the network that cut the connection: another one. */
    RemoteLink standing() throws IOException {
        if (broken) {
            link.close();
            link = connector
                    .await(opened.route(), Guard.WINDOW)
                    .orElseThrow(
                            () -> new LinkException(LinkException.Reason.LOST, "the router did not come back", null));
            broken = false;
        }
        return link;
    }

    /** The move of the router's LAN, the last that goes over this connection. */
    LanMove moving(LanMoves change) {
        return new LanMove(connector, narrator, journal, change);
    }

    void move(LanMove lan, UnaryOperator<Batch> move) throws IOException {
        lan.begin(standing(), opened.route(), move.apply(Batch.of(guard.beat())));
    }

    /** @param lan that was moved: then the new login comes by its new address */
    GuardOutcome<WayBack.Confirmed> confirmed(Optional<LanMove> lan, List<String> installed) throws IOException {
        link.close();
        return ArmedGuards.over(
                journal.run(),
                lan.isPresent()
                        ? lan.get().confirmed(wayBack, opened.route(), installed)
                        : wayBack.confirmed(connector.andOverCable(opened.route()), List.of(), installed));
    }

    /** Everything goes back because of a problem. */
    <K> GuardOutcome<K> undone(Problem problem, List<String> installed) throws IOException {
        try {
            return armed
                    ? wayBack.undone(link, opened.route(), problem, installed)
                    : new GuardOutcome.Refused<>(problem);
        } finally {
            over();
        }
    }

    /** The connection broke: the router goes back by itself, and is waited for. */
    <K> GuardOutcome<K> lost(LinkException broke, List<String> installed) throws IOException {
        link.close();
        if (!armed) {
            throw broke;
        }
        try {
            return wayBack.lost(opened.route(), broke, installed);
        } finally {
            over();
        }
    }

    /** Nobody waits for it any more. */
    void over() {
        ArmedGuards.over(journal.run());
    }
}
