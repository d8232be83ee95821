package dev.outpost.proof;

import dev.outpost.contact.RelayConnector;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.relay.RelayFacts;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Ticker;
import java.util.Optional;

/**
 * What the relay itself can tell of a proof: whose router is behind a site's block, since a password is for this site's cameras and another customer's
 * picture is no proof; and whether the streams come over UDP as well.
 */
public final class RelayWitness {
    private final RelayConnector relays;
    private final Narrator narrator;

    public RelayWitness(RelayConnector relays, Narrator narrator) {
        this.relays = relays;
        this.narrator = narrator;
    }

    /**
     * Why no login may go there: the relay leads the site's block to another router than the site's own, or cannot be asked, and a camera
     * has a password. Empty where it is the site's.
     */
    Optional<Problem> another(Site site, TunnelPlan tunnel) {
        if (tunnel.isDirect()) {
            return Optional.empty(); // viewers' packets reach whoever has the router's own key
        }
        try {
            return isAnother(relays.seen(site.access().relay().orElseThrow(), false), tunnel)
                    ? Optional.of(another(site, tunnel.block().toString()))
                    : Optional.empty();
        } catch (ProblemException e) {
            narrator.saw(
                    "whose router is behind the block",
                    "the relay was not asked: " + e.problem().what());
            return Optional.of(e.problem())
                    .filter(_ -> site.cameras().stream()
                            .anyMatch(camera -> camera.username().isPresent()));
        }
    }

    /** Whether the relay leads the site's block to a key that is not its router's. */
    static boolean isAnother(RelayFacts facts, TunnelPlan tunnel) {
        return facts.peers().entrySet().stream()
                .filter(peer -> peer.getValue().contains(tunnel.block().toString()))
                .anyMatch(peer -> !tunnel.given().routerKey().equals(Optional.of(peer.getKey())));
    }

    /** The same proof with whether each camera's stream comes over UDP to the relay; the same alone where there is none, or it lets nobody in. */
    SiteProof overUdp(Site site, TunnelPlan tunnel, SiteProof proof, SiteProver prover) {
        var file = site.access().relay().filter(_ -> !tunnel.isDirect());
        if (file.isEmpty()) {
            return proof;
        }
        try (var relay = relays.open(file.get(), false)) {
            return proof.with(proof.cameras().stream()
                    .map(camera -> CamerasAsked.overUdp(camera, prover, relay, Ticker.REAL))
                    .toList());
        } catch (ProblemException notLetIn) {
            return proof;
        }
    }

    private static Problem another(Site site, String block) {
        return ProblemCode.WAY_OTHER_ROUTER.problem(
                "the relay leads " + block + " to another router than that of site " + site.name(),
                "its key there is not the one that this computer knows, so no password was sent to its cameras",
                "outpost apply " + site.file());
    }
}
