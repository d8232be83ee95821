package dev.outpost.workflow;

import dev.outpost.contact.RouterConnection;
import dev.outpost.contact.RouterConnector;
import dev.outpost.ledger.Journal;
import dev.outpost.packages.PackageScripts;
import dev.outpost.router.Bundle;
import dev.outpost.router.FirewallProof;
import dev.outpost.router.Foreseen;
import dev.outpost.router.Guard;
import dev.outpost.router.Look;
import dev.outpost.router.PutFiles;
import dev.outpost.router.RouterChange;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.SectionChange;
import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.Login;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Script;
import dev.outpost.shell.Secret;
import dev.outpost.step.Change;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import dev.outpost.uplink.ModemAnswers;
import dev.outpost.uplink.PinEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the changes of a plan on the router, under its guard, in few batches; ends with a new connection that confirms. */
final class RouterWork {
    private static final Duration SHORT = Duration.ofSeconds(60);

    /** Flash of small routers writes some 20 KB/s while it compresses. */
    private static final Duration INSTALL = Duration.ofMinutes(4);

    private final RouterConnector door;
    private final Narrator narrator;
    private final Journal journal;
    private final Guard guard;
    private final GuardEnd guardEnd;
    private final ModemTalk modem;
    private final List<String> installed = new ArrayList<>();
    private Optional<String> publicKey = Optional.empty();
    private Optional<WanTries.Ended> wan = Optional.empty();
    private Optional<Problem> postponed = Optional.empty();
    private Optional<Script> unproven = Optional.empty();
    private RouterConnection opened;
    private RemoteLink link;
    private boolean armed;
    private boolean broken;
    private boolean hasNew;

    /**
     * Works.
     *
     * @param opened an open connection; it is closed at the end of {@link #make}, another one is returned
     * @param uptime of the router at the first look
     */
    RouterWork(
            RouterConnection opened,
            RouterConnector door,
            Narrator narrator,
            Journal journal,
            PinEntry sim,
            Duration uptime) {
        this.opened = opened;
        this.link = opened.link();
        this.door = door;
        this.narrator = narrator;
        this.journal = journal;
        this.guard = new Guard(journal.run());
        this.guardEnd = new GuardEnd(door, narrator, journal, guard, uptime);
        this.modem = new ModemTalk(narrator, sim);
    }

    /** Public key of the router's end of the tunnel, once {@link #make} saw it. */
    Optional<String> publicKey() {
        return publicKey;
    }

    /** Why the SIM is still locked, where a PIN was to be entered. */
    Optional<Problem> locked() {
        return modem.locked();
    }

    /** The node on which the modem answered. */
    Optional<String> tty() {
        return modem.heard().tty();
    }

    /** How wan came up, or why it did not. */
    Optional<WanTries.Ended> wan() {
        return wan;
    }

    /** Why wan was left alone although all else is done. */
    Optional<Problem> postponed() {
        return postponed;
    }

    /**
     * Makes the changes, and tries the dongle's uplinks until one gives an address.
     *
     * @param again plans once more with what the modem answered, for the router as it is then
     * @return the new connection over which the guard was confirmed
     * @throws ProblemException GUARD-ROLLED-BACK when the router put its old configuration back
     */
    RouterConnection make(
            RouterFacts facts,
            List<Change> changes,
            Planner planner,
            Optional<Secret> password,
            BiFunction<RouterFacts, ModemAnswers, List<Change>> again)
            throws IOException {
        try {
            return made(facts, changes, planner, password, again);
        } finally {
            ArmedGuards.over(journal.run());
        }
    }

    private RouterConnection made(
            RouterFacts facts,
            List<Change> changes,
            Planner planner,
            Optional<Secret> password,
            BiFunction<RouterFacts, ModemAnswers, List<Change>> again)
            throws IOException {
        var lan = Optional.<LanMove>empty();
        try {
            arm(changes);
            keyTested();
            install(facts, changes, planner, password);
            var now = Foreseen.after(facts, items(changes), modem.heard().usbLines());
            modem.unlock(link, planner.modem(), now);
            var rest = again.apply(now, modem.heard());
            configure(rest);
            lan = of(rest, RouterChange.LanMoves.class)
                    .findFirst()
                    .map(move -> new LanMove(door, narrator, journal, guard, move));
            if (lan.isEmpty() || !planner.isOnAStick()) {
                bringUpWan(now, rest, planner.after(modem.heard()));
            }
            proveFirewall();
            if (lan.isPresent()) {
                standing();
                lan.get().begin(link, opened.route());
            }
        } catch (LinkException e) {
            link.close();
            if (!armed) {
                throw e;
            }
            throw guardEnd.lost(opened.route(), e, installed);
        } catch (ProblemException e) {
            if (armed) {
                throw guardEnd.undone(link, opened.route(), e, installed);
            }
            throw e;
        }
        link.close();
        return lan.isPresent()
                ? lan.get().confirmed(guardEnd, opened.route(), installed)
                : guardEnd.confirmed(door.andOverCable(opened.route()), List.of(), installed);
    }

