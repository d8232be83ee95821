package dev.outpost.workflow;

import dev.outpost.router.Guard;
import dev.outpost.router.PackageScripts;
import dev.outpost.router.PackageTar;
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
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import dev.outpost.workflow.RouterDoor.Opened;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the changes of a plan on the router, under its guard, in few batches; ends with a new connection that confirms. */
final class RouterWork {
    private static final Duration SHORT = Duration.ofSeconds(60);

    /** Flash of small routers writes some 20 KB/s while it compresses. */
    private static final Duration INSTALL = Duration.ofMinutes(4);

    private final RouterDoor door;
    private final Narrator narrator;
    private final Journal journal;
    private final Guard guard;
    private final GuardEnd guardEnd;
    private final ModemTalk modem;
    private final List<String> installed = new ArrayList<>();
    private Optional<String> publicKey = Optional.empty();
    private boolean armed;

    RouterWork(RouterDoor door, Narrator narrator, Journal journal, SimEntry sim) {
        this.door = door;
        this.narrator = narrator;
        this.journal = journal;
        this.guard = new Guard(journal.run());
        this.guardEnd = new GuardEnd(door, narrator, journal, guard);
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

    /**
     * Makes the changes.
     *
     * @param opened an open connection; it is closed, another one is returned
     * @param again plans once more with the node on which the modem answered
     * @return the new connection over which the guard was confirmed
     * @throws ProblemException GUARD-ROLLED-BACK when the router put its old configuration back
     */
    Opened make(
            Opened opened,
            RouterFacts facts,
            List<Change> changes,
            Planner planner,
            Optional<Secret> password,
            Function<Heard, List<Change>> again)
            throws IOException {
        var link = opened.link();
        var lan = Optional.<LanMove>empty();
        try {
            arm(link, changes);
            link = keyTested(opened);
            install(link, facts, changes, planner, password);
            modem.unlock(link, planner.modem());
            var planned = again.apply(modem.heard());
            configure(link, planned);
            lan = of(planned, RouterChange.LanMoves.class)
                    .findFirst()
                    .map(move -> new LanMove(door, narrator, journal, guard, move));
            if (lan.isPresent()) {
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
                : guardEnd.confirmed(opened.route(), installed);
    }

    private void arm(RemoteLink link, List<Change> changes) throws IOException {
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
        var answers = link.run(batch, SHORT);
        armed = answers.getFirst().succeeded();
        RouterTrouble.require(answers);
        narrator.done("guard armed: without a confirmation the router puts its old configuration back after "
                + Guard.WINDOW.toSeconds() + " s, and after a power cut");
        keys.forEach(key -> narrator.done("a key may log in"));
        clock.ifPresent(change -> narrator.done("clock set to " + change.to()));
    }

    /** Only a login by key is worked on with: the password is set next. */
    private RemoteLink keyTested(Opened opened) throws IOException {
        if (opened.link().login() == Login.KEY) {
            return opened.link();
        }
        var link = door.withKeyOnly(opened.route());
        opened.link().close();
        narrator.done("the key logs in on a second connection");
        return link;
    }

    private void install(
            RemoteLink link, RouterFacts facts, List<Change> changes, Planner planner, Optional<Secret> password)
            throws IOException {
        var batch = Batch.of(guard.beat());
        if (of(changes, RouterChange.SetPassword.class).findFirst().isPresent() && password.isPresent()) {
            batch = batch.then(script("password").secret("PASSWORD", password.get()));
        }
        var items = of(changes, RouterChange.Install.class)
                .map(RouterChange.Install::item)
                .toList();
        if (!items.isEmpty()) {
            var tar = PackageTar.of(planner.bundle(facts), items);
            batch = batch.then(PackageScripts.install(facts.board().manager(), items))
                    .feeding(tar);
            narrator.doing("sending " + items.size() + " packages, " + (tar.length + 1023) / 1024 + " KiB as one tar");
        }
        batch = modem.asking(batch, planner, facts, !items.isEmpty());
        if (batch.scripts().size() == 1) {
            return;
        }
        journal.doing("password and packages");
        var answers = link.run(batch, items.isEmpty() ? SHORT : INSTALL);
        answers.stream().filter(PackageScripts::installs).forEach(this::heardOfPackages);
        RouterTrouble.require(answers);
        if (batch.scripts().stream().anyMatch(script -> script.name().equals("password"))) {
            narrator.done("root has a password");
        }
        if (!items.isEmpty()) {
            items.forEach(item -> installed.add(item.name()));
            narrator.done(items.size() + " packages installed, each looked at afterwards");
        }
        answers.stream()
                .filter(answer -> answer.script().equals("modem"))
                .findFirst()
                .ifPresent(modem::hear);
    }

    /** What stayed behind of packages that could not be installed, and what had been half there. */
    private void heardOfPackages(Answer answer) {
        installed.addAll(PackageScripts.left(answer));
        PackageScripts.repaired(answer)
                .forEach(name -> narrator.done(name + " was half installed; it was taken away and installed anew"));
    }

    private void configure(RemoteLink link, List<Change> changes) throws IOException {
        var sections = of(changes, SectionChange.class).toList();
        var cure = of(changes, RouterChange.CureHandler.class).findFirst().isPresent();
        var restartNeeded = PackageScripts.needRestart(installed);
        if (sections.isEmpty() && !cure && !restartNeeded) {
            return;
        }
        journal.doing("configuration");
        var batch = Batch.of(guard.beat());
        if (cure) {
            batch = batch.then(script("cure"));
        }
        if (!sections.isEmpty()) {
            var packages = sections.stream().map(SectionChange::uci).distinct().collect(Collectors.joining(" "));
            var edits =
                    sections.stream().flatMap(change -> change.edits().stream()).collect(Collectors.joining("\n"));
            batch = batch.then(script("configure").with("EDITS", edits).with("PACKAGES", packages));
        }
        var restart = cure
                || restartNeeded
                || sections.stream().anyMatch(change -> change.uci().equals("network"));
        batch = batch.then(script(restart ? "restart" : "reload"));
        narrator.doing(restart ? "configuring, then restarting the network (5 to 7 s)" : "configuring the firewall");
        try {
            heardOfConfiguration(RouterTrouble.require(link.run(batch, SHORT)));
        } catch (LinkException e) {
            if (!restart) {
                throw e;
            }
            narrator.saw("the connection broke during the restart of the network", String.valueOf(e.getMessage()));
        }
        narrator.done("configured, committed and read back");
    }

    private void heardOfConfiguration(List<Answer> answers) {
        answers.stream().flatMap(answer -> answer.stdout().lines()).forEach(line -> {
            if (line.startsWith("public ")) {
                publicKey = Optional.of(line.substring(7).strip());
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
