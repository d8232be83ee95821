package dev.outpost.workflow;

import dev.outpost.ledger.Journal;
import dev.outpost.proof.FirmwareGate;
import dev.outpost.proof.SiteProver;
import dev.outpost.proof.TunnelDiagnosis;
import dev.outpost.reach.LinkVantage;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.relay.RelayFacts;
import dev.outpost.relay.SiteOnRelay;
import dev.outpost.site.Site;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.util.Optional;

/** Makes the changes of a plan on the relay, one site at a time: prepares it, lets the site in, opens to the internet last. */
record RelayWork(Parts parts, Site site, RecordingNarrator narrator, Journal journal, Turns turns, Ends ends) {

    /** The relay's public key, born there if there was none. */
    String prepare(Situation situation) throws IOException {
        if (situation.relay().isEmpty() || situation.tunnel().isEmpty()) {
            return Planner.UNBORN;
        }
        var end = ends.relay();
        var facts = situation.relay().get();
        if (end.missing(facts, Optional.empty()).isEmpty() && facts.publicKey().isPresent()) {
            return facts.publicKey().get();
        }
        narrator.chapter("relay");
        journal.doing("prepare the relay");
        return turns.at(end.setup().publicAddress(), () -> {
            narrator.doing("making the server a relay");
            var key = end.prepare(facts);
            narrator.done("the server is a relay: outpost0 listens on UDP "
                    + end.setup().listen() + ", key born there");
            return key;
        });
    }

    /** Both ends know each other only now, after the guard is confirmed: from here on the cable may move at any time. */
    void admit(Situation situation, TunnelPlan tunnel, Optional<String> routerKey) throws IOException {
        narrator.chapter("tunnel");
        var key = routerKey.orElseThrow(() -> new ProblemException(new Problem(
                ProblemCode.WAY_NO_KEY,
                "the router's end of the tunnel has no key",
                "it is not known why it was not born",
                "run the same command again")));
        parts.state().ledger().routerKey(site.name(), key);
        var end = ends.relay();
        var facts = situation.relay().orElseThrow();
        // nothing is published before its camera was asked what it runs
        SiteOnRelay wanted =
                isPublished(facts, tunnel) ? tunnel.onRelay(key) : tunnel.shut().onRelay(key);
        journal.doing("admit the site to the relay");
        turns.at(tunnel.relay().publicAddress(), () -> {
            end.admit(wanted, facts);
            return wanted;
        });
        narrator.done("the relay carries " + site.name() + " as " + tunnel.block());
    }

    /** Waits for the router that was admitted, and confirms the relay's guard. */
    void awaitTunnel(Situation situation, String routerKey) throws IOException {
        narrator.doing("waiting for the router's handshake");
        journal.doing("wait for the router's handshake");
        var handshake = ends.relay().awaitHandshake(routerKey);
        if (!handshake.isUp()) {
            var relay = site.access().relay().orElseThrow();
            var behind = RelayProblems.noHandshake(
                    relay, handshake, situation.relay().orElseThrow());
            throw new ProblemException(new TunnelDiagnosis(relay, parts.clock(), narrator)
                    .instead(behind, ends.router().link()));
        }
        narrator.done("the tunnel is up"
                + handshake
                        .endpoint()
                        .map(e -> "; the outside sees the router as " + e)
                        .orElse(""));
    }

    /** Promise 7: open to the internet last, and never a camera whose firmware is known to be attacked. */
    void publish(Situation situation, TunnelPlan tunnel, Optional<String> routerKey) throws IOException {
        if (tunnel.published().isEmpty()
                || isPublished(situation.relay().orElseThrow(), tunnel)
                || routerKey.isEmpty()) {
            return;
        }
        var end = ends.relay();
        new FirmwareGate(
                        new SiteProver(parts.secrets(), parts.state().site(site.name()), parts.clock(), narrator),
                        site,
                        narrator)
                .refuseAttacked(new LinkVantage(end.link(), "the relay"), tunnel);
        journal.doing("publish on the relay");
        var wanted = tunnel.onRelay(routerKey.get());
        turns.at(tunnel.relay().publicAddress(), () -> {
            end.publish(wanted);
            return wanted;
        });
        tunnel.published()
                .forEach(port -> narrator.done("PUBLIC: TCP " + port.port() + " of "
                        + tunnel.relay().publicAddress() + " leads to " + port.camera() + ":" + port.cameraPort()));
    }

    private boolean isPublished(RelayFacts facts, TunnelPlan tunnel) {
        return facts.site(site.name())
                .filter(known -> known.published().equals(tunnel.published()))
                .isPresent();
    }
}
