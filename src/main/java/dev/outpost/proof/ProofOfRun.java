package dev.outpost.proof;

import dev.outpost.camera.Depth;
import dev.outpost.ledger.RecordingNarrator;
import dev.outpost.ledger.SiteState;
import dev.outpost.reach.LinkVantage;
import dev.outpost.reach.Reachability;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.Vantage;
import dev.outpost.relay.RelayFacts;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.RemoteLink;
import dev.outpost.site.Site;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.util.Optional;

/** What a run ends with: the site is proven from where its owner will sit, or it is said why not; its story is kept for every report to come. */
public final class ProofOfRun {
    private final Verify verify;
    private final Site site;
    private final SiteState state;
    private final Optional<Vantage> named;
    private final RecordingNarrator run;

    /** @param named where a viewer sits; absent: this computer, if it is in the tunnel */
    public ProofOfRun(Verify verify, Site site, Optional<Vantage> named, RecordingNarrator run) {
        this.verify = verify;
        this.site = site;
        this.state = verify.state(site);
        this.named = named;
        this.run = run;
    }

    /** From where a viewer sits, with the report of it. */
    public Optional<Problem> from(RouterFacts.Board board, TunnelPlan tunnel, Reachability reachability) {
        run.chapter("proof");
        new ReportFolder(state)
                .remember(SiteStory.of(
                        site,
                        tunnel,
                        board.model() + ", OpenWrt " + board.release(),
                        reachability.evidence(),
                        run.decisions(),
                        run.changes()));
        var vantage = vantage(tunnel);
        if (vantage.isEmpty()) {
            run.fact("proven", false);
            state.proof(SiteState.Proof.RELAY);
            return Optional.of(SiteProof.noVantage(site));
        }
        verify.tellCost(Depth.STREAM);
        var seen = verify.prove(site, tunnel, vantage.get(), Depth.STREAM, Optional.empty());
        var judged = tunnel.isDirect() // nobody walked this way before, as a relay does
                ? verify.judged(site, tunnel, seen, vantage)
                : new Verify.Judged(seen, verify.nobodyWalked());
        var proof = judged.proof();
        run.fact("proven", proof.isProven());
        run.fact("report", verify.report(site, proof, judged.look()).toString());
        if (proof.problem().isEmpty()) {
            state.proof(SiteState.Proof.VIEWER);
        }
        return proof.problem();
    }

    /** Where a viewer sits, if anybody knows. */
    public Optional<Vantage> vantage(TunnelPlan tunnel) {
        return SiteProver.vantage(named, tunnel);
    }

    /** Whether there is nothing to do: nothing lacks, at no camera either, and somebody saw the site work since its last change. */
    public boolean rests(boolean isEmpty, boolean camerasRest, Optional<TunnelPlan> tunnel) {
        var rests = isEmpty && camerasRest && stands(tunnel);
        run.fact("nothingToDo", rests);
        if (isEmpty && !rests) {
            run.decided(
                    "going on to the proof",
                    (camerasRest ? "nothing" : "nothing but cameras")
                            + " is to be changed, and nobody saw the site work since its last change");
        } else if (!rests) {
            falls();
        }
        return rests;
    }

    /**
     * Whether somebody saw the site work since its last change. One without a way in has no proof to wait for; one that only the relay saw is proven as
     * soon as there is a vantage.
     */
    private boolean stands(Optional<TunnelPlan> tunnel) {
        return tunnel.isEmpty()
                || switch (state.proof()) {
                    case VIEWER -> true;
                    case RELAY -> vantage(tunnel.get()).isEmpty();
                    case NONE, LAN -> false;
                };
    }

    /** What is still to be said of a site that was not changed: no viewer looked yet. */
    public Optional<Problem> asItStands() {
        return state.proof() == SiteState.Proof.VIEWER ? Optional.empty() : Optional.of(SiteProof.noVantage(site));
    }

    /** The site is about to be another one, or its pages are. */
    public void falls() {
        state.proof(SiteState.Proof.NONE);
    }

    /**
     * Never a public camera whose firmware is known to be attacked, or not known.
     *
     * @param from where it is asked: the relay, or the router
     */
    public void refuseUnsafe(TunnelPlan tunnel, Vantage from) {
        verify.prover(site).refuseUnsafe(site, tunnel, from);
    }

    /** For a proof that has no way to look at the relay. */
    public void remember(RelayFacts relay) {
        new ReportFolder(state).remember(relay.listening());
    }

    /**
     * Whether the router's own LAN shall show the cameras, once since the last change: nobody outside can look.
     *
     * @param nobody why there is no way in
     */
    public boolean isDueOnLan(Problem nobody) {
        return nobody.code() == ProblemCode.WAY_NO_RELAY
                && !site.cameras().isEmpty()
                && state.proof() != SiteState.Proof.LAN;
    }

    /**
     * Each camera as the router's own LAN shows it; a picture of each is kept.
     *
     * @return what a person has to do first: a camera that cannot be seen is nearer than a way in
     */
    public Problem onLan(RemoteLink router, Problem nobody) {
        var seen = verify.lan(site, new LinkVantage(router, "the router's LAN"), nobody);
        run.fact("cameras", seen.facts().get("cameras"));
        run.fact("report", verify.report(site, seen, verify.nobodyWalked()).toString());
        var missing = seen.cameras().stream()
                .flatMap(camera -> camera.problem().stream())
                .findFirst();
        if (missing.isEmpty()) {
            state.proof(SiteState.Proof.LAN);
        }
        return missing.orElse(nobody);
    }
}
