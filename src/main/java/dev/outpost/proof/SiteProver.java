package dev.outpost.proof;

import dev.outpost.camera.CameraCheck;
import dev.outpost.camera.CameraProof;
import dev.outpost.camera.CameraSecrets;
import dev.outpost.camera.Depth;
import dev.outpost.camera.LoginBudget;
import dev.outpost.ledger.SiteState;
import dev.outpost.reach.NegativeScan;
import dev.outpost.reach.SystemVantage;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.Vantage;
import dev.outpost.site.CameraWish;
import dev.outpost.site.CameraWish.Exposure;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at a site from outside and says what was seen. Changes nothing anywhere. */
public final class SiteProver {
    private final CameraSecrets logins;
    private final SiteState state;
    private final Clock clock;
    private final Narrator narrator;

    public SiteProver(Secrets secrets, SiteState state, Clock clock, Narrator narrator) {
        this.logins = new CameraSecrets(state, secrets);
        this.state = state;
        this.clock = clock;
        this.narrator = narrator;
    }

    /** The vantage that was named, else this computer where it is in the tunnel itself. */
    public static Optional<Vantage> vantage(Optional<Vantage> named, TunnelPlan tunnel) {
        return named.or(() -> SystemVantage.here(tunnel.network()));
    }

    /**
     * Every camera, then the public address.
     *
     * @param serversOwn TCP ports on which the relay itself listens, from its last look
     * @param depth how much is fetched from each camera
     * @param line kilobits a second that the site can send, where somebody measured
     */
    public SiteProof prove(
            Site site, TunnelPlan tunnel, Vantage vantage, Set<Integer> serversOwn, Depth depth, Optional<Long> line) {
        var check = new CameraCheck(vantage, budget());
        var cameras = site.cameras().stream()
                .map(camera -> told(proof(check, camera, tunnel, depth, line)))
                .toList();
        var outside = new OutsideScan(new NegativeScan(vantage), tunnel, serversOwn).told(narrator);
        var problem = cameras.stream()
                .flatMap(camera -> camera.problem().stream())
                .findFirst()
                .or(() -> OutsideScan.exposed(outside));
        return new SiteProof(site.name(), Optional.of(vantage.where()), cameras, Optional.of(outside), problem);
    }

    /** Every camera at its own address, as the router sees it. */
    List<CameraProof> onLan(Site site, Vantage router) {
        var check = new CameraCheck(router, budget());
        return site.cameras().stream()
                .map(camera -> told(check.look(logins.target(camera, camera.address()), Depth.STREAM)))
                .toList();
    }

    /** A camera that is public is asked again what it runs. */
    private CameraProof proof(
            CameraCheck check, CameraWish camera, TunnelPlan tunnel, Depth depth, Optional<Long> line) {
        var target = logins.target(camera, tunnel.camera(camera.name()));
        var seen = check.look(target, depth).after(new ReportFolder(state).lastPicture(camera.name()));
        var proof = new WillItStream(check, line).in(seen);
        return camera.exposure() instanceof Exposure.Public open
                ? new FirmwareGate(check).ask(camera, open, target).in(proof)
                : proof;
    }

    /**
     * Asks each camera that is public, from the relay or, where there is none, from the router,, or shall be, what it runs.
     *
     * @throws ProblemException {@code CAM-EXPLOITED} where that is known to be attacked, {@code CAM-FIRMWARE-UNKNOWN} where nobody knows
     */
    public void refuseUnsafe(Site site, TunnelPlan tunnel, Vantage relay) {
        var gate = new FirmwareGate(new CameraCheck(relay, budget()));
        for (var camera : site.cameras()) {
            if (camera.exposure() instanceof Exposure.Public open) {
                var verdict = gate.ask(
                        camera,
                        open,
                        logins.target(camera, tunnel.isDirect() ? camera.address() : tunnel.camera(camera.name())));
                ProblemException.ifAny(verdict.problem());
                narrator.decided(
                        "camera " + camera.name() + " may be public",
                        verdict.check().result());
            }
        }
    }

    /** What its cameras are logged in to with. */
    CameraSecrets logins() {
        return logins;
    }

    Narrator narrator() {
        return narrator;
    }

    LoginBudget budget() {
        return logins.budget(clock);
    }

    private CameraProof told(CameraProof proof) {
        proof.tell(narrator);
        return proof;
    }
}
