package dev.outpost.proof;

import dev.outpost.camera.Depth;
import dev.outpost.ledger.SiteState;
import dev.outpost.reach.Reachability;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.Vantage;
import dev.outpost.router.RouterFacts;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import java.util.Optional;

/** What a run ends with: its story is kept, and the site is proven. */
public record ProofOfRun(Verify verify, Narrator narrator) {

    /** The proof at the end of a run, from where a viewer sits, and the report of it; the story of the run is kept for every report to come. */
    public Optional<Problem> prove(
            RecordingNarrator run,
            Site site,
            Optional<Vantage> named,
            RouterFacts.Board board,
            TunnelPlan tunnel,
            Reachability reachability) {
        narrator.chapter("proof");
        new ReportFolder(verify.state(site))
                .remember(SiteStory.of(
                        site,
                        tunnel,
                        board.model() + ", OpenWrt " + board.release(),
                        reachability.evidence(),
                        run.decisions(),
                        run.changes()));
        var vantage = SiteProver.vantage(named, tunnel.relay().tunnel());
        if (vantage.isEmpty()) {
            run.fact("proven", false);
            verify.state(site).proof(SiteState.Proof.RELAY);
            return Optional.of(SiteProver.noVantage(site));
        }
        verify.tellCost(Depth.STREAM);
        var proof = verify.prove(site, tunnel, vantage.get(), Depth.STREAM, Optional.empty());
        run.fact("proven", proof.isProven());
        run.fact("report", verify.report(site, proof).toString());
        if (proof.problem().isEmpty()) {
            verify.state(site).proof(SiteState.Proof.VIEWER);
        }
        return proof.problem();
    }

    /** The end of a run where nobody outside can look. */
    public LanProof onLan(LastHop hop) {
        return new LanProof(verify, hop, narrator);
    }
}
