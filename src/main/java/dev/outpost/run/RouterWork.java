package dev.outpost.run;

import dev.outpost.packages.PackageScripts;
import dev.outpost.plan.RouterPlan;
import dev.outpost.router.Bundle;
import dev.outpost.router.Guard;
import dev.outpost.router.RouterChange;
import dev.outpost.router.RouterChange.Restart;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.Stroke;
import dev.outpost.router.Stroke.Confidence;
import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.Script;
import dev.outpost.shell.Secret;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.uplink.PinEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What is made on a router over the line of a guarded run: keys, packages, configuration, each read back; and the router as it must be then. */
final class RouterWork {
    /** Flash of small routers writes some 20 KB/s while it compresses. */
    private static final Duration INSTALL = Duration.ofMinutes(4);

    private final GuardedLine line;
    private final Narrator narrator;
    private final ModemTalk modem;
    private final PinEntry sim;
    private final PackageDelivery delivery;
    private final Supplier<Secret> password;
    private final List<String> installed = new ArrayList<>();
    private RouterPlan plan;
    private RouterFacts router;
    private Optional<String> publicKey = Optional.empty();
    private Optional<Script> unproven = Optional.empty();
    private boolean hasNew;

    /**
     * @param seen the router as it was looked at
     * @param password of root, asked for when it is set
     */
    RouterWork(
            GuardedLine line,
            Narrator narrator,
            PinEntry sim,
            PackageDelivery delivery,
            Supplier<Secret> password,
            RouterPlan plan,
            RouterFacts seen) {
        this.line = line;
        this.narrator = narrator;
        this.modem = new ModemTalk(narrator, sim);
        this.sim = sim;
        this.delivery = delivery;
        this.password = password;
        this.plan = plan;
        this.router = seen;
    }

    /** The plan, with what the modem answered. */
    RouterPlan plan() {
        return plan;
    }

    /** The router as it must be now. */
    RouterFacts router() {
        return router;
    }

    /** Of its end of the tunnel, where it told. */
    Optional<String> publicKey() {
        return publicKey;
    }

    /** Packages that this run brought. */
    List<String> installed() {
        return installed;
    }

    /** The node on which the modem answered. */
    Optional<String> tty() {
        return modem.tty();
    }

    /** Why its SIM lets nobody in. */
    Optional<Problem> locked() {
        return sim.locked();
    }

    /** Who may log in; the guard is armed before. */
    void authorize(List<RouterChange> keys) throws IOException {
        line.arm(armed -> behind(armed, keys));
        tell(keys);
    }

    /** The password, packages and drivers; then the modem is asked, and what it answers decides what is to be made yet. */
    List<RouterChange> equip(List<RouterChange> due) throws IOException {
        line.keyTested();
        install(due);
        modem.unlock(line.link(), plan.modem(), router);
        plan = modem.heardBy(plan);
        return plan.missing(router);
    }

    /** Installs what another uplink needs, and asks the modem in its way. */
    RouterPlan prepare(List<RouterChange> packages, RouterPlan other) throws IOException {
        line.standing();
        plan = other;
        install(packages);
        return modem.heardBy(other);
    }

    private void tell(List<RouterChange> made) {
        made.forEach(change -> change.made().ifPresent(narrator::partDone));
        made.forEach(change -> router = change.appliedTo(router));
    }

    private Batch behind(Batch first, List<RouterChange> changes) {
        return Stroke.All.of(changes).behind(first, making(new PackageDelivery.Way("", batch -> batch, () -> {})));
    }

    /** Moves the LAN, the last that is made. */
    void move(LanMove lan, List<RouterChange> due) throws IOException {
        line.move(lan, first -> behind(first, due));
    }

