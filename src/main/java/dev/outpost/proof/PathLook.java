package dev.outpost.proof;

import dev.outpost.camera.CameraProof;
import dev.outpost.contact.LocalNetwork;
import dev.outpost.contact.RelayConnector;
import dev.outpost.reach.DomainCheck;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.Vantage;
import dev.outpost.reach.ZoneAnswer;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import java.time.Clock;
import java.util.List;
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
     * The hops with what was found.
     *
     * @param proofs what was fetched already, from where a viewer sits; empty: the cameras are asked from the viewer's place, or from the
     *     relay, where it hears this site's router: else whose camera would be given the password?
     */
    public SiteLook along(Site site, TunnelPlan tunnel, List<CameraProof> proofs, Optional<Vantage> viewer) {
        try (var ends = new PathEnds(here, relays, secrets, narrator, site, tunnel)) {
            var far = new RelayAsked(
                    ends.connections(),
                    viewer.filter(_ -> tunnel.isDirect()),
                    here.links().ticker());
            var facts = far.facts(narrator);
            var router = new RouterAsked(narrator).path(site, ends);
            var carries = far.carries(facts, tunnel);
            var called = carries ? far.call(site, tunnel) : RelayAsked.Called.NOBODY;
            var isAsked = proofs.isEmpty() && (carries || tunnel.isDirect());
            var prover = new SiteProver(secrets, here.state().site(site.name()), clock, narrator);
            var seen = new PathSeen(
                    site,
                    tunnel,
                    clock.instant(),
                    ends.wayOut(site, router),
                    ends.noRelay(),
                    facts,
                    ends.noRouter(),
                    router,
                    called.router(),
                    called.cameras(),
                    isAsked ? new CamerasAsked(prover, tunnel).ask(site, viewer, far, called.cameras()) : proofs,
                    viewer.isPresent(),
                    name(tunnel));
            return SiteLook.told(seen, narrator);
        }
    }

    /** Where the name of a router that is the viewers' own end leads, as its own zone says. */
    private Optional<ZoneAnswer> name(TunnelPlan tunnel) {
        return tunnel.domain().filter(_ -> tunnel.isDirect()).flatMap(new DomainCheck(here.laptop())::asked);
    }
}
