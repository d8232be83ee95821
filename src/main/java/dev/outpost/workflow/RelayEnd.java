package dev.outpost.workflow;

import dev.outpost.ledger.PrivateFiles;
import dev.outpost.relay.AdmitToRelay;
import dev.outpost.relay.Handshake;
import dev.outpost.relay.PrepareRelay;
import dev.outpost.relay.Relay;
import dev.outpost.relay.RelayChange;
import dev.outpost.relay.RelayFacts;
import dev.outpost.relay.RelaySetup;
import dev.outpost.relay.SiteOnRelay;
import dev.outpost.shell.Credentials;
import dev.outpost.shell.HostKeyPolicy;
import dev.outpost.shell.Identity;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Route;
import dev.outpost.shell.Secret;
import dev.outpost.site.RelayFile;
import dev.outpost.step.Change;
import dev.outpost.step.Finding;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The relay during one run: one connection, a handful of channels. */
public final class RelayEnd implements AutoCloseable {
    /** A router sends its first handshake at once, and again every five seconds (WireGuard's paper, section 6.4). */
    private static final Duration HANDSHAKE = Duration.ofSeconds(60);

    private final Parts parts;
    private final RelayFile file;
    private final RemoteLink link;
    private final Relay relay;
    private final RelaySetup setup;
    private final String deadRun;
    private boolean unconfirmed;

    /**
     * The relay over an open connection, which is closed with this.
     *
     * @param run this run's id, for the guard
     * @param deadRun the id of an earlier run of this state that ended without a word; else empty
     */
    public RelayEnd(Parts parts, RelayFile file, RemoteLink link, String run, String deadRun) {
        this.parts = parts;
        this.file = file;
        this.link = link;
        this.setup = TunnelMaking.setup(file);
        this.deadRun = deadRun;
        this.relay = new Relay(link, setup, run, deadRun);
    }

    /**
     * Connects.
     *
     * @param run this run's id, for the guard
     * @param deadRun the id of an earlier run of this state that ended without a word; else empty
     * @throws ProblemException {@code RELAY-UNREACHABLE} (exit 4), {@code RELAY-HOSTKEY-CHANGED}, {@code RELAY-HOSTKEY-UNKNOWN} or
     *     {@code RELAY-LOGIN-REFUSED} (exit 3)
     */
    public static RelayEnd open(Parts parts, RelayFile file, Options options, String run, String deadRun) {
        var pinned = file.hostKey().or(() -> PrivateFiles.read(pin(parts, file)).map(String::strip));
        var policy = pinned.<HostKeyPolicy>map(HostKeyPolicy.Pinned::new)
                .orElse(options.acceptRelayKey() ? new HostKeyPolicy.Consented() : new HostKeyPolicy.FirstSight());
        try {
            var link = parts.links()
                    .open(new Route.Direct(file.ssh().host(), file.ssh().port()), credentials(parts, file), policy);
            if (pinned.isEmpty() && !options.acceptRelayKey()) {
                var shown = link.hostKey();
                link.close();
                throw new ProblemException(RelayProblems.unknownKey(file, shown));
            }
            if (pinned.isEmpty()) {
                PrivateFiles.write(pin(parts, file), link.hostKey() + "\n");
            }
            return new RelayEnd(parts, file, link, run, deadRun);
        } catch (LinkException failed) {
            throw new ProblemException(RelayProblems.of(file, failed, pinned));
        } catch (IOException failed) {
            throw new ProblemException(RelayProblems.unreachable(file, String.valueOf(failed.getMessage())));
        }
    }

    private static Credentials credentials(Parts parts, RelayFile file) {
        var key = file.key()
                .<Identity>map(Identity.KeyFile::new)
                .orElseGet(() -> new Identity.Pair(parts.state().key().pair()));
        Optional<Secret> password =
                file.password().map(source -> parts.secrets().read(source, "the password of relay " + file.name()));
        return new Credentials(file.user(), false, List.of(key), password);
    }

