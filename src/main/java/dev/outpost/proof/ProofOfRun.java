package dev.outpost.proof;

import dev.outpost.camera.Depth;
import dev.outpost.ledger.SiteState;
import dev.outpost.reach.LinkVantage;
import dev.outpost.reach.Reachability;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.Vantage;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.RemoteLink;
import dev.outpost.site.RelayFile;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a run ends with: its story is kept, and the site is proven. */
public record ProofOfRun(Verify verify, Narrator narrator) {
    /** How long somebody may take to plug the camera in. */
    private static final Duration CABLE = Duration.ofMinutes(3);

    /** The proof at the end of a run, from where a viewer sits, and the report of it; the story of the run is kept for every report to come. */
    public Optional<Problem> prove(
            RecordingNarrator run,
            Site site,
            Optional<Vantage> named,
            RouterFacts.Board board,
            TunnelPlan tunnel,
            Reachability reachability) {
        narrator.chapter("proof");
        RelayFile relay = site.access().relay().orElseThrow();
        new ReportFolder(verify.state(site))
                .remember(SiteStory.of(
                        site,
                        tunnel,
                        relay,
                        board.model() + ", OpenWrt " + board.release(),
                        reachability.evidence(),
                        run.decisions(),
                        run.changes()));
        var vantage = SiteProver.vantage(named, relay.tunnel());
        if (vantage.isEmpty()) {
            run.fact("proven", false);
            verify.state(site).proof(SiteState.Proof.RELAY);
            return Optional.of(SiteProver.noVantage(site));
        }
        verify.tellCost(Depth.STREAM);
        var proof = verify.prove(site, tunnel, vantage.get(), Depth.STREAM);
        run.fact("proven", proof.isProven());
        run.fact("report", verify.report(site, proof, List.of()).toString());
        if (proof.problem().isEmpty()) {
            verify.state(site).proof(SiteState.Proof.VIEWER);
        }
        return proof.problem();
    }

    /**
     * The end of a run where nobody outside can look: each camera as the router's own LAN shows it, once since the last change, its picture kept.
     *
     * @param nobody why there is no way in
     * @return what a person has to do first: a camera that cannot be seen is nearer than a way in
     */
    public Problem onLan(
            RecordingNarrator run, Site site, LastHop hop, RemoteLink router, RouterFacts.Board board, Problem nobody)
            throws IOException {
        var state = verify.state(site);
        if (nobody.code() != ProblemCode.WAY_NO_RELAY
                || site.cameras().isEmpty()
                || state.proof() == SiteState.Proof.LAN) {
            return nobody;
        }
        narrator.chapter("camera");
        if (board.hasOneLanPort() && !hop.isThere(router)) {
            narrator.warned(
                    "no picture was taken: this laptop is in the router's one LAN port, where the camera belongs; put a"
                            + " switch between them and run the same command again, or nobody has seen the camera");
            return nobody;
        }
        hop.fromRouter(router, CABLE);
        var seen = verify.lan(site, new LinkVantage(router, "the router's LAN"), nobody);
        run.fact("cameras", seen.facts().get("cameras"));
        run.fact("report", verify.report(site, seen, List.of()).toString());
        var missing = seen.cameras().stream()
                .flatMap(camera -> camera.problem().stream())
                .findFirst();
        if (missing.isEmpty()) {
            state.proof(SiteState.Proof.LAN);
        }
        return missing.orElse(nobody);
    }
}