    /** A wan that worked is not given away for one that does not: then everything goes back. */
    private void bringUpWan(RouterFacts now, List<Change> made, Planner planner) throws IOException {
        postponed = planner.postponed(now);
        if (postponed.isPresent() || modem.locked().isPresent()) {
            return;
        }
        standing();
        var configured = now;
        for (var change : of(made, SectionChange.class).toList()) {
            configured = Foreseen.after(configured, change);
        }
        var ended = new WanTries(this, narrator, journal, configured).settle(planner);
        wan = Optional.of(ended);
        if (ended.problem().isPresent() && WanTries.hadWan(now) && WanTries.touchesWan(made)) {
            throw new ProblemException(ended.problem().get());
        }
    }

    /** After a restart of the network that cut the connection: another one. */
    private void standing() throws IOException {
        if (!broken) {
            return;
        }
        link.close();
        link = door.await(opened.route(), Guard.WINDOW)
                .orElseThrow(() -> new LinkException(LinkException.Reason.LOST, "the router did not come back", null));
        broken = false;
    }

    /** What the end of the session kept us from seeing. */
    private void proveFirewall() throws IOException {
        if (unproven.isPresent()) {
            standing();
            heardOfConfiguration(RouterTrouble.require(link.run(Batch.of(guard.beat(), unproven.get()), SHORT)));
            unproven = Optional.empty();
        }
    }

    /** Waits for an address under the armed guard. */
    WanCheck.Seen watch(WanCheck check, RouterFacts router) throws IOException {
        standing();
        return check.await(link, router, Optional.of(guard));
    }

    /** Installs what another uplink needs, and asks the modem in its way. */
    ModemAnswers prepare(RouterFacts facts, List<Change> packages, Planner planner) throws IOException {
        standing();
        install(facts, packages, planner, Optional.empty());
        return modem.heard();
    }

    /** Gives wan another uplink. */
    void reconfigure(List<Change> changes) throws IOException {
        standing();
        configure(changes);
    }

    private static List<Bundle.Item> items(List<Change> changes) {
        return of(changes, RouterChange.Install.class)
                .map(RouterChange.Install::item)
                .toList();
    }

    private void arm(List<Change> changes) throws IOException {
        journal.doing("arm the guard");
        var batch = Batch.of(guard.arm());
        var keys = of(changes, RouterChange.Authorize.class)
                .map(RouterChange.Authorize::line)
                .toList();
        if (!keys.isEmpty()) {
            batch = batch.then(script("authorize").with("KEYS", String.join("\n", keys)));
        }
        var clock = of(changes, RouterChange.SetClock.class).findFirst();
        if (clock.isPresent()) {
            batch = batch.then(script("clock").with("NOW", clock.get().to().getEpochSecond()));
        }
        armed = true; // where the answer is lost, it may be so
        ArmedGuards.waits(journal.run(), Guard.WINDOW);
        var answers = link.run(batch, SHORT);
        armed = answers.getFirst().succeeded();
        RouterTrouble.require(answers);
        narrator.done("guard armed: without a confirmation the router puts its old configuration back after "
                + Guard.WINDOW.toSeconds() + " s, and after a power cut");
        keys.forEach(key -> narrator.done("a key may log in"));
        clock.ifPresent(change -> narrator.done("clock set to " + change.to()));
    }

    /** Only a login by key is worked on with: the password is set next. */
    private void keyTested() throws IOException {
        if (link.login() == Login.KEY) {
            return;
        }
        var byKey = door.withKeyOnly(opened.route());
        link.close();
        link = byKey;
        narrator.done("the key logs in on a second connection");
    }

