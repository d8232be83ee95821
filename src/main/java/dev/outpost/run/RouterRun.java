package dev.outpost.run;

import dev.outpost.contact.RouterConnection;
import dev.outpost.contact.RouterConnector;
import dev.outpost.ledger.Journal;
import dev.outpost.packages.PackageScripts;
import dev.outpost.plan.RouterPlan;
import dev.outpost.router.Bundle;
import dev.outpost.router.Guard;
import dev.outpost.router.Look;
import dev.outpost.router.RouterChange;
import dev.outpost.router.RouterChange.Restart;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.Stroke.Confidence;
import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.Login;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Script;
import dev.outpost.shell.ScriptStatus;
import dev.outpost.shell.Secret;
import dev.outpost.step.Narrator;
import dev.outpost.step.Phase;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Target;
import dev.outpost.uplink.ModemAnswers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A guarded run on the router: few batches, phase by phase. What the modem answers in the middle decides what is configured, and wan has to
 * come up before the run is confirmed over a new connection.
 */
public final class RouterRun implements Guarded<RouterChange, RouterKept> {
    private static final Duration SHORT = Duration.ofSeconds(60);

    /** Flash of small routers writes some 20 KB/s while it compresses. */
    private static final Duration INSTALL = Duration.ofMinutes(4);

    private final RouterConnector connector;
    private final Narrator narrator;
    private final Journal journal;
    private final PackageDelivery delivery;
    private final Guard guard;
    private final WayBack wayBack;
    private final ModemTalk modem;
    private final Supplier<Secret> password;
    private final List<String> installed = new ArrayList<>();
    private RouterConnection opened;
    private RemoteLink link;
    private RouterPlan plan;
    private RouterFacts router;
    private Optional<String> publicKey = Optional.empty();
    private WanResult wan = new WanResult.NotAwaited();
    private Optional<Script> unproven = Optional.empty();
    private Optional<LanMove> lan = Optional.empty();
    private boolean armed;
    private boolean broken;
    private boolean hasNew;

    /**
     * @param opened an open connection; it is closed at the end, another one is kept
     * @param seen the router as it was looked at
     * @param password of root, asked for when it is set
     */
    public RouterRun(
            RouterConnection opened,
            RouterConnector connector,
            Narrator narrator,
            Journal journal,
            ModemTalk modem,
            PackageDelivery delivery,
            RouterPlan plan,
            RouterFacts seen,
            Supplier<Secret> password) {
        this.opened = opened;
        this.link = opened.link();
        this.connector = connector;
        this.narrator = narrator;
        this.journal = journal;
        this.modem = modem;
        this.delivery = delivery;
        this.plan = plan;
        this.router = seen;
        this.password = password;
        this.guard = new Guard(journal.run());
        this.wayBack = new WayBack(connector, narrator, journal, guard, seen.uptime());
    }

    @Override
    public List<Phase> phases() {
        return List.of(Phase.KEYS, Phase.PACKAGES, Phase.CONFIG, Phase.LAN);
    }

    @Override
    public List<RouterChange> make(Phase phase, List<RouterChange> rest) throws IOException {
        var due = Guarded.of(phase, rest);
        switch (phase) {
            case KEYS -> arm(due);
            case PACKAGES -> {
                keyTested();
                install(due);
                modem.unlock(link, plan.modem(), router);
                plan = plan.after(modem.answers());
                return plan.missing(router);
            }
            case CONFIG -> {
                configure(due);
                if (Guarded.of(Phase.LAN, rest).isEmpty() || plan.box().isEmpty()) {
                    bringUpWan(due);
                }
                proveFirewall();
            }
            case LAN -> moveLan(due);
            case LAPTOP, SERVER, SITE, PUBLIC, CAMERA ->
                throw new IllegalArgumentException("not the router's: " + phase);
        }
        return rest;
    }

    @Override
    public GuardOutcome<RouterKept> confirm() throws IOException {
        link.close();
        var outcome = lan.isPresent()
                ? lan.get().confirmed(wayBack, opened.route(), installed)
                : wayBack.confirmed(connector.andOverCable(opened.route()), List.of(), installed);
        return ArmedGuards.over(journal.run(), outcome).map(confirmed -> {
            if (!confirmed.looked().isEmpty()) {
                router = Look.read(confirmed.looked());
                verify(router);
            }
            return new RouterKept(confirmed.connection(), publicKey.or(router::wireguardKey), wan, router);
        });
    }

