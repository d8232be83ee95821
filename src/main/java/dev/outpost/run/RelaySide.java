package dev.outpost.run;

import dev.outpost.contact.Connections;
import dev.outpost.ledger.Journal;
import dev.outpost.net.TunnelKey;
import dev.outpost.plan.Plan;
import dev.outpost.plan.RelayPlan;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.relay.Handshake;
import dev.outpost.relay.RelayChange;
import dev.outpost.relay.RelayFacts;
import dev.outpost.relay.RelayProblems;
import dev.outpost.run.RelayRun.Turns;
import dev.outpost.site.RelayFile;
import dev.outpost.step.Narrator;
import dev.outpost.step.Phase;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The relay during one run for a site: made a relay, told of the site, opened to the internet; each of them a guarded run of its own. */
public final class RelaySide {
    private final RelayPlan plan;
    private final Connections connections;
    private final Journal journal;
    private final Turns turns;
    private final TunnelDiagnosis diagnosis;
    private final Narrator narrator;
    private Optional<RelayFacts> facts = Optional.empty();
    private Optional<String> key = Optional.empty();

    public RelaySide(
            RelayPlan plan, Connections connections, Journal journal, Turns turns, Clock clock, Narrator narrator) {
        this.plan = plan;
        this.connections = connections;
        this.journal = journal;
        this.turns = turns;
        this.diagnosis = new TunnelDiagnosis(clock, narrator);
        this.narrator = narrator;
    }

    /** @param now as it was looked at; empty where nobody asks for one */
    public void seen(Optional<RelayFacts> now) {
        facts = now;
        key = now.flatMap(RelayFacts::publicKey);
    }

    /** Its public key, which is born with the relay. */
    public TunnelKey key() {
        return TunnelKey.of(key);
    }

    /** Makes room: the server becomes a relay where it was none. */
    public void prepare(Plan whole) {
        var changes = whole.of(Phase.SERVER);
        if (changes.isEmpty()) {
            return;
        }
        narrator.chapter("relay");
        narrator.doing("making room on the relay");
        key = keep(run(), changes).key();
        if (changes.stream().anyMatch(RelayChange::isOfServer)) {
            narrator.done("the server is a relay: outpost0 listens on UDP " + file().listen() + ", key born there");
        }
    }

    /**
     * Lets the site in, and waits for its router's handshake, which confirms both.
     *
     * @throws ProblemException whose fault it is that none came
     */
    public void carry(TunnelPlan tunnel, String routerKey) throws IOException {
        var changes = plan.changes(facts(), tunnel, new TunnelKey.Born(routerKey), Phase.SITE);
        narrator.doing("waiting for the router's handshake");
        var handshake = awaited(routerKey, changes);
        narrator.partDone("the relay carries " + tunnel.site() + " as " + tunnel.block());
        if (handshake.at().isEmpty()) {
            throw broken(RelayProblems.noHandshake(file(), handshake, facts()));
        }
        narrator.done("the tunnel is up"
                + handshake
                        .endpoint()
                        .map(from -> "; the outside sees the router as " + from)
                        .orElse(""));
    }

    /**
     * The tunnel is up as the relay's look saw it; where what it heard last is old, whatever comes now is waited for.
     *
     * @throws ProblemException whose fault it is that it is not
     */
    public void hears(Optional<String> routerKey) throws IOException {
        var last = routerKey.flatMap(known ->
                facts().handshake(known).map(heard -> heard.isUp() ? heard : awaited(known, List.of())));
        if (last.filter(Handshake::isUp).isEmpty()) {
            throw broken(last.map(silent -> RelayProblems.silent(file(), silent))
                    .orElseGet(() -> RelayProblems.neverShookHands(file())));
        }
        narrator.saw(
                "the tunnel is up",
                "last handshake " + last.flatMap(Handshake::at).orElseThrow());
    }

    /** Open to the internet last; looks again first. */
    public void publish(TunnelPlan tunnel, TunnelKey routerKey) {
        var ports = plan.changes(facts(), tunnel, routerKey, Phase.PUBLIC);
        if (!ports.isEmpty()) {
            run().lookingAgain(file()).keep(ports);
            tunnel.publishedInWords().forEach(narrator::done);
        }
    }

    private Handshake awaited(String routerKey, List<RelayChange> changes) {
        return keep(run().awaiting(routerKey), changes).handshake().orElseThrow();
    }

    /** The router is asked before anybody on the way to the relay is blamed. */
    private ProblemException broken(Problem behind) throws IOException {
        return new ProblemException(diagnosis.instead(behind, file(), connections.routerLink()));
    }

    private RelayRun.Kept keep(RelayRun run, List<RelayChange> changes) {
        var kept = run.keep(changes);
        facts = Optional.of(kept.facts());
        return kept;
    }

    private RelayRun run() {
        return new RelayRun(connections.relay(), file(), plan.site().name(), journal, turns, facts());
    }

    private RelayFacts facts() {
        return facts.orElseThrow();
    }

    private RelayFile file() {
        return plan.site().access().tunnelRelay().orElseThrow();
    }
}
