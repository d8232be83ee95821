package dev.outpost.relay;

import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.RemoteShell;
import dev.outpost.shell.Script;
import dev.outpost.shell.ScriptStatus;
import dev.outpost.step.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** The server outside, over an open connection. Each method is one exec channel. */
public final class Relay {
    private static final Duration LOOK = Duration.ofSeconds(30);
    /** Packages come over the server's own line, from a mirror that may be slow. */
    private static final Duration INSTALL = Duration.ofMinutes(5);
    /** How long the server waits for our word before it puts everything back (s of its own uptime). */
    private static final int WINDOW = 120;

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
        return look(shell);
    }

    /** One look at a server, which needs to know of no run. */
    public static RelayFacts look(RemoteShell shell) throws IOException {
        var answer = shell.run(Batch.of(script("look")), LOOK).getFirst();
        return RelayFacts.parse(require(answer).stdout());
    }

    /**
     * Makes it a relay, under the guard; {@link #confirm} has to follow. Looks again when others were faster.
     *
     * @return the relay's public key
     */
    public String prepare(List<RelayChange> changes, RelayFacts facts) throws IOException {
        return changed(facts, INSTALL, known -> {
                    var draft = RelayDraft.of(known).after(changes);
                    return guarded("prepare", draft, known)
                            .with("SITE", "")
                            .with("SITE_TEXT", "")
                            .with("PACKAGES", String.join(" ", draft.packages()))
                            .with("UNIT", text("outpost-guard.service"));
                })
                .stdout()
                .strip();
    }

    /** Changes what it carries for a site, under the guard; {@link #confirm} has to follow. Looks again when others were faster. */
    public void carry(String site, List<RelayChange> changes, RelayFacts facts) throws IOException {
        changed(facts, LOOK.plusSeconds(30), known -> {
            var draft = RelayDraft.of(known).after(changes);
            return guarded("admit", draft, known)
                    .with("SITE", site)
                    .with("SITE_TEXT", draft.site(site).map(SiteOnRelay::text).orElse(""));
        });
    }

    private Answer changed(RelayFacts facts, Duration patience, Function<RelayFacts, Script> change)
            throws IOException {
        var known = facts;
        for (int round = 0; ; round++) {
            var answer = run(change.apply(known), patience);
            if (!ScriptStatus.RELAY_CHANGED_MEANWHILE.is(answer) || round >= ROUNDS) {
                return require(answer);
            }
            known = look();
        }
    }

    /** A channel opened after the change says that the way in still stands: nothing is put back. */
    public void confirm() throws IOException {
        require(run(confirmation(), LOOK));
    }

    /** Waits on the relay for the router's handshake, in one channel. */
    public Handshake awaitHandshake(String routerKey, Duration limit) throws IOException {
        return Handshake.parse(
                ask(handshake(routerKey, limit), limit.plus(LOOK)).stdout());
    }

    /** {@link #confirm} and {@link #awaitHandshake} in one channel. */
    public Handshake confirmAndAwaitHandshake(String routerKey, Duration limit) throws IOException {
        var answers = shell.run(Batch.of(confirmation(), handshake(routerKey, limit)), limit.plus(LOOK));
        require(answers.getFirst());
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

    private Script guarded(String name, RelayDraft draft, RelayFacts facts) {
        var config = new RelayConfig(setup, draft.sites());
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
        return ScriptStatus.require(Target.RELAY, List.of(answer)).getFirst();
    }

    private static String text(String resource) {
        try (var in = Relay.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