    private Stroke.All.Making making(PackageDelivery.Way way) {
        return new Stroke.All.Making() {
            @Override
            public Optional<Script> confide(Confidence what) {
                return switch (what) {
                    case ROOT_PASSWORD ->
                        Optional.of(Script.in(Guard.class, "password").secret("PASSWORD", password.get()));
                    case SIM_PIN -> sim.giving();
                    case UPLINK_WIFI_KEY -> plan.givingUplinkKey();
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
        var strokes = Stroke.All.of(changes);
        var items = strokes.packages();
        List<Answer> answers;
        try (var way = delivery.of(plan.packages(), items, router, line.link())) {
            var batch = strokes.behind(Batch.of(line.guard().beat(INSTALL.minus(Guard.WINDOW))), making(way));
            batch = modem.asking(batch, plan, router, strokes.bringDrivers());
            if (batch.scripts().size() == 1) {
                return;
            }
            line.doing("password and packages", INSTALL);
            if (!items.isEmpty()) {
                narrator.doing(way.words());
            }
            answers = line.run(batch, items.isEmpty() ? GuardedLine.SHORT : INSTALL, this::heardOfPackages);
        }
        tell(changes);
        if (!items.isEmpty()) {
            items.stream().map(Bundle.Item::name).forEach(installed::add);
            hasNew = true;
            narrator.done(items.size() + " packages installed, each looked at afterwards");
        }
        modem.hear(answers);
        router = modem.seenOn(router);
    }

    /** What stayed behind of packages that could not be installed, and what had been half there. */
    private void heardOfPackages(Answer answer) {
        if (!PackageScripts.installs(answer)) {
            return;
        }
        installed.addAll(PackageScripts.left(answer));
        var putBack = PackageScripts.putBack(answer);
        if (!putBack.isEmpty()) {
            narrator.done("the flash had no room for opkg's list of packages; the entries of " + putBack.size()
                    + " packages were put back: " + String.join(" ", putBack));
        }
        PackageScripts.repaired(answer)
                .forEach(name -> narrator.done(name + " was half installed; it was taken away and installed anew"));
    }

    /** Sections and files; what reads them starts anew, no more than that, and in a channel of its own what may end it. */
    void configure(List<RouterChange> changes) throws IOException {
        var restartNeeded = hasNew && PackageScripts.needRestart(installed);
        if (changes.isEmpty() && !restartNeeded) {
            return;
        }
        line.standing();
        line.doing("configuration", Guard.WINDOW);
        var batch = behind(Batch.of(line.guard().beat()), changes);
        var anew = restartNeeded ? Restart.NETWORK : Restart.most(changes);
        var starting = starting(anew);
        hasNew = false;
        narrator.doing(starting.isEmpty() ? "configuring the firewall" : "configuring, then " + anew.words());
        var firewall = Guard.proof(changes);
        heardOfConfiguration(
                line.run(starting.isEmpty() ? batch.then(Guard.reload()).then(firewall) : batch));
        narrator.done("configured, committed and read back");
        tell(changes);
        sim.settled();
        if (!starting.isEmpty()) {
            var scripts = Stream.of(List.of(line.guard().beat()), starting, List.of(firewall));
            var answers = line.restarting(Batch.of(scripts.flatMap(List::stream).toList()));
            answers.ifPresent(this::heardOfConfiguration);
            unproven = answers.isPresent() ? unproven : Optional.of(firewall);
        }
    }

    /** What may end the session: it goes over the network that starts anew, or over our own tunnel. */
    private static List<Script> starting(Restart anew) {
        return switch (anew) {
            case NETWORK -> List.of(Script.in(Guard.class, "restart"));
            case TUNNEL -> List.of(Guard.tunnel(), Guard.reload());
            case FIREWALL, NOTHING -> List.of();
        };
    }

    /** What the end of the session kept us from seeing. */
    void proveFirewall() throws IOException {
        if (unproven.isPresent()) {
            line.standing();
            heardOfConfiguration(line.run(Batch.of(line.guard().beat(), unproven.get())));
            unproven = Optional.empty();
        }
    }

    private void heardOfConfiguration(List<Answer> answers) {
        answers.stream().flatMap(answer -> answer.stdout().lines()).forEach(said -> {
            if (said.startsWith("public ")) {
                publicKey = Optional.of(said.substring(7).strip());
            } else if (said.equals("handler unknown")) {
                narrator.warned(
                        "the ncm handler is written in a way that nobody knows yet: it was left as it is; where it calls the modem"
                                + " unsupported, report the router's file /lib/netifd/proto/ncm.sh");
            }
        });
        RouterProblems.refuseFirewall(answers);
    }
}
