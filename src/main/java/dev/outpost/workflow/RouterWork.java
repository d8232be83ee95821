package dev.outpost.workflow;

import dev.outpost.dongle.ApnBook;
import dev.outpost.router.Guard;
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

    /** The router's window, and the time of a restart besides. */
    private static final Duration RETURN = Guard.WINDOW.plusSeconds(60);

    private final RouterDoor door;
    private final Narrator narrator;
    private final Journal journal;
    private final Guard guard;
    private final List<String> installed = new ArrayList<>();
    private Optional<String> publicKey = Optional.empty();
    private Heard heard = Heard.NOTHING;
    private boolean armed;

    RouterWork(RouterDoor door, Narrator narrator, Journal journal) {
        this.door = door;
        this.narrator = narrator;
        this.journal = journal;
        this.guard = new Guard(journal.run());
    }

    /** Public key of the router's end of the tunnel, once {@link #make} saw it. */
    Optional<String> publicKey() {
        return publicKey;
    }

    /** The node on which the modem answered. */
    Optional<String> tty() {
        return heard.tty();
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
        try {
            arm(link, changes);
            link = keyTested(opened);
            install(link, facts, changes, planner, password);
            configure(link, again.apply(heard));
        } catch (LinkException e) {
            link.close();
            if (!armed) {
                throw e;
            }
            throw lost(opened, e);
        } catch (ProblemException e) {
            if (armed) {
                undo(link, opened, e);
            }
            throw e;
        }
        link.close();
        return confirmed(opened);
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
            var names = items.stream().map(item -> item.name()).collect(Collectors.joining(" "));
            batch = batch.then(script("install").with("NAMES", names)).feeding(tar);
            narrator.doing("sending " + items.size() + " packages, " + (tar.length + 1023) / 1024 + " KiB as one tar");
        }
        batch = asking(batch, planner, facts, !items.isEmpty());
        if (batch.scripts().size() == 1) {
            return;
        }
        journal.doing("password and packages");
        var answers = RouterTrouble.require(link.run(batch, items.isEmpty() ? SHORT : INSTALL));
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
                .ifPresent(this::heard);
    }

    private Batch asking(Batch batch, Planner planner, RouterFacts facts, boolean driversCome) {
        return planner.modem()
                .filter(modem -> modem.candidate().openwrt().proto().equals("ncm"))
                .flatMap(modem -> modem.on(facts)
                        .map(thing -> batch.then(script("modem")
                                .with("DEVICE", thing.path())
                                .with("ORDER", modem.order(thing))
                                .with("ASK_IMSI", modem.apn().isEmpty() ? 1 : 0)
                                .with("WAIT", driversCome ? 20 : 5))))
                .orElse(batch);
    }

    private void heard(Answer answer) {
        for (var line : answer.stdout().lines().toList()) {
            var words = line.split(" ", 3);
            if (words[0].equals("tty") && words.length == 3 && words[1].matches("/dev/tty[A-Za-z0-9]+")) {
                heard = new Heard(Optional.of(words[1]), heard.network(), heard.apn());
                narrator.saw("the modem answers on " + words[1] + " of the router", "AT+CGMI: " + words[2]);
            } else if (words[0].equals("silent") && words.length > 1) {
                narrator.saw(words[1] + " is silent", "no answer to AT+CGMI");
            } else if (words[0].equals("imsi") && words.length > 1 && words[1].matches("[0-9]{6,15}")) {
                heardOf(ApnBook.shipped(), words[1]);
            }
        }
    }

    /** The IMSI itself is nobody's business: only its network is kept and told. */
    private void heardOf(ApnBook book, String imsi) {
        var network = book.network(imsi, Optional.empty());
        var apn = book.choose(network);
        heard = new Heard(heard.tty(), Optional.of(network), apn.value());
        narrator.saw("the SIM is of network " + network, "the first digits of AT+CIMI");
        apn.value()
                .ifPresent(name -> narrator.decided("APN " + name, apn.source().orElse("its network's table")));
    }

    private void configure(RemoteLink link, List<Change> changes) throws IOException {
        var sections = of(changes, SectionChange.class).toList();
        var cure = of(changes, RouterChange.CureHandler.class).findFirst().isPresent();
        if (sections.isEmpty() && !cure) {
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
                || !installed.isEmpty()
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

    /** A new login after everything that could have cut the path. */
    private Opened confirmed(Opened opened) throws IOException {
        journal.doing("confirm the guard");
        narrator.doing("logging in anew, to confirm");
        var end = System.nanoTime() + RETURN.toNanos();
        while (System.nanoTime() < end) {
            var link = door.await(opened.route(), Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            if (link.isEmpty()) {
                break;
            }
            try {
                var answers = link.get().run(Batch.of(guard.confirm()), SHORT);
                if (answers.getLast().status() == Guard.ROLLED_BACK) {
                    link.get().close();
                    throw new ProblemException(RouterTrouble.rolledBack("nobody could confirm in time", installed));
                }
                RouterTrouble.require(answers);
                narrator.done("guard confirmed over a new connection: the changes stay");
                return new Opened(link.get(), opened.route());
            } catch (LinkException e) {
                link.get().close();
                narrator.saw("the new connection broke", String.valueOf(e.getMessage()));
            }
        }
        throw new ProblemException(RouterTrouble.rolledBack(
                "the router did not answer again within " + RETURN.toSeconds() + " s", installed));
    }

    /** The link broke where it should not have: nothing is confirmed any more, the router goes back to what it was. */
    private ProblemException lost(Opened opened, LinkException e) throws IOException {
        narrator.warned("the connection to the router broke (" + e.getMessage() + "); waiting for it to come back");
        var link = door.await(opened.route(), RETURN);
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
    private void undo(RemoteLink link, Opened opened, ProblemException failed) throws IOException {
        if (failed.problem().code().equals("GUARD-ROLLED-BACK")) {
            return;
        }
        try (link) {
            RouterTrouble.require(link.run(Batch.of(guard.restoreNow()), SHORT));
        } catch (LinkException e) {
            throw lost(opened, e);
        }
        narrator.warned("putting the router's old configuration back");
        throw new ProblemException(RouterTrouble.undone(failed.problem(), installed));
    }

    static Script script(String name) {
        return Script.in(Guard.class, name);
    }

    private static <T extends Change> Stream<T> of(List<Change> changes, Class<T> kind) {
        return changes.stream().filter(kind::isInstance).map(kind::cast);
    }
}
