package dev.outpost.proof;

import dev.outpost.camera.CameraCheck;
import dev.outpost.profile.ProfileBook;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.Vantage;
import dev.outpost.site.CameraWish;
import dev.outpost.site.CameraWish.Exposure;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.ProblemException;

/** Whether a camera may be opened to the internet. */
public final class FirmwareGate {
    private final SiteProver prover;
    private final Site site;
    private final Narrator narrator;

    public FirmwareGate(SiteProver prover, Site site, Narrator narrator) {
        this.prover = prover;
        this.site = site;
        this.narrator = narrator;
    }

    /**
     * Asks each camera that shall be public what it runs.
     *
     * @throws ProblemException {@code CAM-EXPLOITED} where that is known to be attacked
     */
    public void refuseAttacked(Vantage relay, TunnelPlan tunnel) {
        var check = new CameraCheck(relay, prover.budget());
        for (var camera : site.cameras()) {
            if (camera.exposure() instanceof Exposure.Public) {
                refuseAttacked(camera, check, tunnel);
            }
        }
    }

    private void refuseAttacked(CameraWish camera, CameraCheck check, TunnelPlan tunnel) {
        var firmware = check.firmware(
                prover.target(camera, tunnel.camera(camera.name()).toString()));
        if (firmware.isEmpty()) {
            narrator.warned("camera " + camera.name()
                    + " does not say what it runs: nobody knows whether its firmware is attacked on the internet");
            return;
        }
        firmware.get().exploited(camera.name(), ProfileBook.shipped().devices()).ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        narrator.decided(
                "camera " + camera.name() + " may be public",
                firmware.get().model() + " runs " + firmware.get().version()
                        + firmware.get().build().map(day -> " build " + day).orElse("")
                        + ", which is not on the list of those that are attacked");
    }
}
