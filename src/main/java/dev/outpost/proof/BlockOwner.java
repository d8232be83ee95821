package dev.outpost.proof;

import dev.outpost.contact.RelayConnector;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.util.Optional;

/** Asks the relay whose router is behind a site's block: a password is for this site's cameras, and another customer's picture is no proof. */
public final class BlockOwner {
    private final RelayConnector relays;
    private final Narrator narrator;

    public BlockOwner(RelayConnector relays, Narrator narrator) {
        this.relays = relays;
        this.narrator = narrator;
    }

    /**
     * Why no login may go there: the relay leads the site's block to another router than the site's own. Empty where it is the site's, or where
     * the relay does not let us in to be asked.
     */
    Optional<Problem> another(Site site, TunnelPlan tunnel) {
        if (tunnel.isDirect()) {
            return Optional.empty(); // viewers' packets reach whoever has the router's own key
        }
        var own = tunnel.given().routerKey();
        try {
            var facts = relays.seen(site.access().relay().orElseThrow(), false);
            var block = tunnel.block().toString();
            return facts.peers().entrySet().stream()
                    .filter(peer -> peer.getValue().contains(block))
                    .filter(peer -> !own.equals(Optional.of(peer.getKey())))
                    .findFirst()
                    .map(_ -> another(site, block));
        } catch (ProblemException e) {
            narrator.saw(
                    "whose router is behind the block",
                    "the relay was not asked: " + e.problem().what());
            return Optional.empty();
        }
    }

    private static Problem another(Site site, String block) {
        return new Problem(
                ProblemCode.WAY_OTHER_ROUTER,
                "the relay leads " + block + " to another router than that of site " + site.name(),
                "its key there is not the one that this computer knows, so no password was sent to its cameras",
                "outpost apply " + site.file());
    }
}
