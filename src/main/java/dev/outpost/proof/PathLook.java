package dev.outpost.proof;

import dev.outpost.camera.CameraProof;
import dev.outpost.contact.LocalNetwork;
import dev.outpost.contact.RelayConnector;
import dev.outpost.reach.Dial;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.Vantage;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks along the whole way from both of its ends, with one channel to each; changes nothing, and goes on where one of them is dead. */
public final class PathLook {
    private final LocalNetwork here;
    private final RelayConnector relays;
    private final Secrets secrets;
    private final Clock clock;
    private final Narrator narrator;

    public PathLook(LocalNetwork here, RelayConnector relays, Secrets secrets, Clock clock, Narrator narrator) {
        this.here = here;
        this.relays = relays;
        this.secrets = secrets;
        this.clock = clock;
        this.narrator = narrator;
    }

    /**
     * Why no login may go along the way: the relay leads the site's block to another router than the site's own. Empty where it is the site's, or
     * where the relay does not let us in to be asked.
     */
    public Optional<Problem> toAnother(Site site, TunnelPlan tunnel) {
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

    /**
     * The hops with what was found.
     *
     * @param proofs what was fetched already, from where a viewer sits; empty: the cameras are asked from the viewer's place, or from the relay
     */
    public List<Hop> along(Site site, TunnelPlan tunnel, List<CameraProof> proofs, Optional<Vantage> viewer) {
        try (var ends = new PathEnds(here, relays, secrets, narrator, site, tunnel)) {
            var far = RelayAsked.over(ends, here);
            var facts = far.facts(narrator);
            var router = new RouterAsked(narrator).path(site, ends);
            var carries = far.carries(facts, tunnel);
            var dials = carries ? far.cameras(site, tunnel) : Map.<String, Dial>of();
            var prover = new SiteProver(secrets, here.state().site(site.name()), clock, narrator);
            var seen = new PathSeen(
                    site,
                    tunnel,
                    clock.instant(),
                    new LaptopAsked(here.laptop()).wayOut(ends.noRelay(), site, router),
                    ends.noRelay(),
                    facts,
                    ends.noRouter(),
                    router,
                    carries ? far.router(tunnel) : Optional.empty(),
                    dials,
                    proofs.isEmpty()
                            ? new CamerasAsked(prover, tunnel).ask(site, viewer, far.vantage(), dials)
                            : proofs,
                    viewer.isPresent());
            return new WayTold(narrator).told(Walk.along(seen));
        }
    }
}
