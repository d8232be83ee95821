package dev.outpost.proof;

import dev.outpost.camera.CameraProof;
import dev.outpost.ledger.Peer;
import dev.outpost.reach.Dial;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.ZoneAnswer;
import dev.outpost.relay.RelayFacts;
import dev.outpost.site.RelayFile;
import dev.outpost.site.Site;
import dev.outpost.step.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one look along the whole way saw, from both of its ends.
 *
 * @param now by this computer's clock
 * @param laptop why this computer reaches nobody outside, where its own routes tell
 * @param noRelay why the relay did not let us in; empty where it did
 * @param relayFacts what the relay says of itself
 * @param noRouter why the router did not let us in; empty where it did
 * @param routerFromRelay what came of dialling the router's SSH in the tunnel from the relay, or from the viewer where there is none
 * @param camerasFromRelay what came of dialling each camera's first port in the tunnel from there, by name
 * @param proofs what was fetched from each camera
 * @param fromViewer whether the proofs were made from where a viewer sits, not from the relay
 * @param name what the name leads to that viewers dial, where the router itself is called by one
 */
record PathSeen(
        Site site,
        TunnelPlan tunnel,
        Instant now,
        Optional<Problem> laptop,
        Optional<Problem> noRelay,
        Optional<RelayFacts> relayFacts,
        Optional<Problem> noRouter,
        Optional<RouterPath> router,
        Optional<Dial> routerFromRelay,
        Map<String, Dial> camerasFromRelay,
        List<CameraProof> proofs,
        boolean fromViewer,
        Optional<ZoneAnswer> name) {
    PathSeen {
        camerasFromRelay = Map.copyOf(camerasFromRelay);
        proofs = List.copyOf(proofs);
    }

    RelayFile relay() {
        return site.access().relay().orElseThrow();
    }

    /** Who may look. */
    List<Peer> viewers() {
        return tunnel.given().peers();
    }

    /** UDP port of the tunnel's end outside. */
    String port() {
        return String.valueOf(tunnel.relay().listen());
    }

    /** Whether somebody looked through the tunnel; else from the router's own LAN. */
    boolean isThroughTunnel() {
        return fromViewer || !tunnel.isDirect();
    }

    Optional<CameraProof> proof(String camera) {
        return proofs.stream()
                .filter(proof -> proof.camera().name().equals(camera))
                .findFirst();
    }
}
