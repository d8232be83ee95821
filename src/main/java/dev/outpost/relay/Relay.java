package dev.outpost.relay;

import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.RemoteShell;
import dev.outpost.shell.Script;
import dev.outpost.shell.ScriptStatus;
import dev.outpost.step.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;

/** The server outside, over an open connection. Each method is one exec channel. */
public final class Relay {
    private static final Duration LOOK = Duration.ofSeconds(30);
    /** Packages come over the server's own line, from a mirror that may be slow. */
    private static final Duration INSTALL = Duration.ofMinutes(5);
    /** A fresh server holds dpkg's lock for its own updates first (s, as prepare.sh asks apt to wait). */
    private static final Duration LOCK = Duration.ofMinutes(4);
    /** How long the server waits for our word before it puts everything back (s of its own uptime). */
    private static final int WINDOW = 120;
    /** How long a change waits for another run's to be confirmed or undone (s). */
    private static final int PATIENCE = WINDOW + 10;

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
     * A change that was made.
     *
     * @param said what the script printed: the relay's public key, after {@link #prepare}
     * @param facts the relay as it is with it
     */
    public record Changed(String said, RelayFacts facts) {}

    /** Makes it a relay with room for this site, under the guard; {@link #confirm} has to follow. Looks again when others were faster. */
    public Changed prepare(String site, List<RelayChange> changes, RelayFacts facts) throws IOException {
        return changed(site, changes, facts, INSTALL.plus(LOCK).plusSeconds(PATIENCE), (known, draft) -> {
            var script = guarded("prepare", site, draft, known)
                    .with("PACKAGES", String.join(" ", draft.packages()))
                    .with("SETUP", setup.text(known.namespaces()));
            for (var file : RelayFiles.values()) {
                script = script.with(file.name(), file.text());
            }
            return script;
        });
    }

    /** Changes what it carries for a site, under the guard; {@link #confirm} has to follow. Looks again when others were faster. */
    public Changed carry(String site, List<RelayChange> changes, RelayFacts facts) throws IOException {
        return changed(
                site,
                changes,
                facts,
                LOOK.plusSeconds(PATIENCE),
                (known, draft) -> guarded("admit", site, draft, known));
    }

    private Changed changed(
            String site,
            List<RelayChange> changes,
            RelayFacts facts,
            Duration patience,
            BiFunction<RelayFacts, RelayDraft, Script> script)
            throws IOException {
        var known = facts;
        for (int round = 0; ; round++) {
            var draft = RelayDraft.of(known, site).after(changes);
            var answer = run(script.apply(known, draft), patience);
            if (!ScriptStatus.RELAY_CHANGED_MEANWHILE.is(answer) || round >= ROUNDS) {
                return new Changed(require(answer).stdout().strip(), known.holding(site, draft.site()));
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
                .after(Script.in(Relay.class, "channel"))
                .with("KEY", routerKey)
                .with("SECONDS_TO_WAIT", limit.toSeconds())
                .with("SECONDS_IT_LIVES", Handshake.LIVES.toSeconds());
    }

    private Script guarded(String name, String site, RelayDraft draft, RelayFacts facts) {
        return script(name)
                .after(Script.in(Relay.class, "guard"))
                .after(Script.in(Relay.class, "channel"))
                .with("RUN", run)
                .with("DEAD_RUN", deadRun)
                .with("WINDOW", WINDOW)
                .with("PATIENCE", PATIENCE)
                .with("WATCH", RelayFiles.text("watch.sh").strip())
                .with("SITE", site)
                .with("SITE_TEXT", draft.text())
                .with("GENERATION", facts.generation(site));
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
}
