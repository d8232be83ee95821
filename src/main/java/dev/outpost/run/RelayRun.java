package dev.outpost.run;

import dev.outpost.ledger.Journal;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.relay.Handshake;
import dev.outpost.relay.Relay;
import dev.outpost.relay.RelayChange;
import dev.outpost.relay.RelayFacts;
import dev.outpost.relay.RelayProblems;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.RemoteLink;
import dev.outpost.site.RelayFile;
import dev.outpost.step.Phase;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Guarded runs on the relay over one connection, a channel for each step; sites that share it take turns. */
public final class RelayRun implements Guarded<RelayChange, RelayRun.Kept> {
    /** A router sends its first handshake at once, and again every five seconds (WireGuard's paper, section 6.4). */
    private static final Duration HANDSHAKE = Duration.ofSeconds(60);

    private final Relay relay;
    private final RelayFile file;
    private final String site;
    private final Journal journal;
    private final Turns turns;
    private RelayFacts facts;
    private Optional<String> key;
    private Optional<String> awaited = Optional.empty();
    private boolean unconfirmed;

    /**
     * A relay whose changes stay.
     *
     * @param key its public key
     * @param handshake of the router that was waited for
     * @param facts as it is now
     */
    public record Kept(Optional<String> key, Optional<Handshake> handshake, RelayFacts facts) {}

    /** @param facts as it was looked at */
    public RelayRun(RemoteLink link, RelayFile file, String site, Journal journal, Turns turns, RelayFacts facts) {
        this.file = file;
        this.site = site;
        this.journal = journal;
        this.turns = turns;
        this.facts = facts;
        this.key = facts.publicKey();
        this.relay = new Relay(
                link,
                TunnelPlan.setup(file),
                journal.run(),
                journal.unfinished().orElse(""));
    }

    /** The same, confirmed in one channel with waiting for this router's handshake. */
    public RelayRun awaiting(String routerKey) {
        awaited = Optional.of(routerKey);
        return this;
    }

    /** With what was changed since. */
    RelayRun lookingAgain(RelayFile relayFile) {
        facts = RelayProblems.asking(relayFile, relay::look);
        return this;
    }

    @Override
    public List<Phase> phases() {
        return List.of(Phase.SERVER, Phase.SITE, Phase.PUBLIC);
    }

    @Override
    public List<RelayChange> make(Phase phase, List<RelayChange> rest) throws IOException {
        var due = Guarded.of(phase, rest);
        if (due.isEmpty()) {
            return rest;
        }
        journal.doing(words(phase));
        return turns.at(file.publicAddress(), () -> {
            if (phase == Phase.SERVER && due.stream().anyMatch(RelayChange::isOfServer)) {
                var made = relay.prepare(site, due, facts);
                key = Optional.of(made.said());
                facts = made.facts();
            } else {
                facts = relay.carry(site, due, facts).facts();
            }
            unconfirmed = true;
            return rest;
        });
    }

    private static String words(Phase phase) {
        return switch (phase) {
            case SERVER -> "prepare the relay";
            case SITE -> "admit the site to the relay";
            case PUBLIC -> "publish on the relay";
            case LAPTOP, KEYS, PACKAGES, CONFIG, LAN, CAMERA ->
                throw new IllegalArgumentException("not the relay's: " + phase);
        };
    }

    @Override
    public GuardOutcome<Kept> confirm() throws IOException {
        try {
            return new GuardOutcome.Kept<>(new Kept(key, confirmed(), facts));
        } catch (ProblemException e) {
            return undo(e.problem());
        }
    }

    private Optional<Handshake> confirmed() throws IOException {
        var owes = unconfirmed;
        unconfirmed = false;
        if (awaited.isPresent()) {
            journal.doing("wait for the router's handshake");
            return Optional.of(
                    owes
                            ? relay.confirmAndAwaitHandshake(awaited.get(), HANDSHAKE)
                            : relay.awaitHandshake(awaited.get(), HANDSHAKE));
        }
        if (owes) {
            relay.confirm();
        }
        return Optional.empty();
    }

    /** The server's own guard puts everything back when nobody confirms. */
    @Override
    public GuardOutcome<Kept> undo(Problem problem) {
        return problem.code() == ProblemCode.GUARD_ROLLED_BACK
                ? new GuardOutcome.RolledBack<>(problem)
                : new GuardOutcome.Refused<>(problem);
    }

    @Override
    public GuardOutcome<Kept> lost(LinkException broken) {
        return new GuardOutcome.Refused<>(RelayProblems.unreachable(file, String.valueOf(broken.getMessage())));
    }

    /**
     * One guarded run, to its end.
     *
     * @throws ProblemException where nothing was kept
     */
    public Kept keep(List<RelayChange> changes) {
        return RelayProblems.asking(file, () -> run(changes)).orThrow();
    }

    /** One at a time where many sites share a relay. */
    public static final class Turns {
        private final ConcurrentHashMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();

        /** Work that may fail. */
        interface Work<T> {
            T done() throws IOException;
        }

        <T> T at(String relay, Work<T> work) throws IOException {
            var lock = locks.computeIfAbsent(relay, name -> new ReentrantLock(true));
            lock.lock();
            try {
                return work.done();
            } finally {
                lock.unlock();
            }
        }
    }
}
