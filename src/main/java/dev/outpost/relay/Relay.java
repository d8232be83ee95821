package dev.outpost.relay;

import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.RemoteShell;
import dev.outpost.shell.Script;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

/** The server outside, over an open connection. Each method is one exec channel. */
public final class Relay {
    private static final Duration LOOK = Duration.ofSeconds(30);
    /** Packages come over the server's own line, from a mirror that may be slow. */
    private static final Duration INSTALL = Duration.ofMinutes(5);
    /** How long the server waits for our word before it puts everything back (s of its own uptime). */
    private static final int WINDOW = 120;
    /** guard.sh: another site came in between our look and our change. */
    private static final int CHANGED_MEANWHILE = 76;

    /** confirm.sh: the guard was faster. */
    private static final int ROLLED_BACK = 80;

    private static final int ROUNDS = 20;

    private final RemoteShell shell;
    private final RelaySetup setup;
    private final String run;
    private final String deadRun;

    /**
     * @param run this run's id, carried by the guard
     * @param deadRun the id of an earlier run of ours that ended without a word; empty where none did
     */
    public Relay(RemoteShell shell, RelaySetup setup, String run, String deadRun) {
        this.shell = shell;
        this.setup = setup;
        this.run = run;
        this.deadRun = deadRun;
    }

    /** Looks; changes nothing. */
    public RelayFacts look() throws IOException {
        return RelayFacts.parse(ask(script("look"), LOOK).stdout());
    }

    /**
     * Makes it a relay, under the guard; {@link #confirm} has to follow. Looks again when others were faster.
     *
     * @return the relay's public key
     */
    public String prepare(RelayFacts facts) throws IOException {
        var known = facts;
        for (int round = 0; ; round++) {
            var answer = run(prepareScript(known), INSTALL);
            if (answer.status() == CHANGED_MEANWHILE && round < ROUNDS) {
                known = look();
                continue;
            }
            return require(answer).stdout().strip();
        }
    }

    private Script prepareScript(RelayFacts facts) {
        return guarded("prepare", new RelayConfig(setup, facts.sites()), facts)
                .with("SITE", "")
                .with("SITE_TEXT", "")
                .with("PACKAGES", String.join(" ", facts.missingPackages()))
                .with("UNIT", text("outpost-guard.service"));
    }

    /** Lets the site in, under the guard; {@link #confirm} has to follow. Looks again when others were faster. */
    public void admit(SiteOnRelay site, RelayFacts facts) throws IOException {
        var known = facts;
        for (int round = 0; ; round++) {
            var config = new RelayConfig(setup, known.sites()).with(site);
            var script =
                    guarded("admit", config, known).with("SITE", site.site()).with("SITE_TEXT", site.text());
            var answer = run(script, LOOK.plusSeconds(30));
            if (answer.status() == CHANGED_MEANWHILE && round < ROUNDS) {
                known = look();
                continue;
            }
            require(answer);
            return;
        }
    }

    /** Lets nobody of the site in any more, under the guard; {@link #confirm} has to follow. Looks again when others were faster. */
    public void expel(String site, RelayFacts facts) throws IOException {
        var known = facts;
        for (int round = 0; ; round++) {
            var config = new RelayConfig(setup, known.sites()).without(site);
            var answer =
                    run(guarded("admit", config, known).with("SITE", site).with("SITE_TEXT", ""), LOOK.plusSeconds(30));
            if (answer.status() == CHANGED_MEANWHILE && round < ROUNDS) {
                known = look();
                continue;
            }
            require(answer);
            return;
        }
    }

    /** A channel opened after the change says that the way in still stands: nothing is put back. */
    public void confirm() throws IOException {
        confirmed(run(confirmation(), LOOK));
    }

    /** Waits on the relay for the router's handshake, in one channel. */
    public Handshake awaitHandshake(String routerKey, Duration limit) throws IOException {
        return Handshake.parse(
                ask(handshake(routerKey, limit), limit.plus(LOOK)).stdout());
    }

    /** {@link #confirm} and {@link #awaitHandshake} in one channel. */
    public Handshake confirmAndAwaitHandshake(String routerKey, Duration limit) throws IOException {
        var answers = shell.run(Batch.of(confirmation(), handshake(routerKey, limit)), limit.plus(LOOK));
        confirmed(answers.getFirst());
        return Handshake.parse(require(answers.getLast()).stdout());
    }

    private Script confirmation() {
        return script("confirm").with("RUN", run);
    }

    private static Script handshake(String routerKey, Duration limit) {
        return script("handshake")
                .with("KEY", routerKey)
                .with("SECONDS_TO_WAIT", limit.toSeconds())
                .with("SECONDS_IT_LIVES", Handshake.LIVES.toSeconds());
    }

    private static void confirmed(Answer answer) {
        if (answer.status() == ROLLED_BACK) {
            throw new ProblemException(new Problem(
                    ProblemCode.GUARD_ROLLED_BACK,
                    "the relay put its old configuration back",
                    "nobody confirmed the change within " + WINDOW + " s",
                    "run the same command again"));
        }
        require(answer);
    }

    private Script guarded(String name, RelayConfig config, RelayFacts facts) {
        return script(name)
                .after(Script.in(Relay.class, "guard"))
                .with("RUN", run)
                .with("DEAD_RUN", deadRun)
                .with("WINDOW", WINDOW)
                .with("WATCH", text("watch.sh"))
                .with("GENERATION", facts.generation())
                .with("CONF", config.wireguard())
                .with("NFT", config.nftables());
    }

    private static Script script(String name) {
        return Script.in(Relay.class, name).with("INTERFACE", RelaySetup.INTERFACE);
    }

    private Answer ask(Script script, Duration patience) throws IOException {
        return require(run(script, patience));
    }

    private Answer run(Script script, Duration patience) throws IOException {
        return shell.run(Batch.of(script), patience).getFirst();
    }

    private static Answer require(Answer answer) {
        if (answer.succeeded()) {
            return answer;
        }
        throw new ProblemException(
                switch (answer.status()) {
                    case 75 ->
                        new Problem(
                                ProblemCode.RELAY_BUSY,
                                "another run is changing the relay: " + answer.lastWords(),
                                "its guard is armed",
                                "wait two minutes, then run the same command again");
                    case 78 ->
                        new Problem(
                                ProblemCode.RELAY_PACKAGES,
                                "the relay cannot install its packages: " + answer.lastWords(),
                                "its package source does not answer, or lacks them",
                                "on the relay, make this work: apt-get update && apt-get install nftables wireguard-tools");
                    default ->
                        new Problem(
                                ProblemCode.RELAY_REFUSED,
                                "the relay refused at " + answer.script() + ": " + answer.lastWords(),
                                "the cause is not known beyond these words",
                                "read them, cure it on the relay, then run the same command again");
                });
    }

    private static String text(String resource) {
        try (var in = Relay.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