    private void install(RouterFacts facts, List<Change> changes, Planner planner, Optional<Secret> password)
            throws IOException {
        var batch = Batch.of(guard.beat(INSTALL.minus(Guard.WINDOW)));
        if (of(changes, RouterChange.SetPassword.class).findFirst().isPresent() && password.isPresent()) {
            batch = batch.then(script("password").secret("PASSWORD", password.get()));
        }
        var items = items(changes);
        List<Answer> answers;
        try (var delivery = PackageDelivery.of(planner, items, facts, link)) {
            var teaching = PutFiles.teaching(changes);
            batch = PutFiles.putting(delivery.appendTo(batch), teaching);
            batch = modem.asking(batch, planner, facts, !items.isEmpty() || !teaching.isEmpty());
            if (batch.scripts().size() == 1) {
                return;
            }
            journal.doing("password and packages");
            if (!items.isEmpty()) {
                narrator.doing(delivery.words());
            }
            ArmedGuards.waits(journal.run(), INSTALL);
            answers = link.run(batch, items.isEmpty() ? SHORT : INSTALL);
        }
        answers.stream().filter(PackageScripts::installs).forEach(this::heardOfPackages);
        RouterTrouble.require(answers);
        if (batch.scripts().stream().anyMatch(script -> script.name().equals("password"))) {
            narrator.done("root has a password");
        }
        if (!items.isEmpty()) {
            items.forEach(item -> installed.add(item.name()));
            hasNew = true;
            narrator.done(items.size() + " packages installed, each looked at afterwards");
        }
        modem.hear(answers);
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

    private void configure(List<Change> changes) throws IOException {
        var sections = of(changes, SectionChange.class).toList();
        var cure = of(changes, RouterChange.CureHandler.class).findFirst().isPresent();
        var restartNeeded = hasNew && PackageScripts.needRestart(installed);
        var files = of(changes, RouterChange.Put.class).findFirst().isPresent()
                || of(changes, RouterChange.PutPin.class).findFirst().isPresent();
        var zones = of(changes, RouterChange.ZoneGets.class).toList();
        if (sections.isEmpty() && zones.isEmpty() && !cure && !restartNeeded && !files) {
            return;
        }
        journal.doing("configuration");
        ArmedGuards.waits(journal.run(), Guard.WINDOW);
        var batch = Batch.of(guard.beat());
        if (cure) {
            batch = batch.then(Look.cure());
        }
        if (!sections.isEmpty() || !zones.isEmpty()) {
            var packages = Stream.concat(
                            sections.stream().map(SectionChange::uci),
                            zones.stream().map(zone -> "firewall"))
                    .distinct()
                    .collect(Collectors.joining(" "));
            var edits = Stream.concat(
                            zones.stream().map(RouterChange.ZoneGets::edit),
                            sections.stream().flatMap(change -> change.edits().stream()))
                    .collect(Collectors.joining("\n"));
            batch = batch.then(script("configure").with("EDITS", edits).with("PACKAGES", packages));
        }
        batch = PutFiles.putting(batch, changes);
        var pin = modem.givingThePin(changes);
        if (pin.isPresent()) {
            batch = batch.then(pin.get());
        }
        var restart = cure
                || restartNeeded
                || sections.stream().anyMatch(change -> change.uci().equals("network"));
        hasNew = false;
        narrator.doing(restart ? "configuring, then restarting the network (5 to 7 s)" : "configuring the firewall");
        var firewall = FirewallProof.of(sections);
        heardOfConfiguration(RouterTrouble.require(
                link.run(restart ? batch : batch.then(script("reload")).then(firewall), SHORT)));
        narrator.done("configured, committed and read back");
        modem.pinIsSettled();
        if (restart) {
            restartNetwork(firewall);
        }
    }

    /** In a channel of its own: over link-local the restart ends the session, and with it every answer of that channel. */
    private void restartNetwork(Script firewall) throws IOException {
        try {
            heardOfConfiguration(
                    RouterTrouble.require(link.run(Batch.of(guard.beat(), script("restart"), firewall), SHORT)));
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
                throw new ProblemException(RouterTrouble.firewall(line.substring(9)));
            }
        });
    }

    static Script script(String name) {
        return Script.in(Guard.class, name);
    }

    private static <T extends Change> Stream<T> of(List<Change> changes, Class<T> kind) {
        return changes.stream().filter(kind::isInstance).map(kind::cast);
    }
}