    private static Path pin(Parts parts, RelayFile file) {
        return PrivateFiles.folder(parts.state().directory().resolve("relays")).resolve(file.name() + ".hostkey");
    }

    /** Looks; one channel. */
    public RelayFacts look() {
        return asked(relay::look);
    }

    /**
     * What is missing, in the order it will be done.
     *
     * @param site the site's end; absent while the router's key is not born: then only what a bare server lacks
     * @throws ProblemException for what a person has to do first
     */
    public List<Change> missing(RelayFacts facts, Optional<SiteOnRelay> site) {
        var changes = new ArrayList<>(changes(new PrepareRelay(setup).check(facts)));
        if (isLeftArmed(facts)) {
            changes.add(new RelayChange.TakeOver(deadRun));
        }
        site.ifPresent(known -> changes.addAll(changes(new AdmitToRelay(setup, known).check(facts))));
        return changes;
    }

    /** What a dead run did would be undone by the guard soon: it has to be confirmed by somebody. */
    private boolean isLeftArmed(RelayFacts facts) {
        return facts.armedBy().filter(deadRun::equals).isPresent();
    }

    private static List<Change> changes(Finding finding) {
        return switch (finding) {
            case Finding.Satisfied _ -> List.of();
            case Finding.Needed(var changes) -> changes;
            case Finding.Blocked(var problem) -> throw new ProblemException(problem);
        };
    }

    /** Makes it a relay where it is none, and confirms: at most two channels. Returns its public key. */
    public String prepare(RelayFacts facts) {
        if (changes(new PrepareRelay(setup).check(facts)).isEmpty() && !isLeftArmed(facts)) {
            return facts.publicKey().orElseThrow();
        }
        var key = asked(() -> relay.prepare(facts));
        done(relay::confirm);
        return key;
    }

    /** Lets the site in where it is not, one channel; {@link #awaitHandshake} confirms it along with its own. */
    public void admit(SiteOnRelay site, RelayFacts facts) {
        if (changes(new AdmitToRelay(setup, site).check(facts)).isEmpty() && !isLeftArmed(facts)) {
            return;
        }
        done(() -> relay.admit(site, facts));
        unconfirmed = true;
    }

    /** Lets nobody of the site in any more, and confirms; false where it is not known there. */
    boolean expel(String site, RelayFacts facts) {
        if (facts.site(site).isEmpty()) {
            return false;
        }
        done(() -> relay.expel(site, facts));
        done(relay::confirm);
        return true;
    }

    /** Lets the internet in where the site file says so and a camera was looked at; looks again first, three channels. */
    public void publish(SiteOnRelay site) {
        done(() -> relay.admit(site, relay.look()));
        done(relay::confirm);
    }

    /**
     * Waits for the router; one channel. Whether it came is in the answer.
     */
    public Handshake awaitHandshake(String routerKey) {
        var handshake = asked(() -> unconfirmed
                ? relay.confirmAndAwaitHandshake(routerKey, HANDSHAKE)
                : relay.awaitHandshake(routerKey, HANDSHAKE));
        unconfirmed = false;
        return handshake;
    }

    public RemoteLink link() {
        return link;
    }

    public RelaySetup setup() {
        return setup;
    }

    /** A way to the router from the relay: its SSH in the tunnel. */
    public Route.Through through(String routerAddress) {
        return new Route.Through(link, "relay " + file.name(), routerAddress, 22);
    }

    private interface Channel<T> {
        T run() throws IOException;
    }

    private interface Work {
        void run() throws IOException;
    }

    private <T> T asked(Channel<T> channel) {
        try {
            return channel.run();
        } catch (IOException lost) {
            throw new ProblemException(RelayProblems.unreachable(file, String.valueOf(lost.getMessage())));
        }
    }

    private void done(Work work) {
        asked(() -> {
            work.run();
            return parts;
        });
    }

    @Override
    public void close() {
        link.close();
    }
}
