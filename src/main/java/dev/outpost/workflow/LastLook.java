package dev.outpost.workflow;

import dev.outpost.ledger.SiteState;
import dev.outpost.reach.Reachability;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.site.RelayFile;
import dev.outpost.site.Site;
import dev.outpost.step.Problem;
import java.util.Optional;

/** The proof at the end of a run, from where a viewer sits, and the report of it. */
record LastLook(Parts parts, Site site, Options options, Teller narrator) {

    Optional<Problem> prove(Situation situation, TunnelPlan tunnel, Reachability reachability) {
        narrator.chapter("proof");
        var verify = new Verify(parts, narrator);
        RelayFile relay = site.access().relay().orElseThrow();
        var board = situation.router().board();
        verify.remember(
                site,
                Telling.story(
                        site,
                        tunnel,
                        relay,
                        board.model() + ", OpenWrt " + board.release(),
                        reachability.evidence(),
                        narrator.decisions(),
                        narrator.changes()));
        if (Proving.vantage(options, relay.tunnel()).isEmpty()) {
            narrator.fact("proven", false);
            parts.state().site(site.name()).proof(SiteState.Proof.RELAY);
            return Optional.of(Proving.noVantage(site));
        }
        var proof = verify.prove(site, tunnel, relay, options);
        var page = verify.report(proof, site);
        narrator.fact("proven", proof.isProven());
        narrator.fact("report", page.toString());
        narrator.done("report: " + page);
        if (proof.problem().isEmpty()) {
            parts.state().site(site.name()).proof(SiteState.Proof.VIEWER);
        }
        return proof.problem();
    }
}