    /** Looks again: what every step asked for is true now, or it is said. */
    private void verify(RouterFacts now) {
        for (var step : plan.steps(now)) {
            var verdict = step.verify(now);
            verdict.problem()
                    .ifPresentOrElse(
                            problem -> narrator.warned(problem.what()),
                            () -> narrator.holds(step.title(), verdict.evidence()));
        }
    }

    @Override
    public GuardOutcome<RouterKept> undo(Problem problem) throws IOException {
        try {
            return armed
                    ? wayBack.undone(link, opened.route(), problem, installed)
                    : new GuardOutcome.Refused<>(problem);
        } finally {
            ArmedGuards.over(journal.run());
        }
    }

    @Override
    public GuardOutcome<RouterKept> lost(LinkException broke) throws IOException {
        link.close();
        if (!armed) {
            throw broke;
        }
        try {
            return wayBack.lost(opened.route(), broke, installed);
        } finally {
            ArmedGuards.over(journal.run());
        }
    }

    private void arm(List<RouterChange> keys) throws IOException {
        journal.doing("arm the guard");
        armed = true; // where the answer is lost, it may be so
        ArmedGuards.waits(journal.run(), Guard.WINDOW);
        var batch = Strokes.of(keys).behind(Batch.of(guard.arm()), making());
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
        tell(keys);
    }

    private void tell(List<RouterChange> made) {
        made.forEach(change -> change.made().ifPresent(narrator::partDone));
        made.forEach(change -> router = change.appliedTo(router));
    }

    /** Only a login by key is worked on with: the password is set next. */
    private void keyTested() throws IOException {
        if (link.login() == Login.KEY) {
            return;
        }
        var byKey = connector.withKeyOnly(opened.route());
        link.close();
        link = byKey;
        narrator.partDone("the key logs in on a second connection");
    }

    private Strokes.Making making() {
        return making(new PackageDelivery.Way("", batch -> batch, () -> {}));
    }

    private Strokes.Making making(PackageDelivery.Way way) {
        return new Strokes.Making() {
            @Override
            public Optional<Script> confide(Confidence what) {
                return switch (what) {
                    case ROOT_PASSWORD ->
                        Optional.of(Script.in(Guard.class, "password").secret("PASSWORD", password.get()));
                    case SIM_PIN -> modem.sim().giving();
                    case UPLINK_WIFI_KEY -> plan.wan().givingKey();
                    case CAMERA_WIFI_KEY -> plan.givingCameraKey();
                };
            }

            @Override
            public Batch unpack(Batch batch) {
                return way.appendTo(batch);
            }
        };
    }

    private void install(List<RouterChange> changes) throws IOException {
        var strokes = Strokes.of(changes);
        var items = strokes.packages();
        List<Answer> answers;
        try (var way = delivery.of(plan.packages(), items, router, link)) {
            var batch = strokes.behind(Batch.of(guard.beat(INSTALL.minus(Guard.WINDOW))), making(way));
            batch = modem.asking(batch, plan, router, strokes.bringDrivers());
            if (batch.scripts().size() == 1) {
                return;
            }
            journal.doing("password and packages");
            if (!items.isEmpty()) {
                narrator.doing(way.words());
            }
            ArmedGuards.waits(journal.run(), INSTALL);
            answers = link.run(batch, items.isEmpty() ? SHORT : INSTALL);
        }
        answers.stream().filter(PackageScripts::installs).forEach(this::heardOfPackages);
        ScriptStatus.require(Target.ROUTER, answers);
        tell(changes);
        if (!items.isEmpty()) {
            items.stream().map(Bundle.Item::name).forEach(installed::add);
            hasNew = true;
            narrator.done(items.size() + " packages installed, each looked at afterwards");
        }
        modem.hear(answers);
        router = router.withUsb(modem.answers().usbLines());
    }

    /** What stayed behind of packages that could not be installed, and what had been half there. */
    private void heardOfPackages(Answer answer) {
        installed.addAll(PackageScripts.left(answer));
        var putBack = PackageScripts.putBack(answer);
        if (!putBack.isEmpty()) {
            narrator.done("the flash had no room for opkg's list of packages; the entries of " + putBack.size()
                    + " packages were put back: " + String.join(" ", putBack));
        }
        PackageScripts.repaired(answer)
                .forEach(name -> narrator.done(name + " was half installed; it was taken away and installed anew"));
    }

