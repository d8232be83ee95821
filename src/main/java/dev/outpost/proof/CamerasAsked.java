package dev.outpost.proof;

import dev.outpost.camera.CameraCheck;
import dev.outpost.camera.CameraProof;
import dev.outpost.camera.CameraTarget;
import dev.outpost.camera.Depth;
import dev.outpost.contact.Connections;
import dev.outpost.reach.Dial;
import dev.outpost.reach.LinkVantage;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.Vantage;
import dev.outpost.relay.UdpEar;
import dev.outpost.shell.RemoteLink;
import dev.outpost.site.CameraWish;
import dev.outpost.site.Site;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the cameras say, as cheaply as it can be had: a greeting and one picture each. */
record CamerasAsked(SiteProver prover, TunnelPlan tunnel) {

    /**
     * To the viewer, or to the relay where it reaches them. Passwords go out from there: who calls this saw that the peer behind the site's addresses
     * is this site's router. Where there is no relay and no viewer, the router itself asks.
     *
     * @param dials what came of calling them from the relay, or from the viewer where there is none
     */
    List<CameraProof> ask(Site site, Optional<Vantage> viewer, RelayAsked far, Map<String, Dial> dials) {
        if (tunnel.isDirect() && viewer.isEmpty()) {
            return far.nearCameras().map(router -> near(site, router)).orElse(List.of());
        }
        return viewer.or(far::vantage).stream()
                .flatMap(from -> site.cameras().stream()
                        .filter(camera -> (viewer.isPresent() && !tunnel.isDirect())
                                || dials.get(camera.name()) instanceof Dial.Connected)
                        .map(camera -> ask(camera, new CameraCheck(from, prover.budget())))
                        .map(proof -> overUdp(proof, far.connections(), far.ticker())))
                .toList();
    }

    private CameraProof overUdp(CameraProof proof, Connections connections, Ticker ticker) {
        return connections.hasRelay() ? overUdp(proof, prover, connections.relay(), ticker) : proof;
    }

    /** At their own addresses, from the router: nothing goes over the site's line. */
    private List<CameraProof> near(Site site, Vantage router) {
        return site.cameras().stream()
                .map(camera ->
                        ask(prover.logins().target(camera, camera.address()), new CameraCheck(router, prover.budget())))
                .toList();
    }

    private CameraProof ask(CameraWish camera, CameraCheck check) {
        return ask(prover.logins().target(camera, tunnel.camera(camera.name())), check);
    }

    private static CameraProof ask(CameraTarget target, CameraCheck check) {
        var proof = check.answers(target);
        if (proof.problem().isPresent()) {
            return proof;
        }
        var more = check.look(target, Depth.PICTURE);
        for (var greeted : proof.checks()) {
            more = more.with(greeted, Optional.empty());
        }
        return more;
    }

    /**
     * The same proof with whether its stream comes over UDP too, in packets of the size that it sends, where that could be had: most viewers' programs
     * ask for that first. Never fails a proof.
     */
    static CameraProof overUdp(CameraProof proof, SiteProver prover, RemoteLink relay, Ticker ticker) {
        if (proof.problem().isPresent()) {
            return proof;
        }
        var check = new CameraCheck(new LinkVantage(relay, "the relay"), prover.budget(), ticker);
        try (var ear = UdpEar.on(relay, proof.camera().host(), ticker)) {
            return check.overUdp(proof.camera(), ear)
                    .map(found -> {
                        found.tell(proof.camera(), prover.narrator());
                        return proof.with(found, Optional.empty());
                    })
                    .orElse(proof);
        } catch (IOException cannot) {
            return proof;
        }
    }
}