    private void configure(List<RouterChange> changes) throws IOException {
        var restartNeeded = hasNew && PackageScripts.needRestart(installed);
        if (changes.isEmpty() && !restartNeeded) {
            return;
        }
        journal.doing("configuration");
        ArmedGuards.waits(journal.run(), Guard.WINDOW);
        var batch = Strokes.of(changes).behind(Batch.of(guard.beat()), making());
        var restart = restartNeeded
                || changes.stream().anyMatch(change -> change.restarts().compareTo(Restart.FIREWALL) > 0);
        hasNew = false;
        narrator.doing(restart ? "configuring, then restarting the network (5 to 7 s)" : "configuring the firewall");
        var firewall = Guard.proof(changes);
        heardOfConfiguration(ScriptStatus.require(
                Target.ROUTER,
                link.run(restart ? batch : batch.then(Guard.reload()).then(firewall), SHORT)));
        narrator.done("configured, committed and read back");
        tell(changes);
        modem.sim().settled();
        if (restart) {
            restartNetwork(firewall);
        }
    }

    /** In a channel of its own: over link-local the restart ends the session, and with it every answer of that channel. */
    private void restartNetwork(Script firewall) throws IOException {
        try {
            heardOfConfiguration(ScriptStatus.require(
                    Target.ROUTER,
                    link.run(Batch.of(guard.beat(), Script.in(Guard.class, "restart"), firewall), SHORT)));
        } catch (LinkException e) {
            narrator.saw("the restart of the network ended the session", String.valueOf(e.getMessage()));
            broken = true;
            unproven = Optional.of(firewall);
        }
    }

    private void heardOfConfiguration(List<Answer> answers) {
        answers.stream().flatMap(answer -> answer.stdout().lines()).forEach(line -> {
            if (line.startsWith("public ")) {
                publicKey = Optional.of(line.substring(7).strip());
            } else if (line.equals("handler unknown")) {
                narrator.warned(
                        "the ncm handler is written in a way that nobody knows yet: it was left as it is; where it calls the modem"
                                + " unsupported, report the router's file /lib/netifd/proto/ncm.sh");
            } else if (line.startsWith("firewall ")) {
                throw new ProblemException(RouterProblems.firewall(line.substring(9)));
            }
        });
    }

    /** A wan that worked is not given away for one that does not: then everything goes back. */
    private void bringUpWan(List<RouterChange> made) throws IOException {
        var why = modem.sim().locked().or(() -> plan.wan().postponed(router));
        if (why.isPresent()) {
            wan = new WanResult.Postponed(why.get());
            return;
        }
        standing();
        var hadOne = router.wanAddress().isPresent();
        wan = new WanTrials(this, narrator, journal, router).settle(plan);
        if (wan instanceof WanResult.Failed(var problem) && hadOne && WanTrials.touchesWan(made)) {
            throw new ProblemException(problem);
        }
    }

    /** After a restart of the network that cut the connection: another one. */
    private void standing() throws IOException {
        if (!broken) {
            return;
        }
        link.close();
        link = connector
                .await(opened.route(), Guard.WINDOW)
                .orElseThrow(() -> new LinkException(LinkException.Reason.LOST, "the router did not come back", null));
        broken = false;
    }

    /** What the end of the session kept us from seeing. */
    private void proveFirewall() throws IOException {
        if (unproven.isPresent()) {
            standing();
            heardOfConfiguration(
                    ScriptStatus.require(Target.ROUTER, link.run(Batch.of(guard.beat(), unproven.get()), SHORT)));
            unproven = Optional.empty();
        }
    }

    private void moveLan(List<RouterChange> due) throws IOException {
        lan = due.stream()
                .flatMap(change -> change.movesLan().stream())
                .findFirst()
                .map(move -> new LanMove(connector, narrator, journal, move));
        if (lan.isPresent()) {
            standing();
            lan.get().begin(link, opened.route(), Strokes.of(due).behind(Batch.of(guard.beat()), making()));
        }
    }

    /** The node on which the modem answered. */
    Optional<String> tty() {
        return modem.answers().tty();
    }

    /** The router as it must be now. */
    RouterFacts router() {
        return router;
    }

    /** Waits for an address under the armed guard. */
    WanCheck.Seen watch(WanCheck check, RouterFacts now) throws IOException {
        standing();
        return check.await(link, now, Optional.of(guard));
    }

    /** Installs what another uplink needs, and asks the modem in its way. */
    ModemAnswers prepare(RouterFacts now, List<RouterChange> packages, RouterPlan other) throws IOException {
        standing();
        router = now;
        plan = other;
        install(packages);
        return modem.answers();
    }

    /** Gives wan another uplink. */
    RouterFacts reconfigure(RouterFacts now, List<RouterChange> changes) throws IOException {
        standing();
        router = now;
        configure(changes);
        return router;
    }
}
