package dev.outpost.proof;

import dev.outpost.contact.LocalNetwork;
import dev.outpost.contact.RelayConnector;
import dev.outpost.ledger.Outcome;
import dev.outpost.ledger.RecordingNarrator;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.Vantage;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Walks the way of a site hop by hop and names the first broken one: whose it is, and what to do. Changes nothing. */
public final class SiteDoctor {
    private static final String SCHEMA = "outpost.doctor/1";

    private final LocalNetwork here;
    private final RelayConnector relays;
    private final Secrets secrets;
    private final Clock clock;
    private final Narrator narrator;

    public SiteDoctor(LocalNetwork here, RelayConnector relays, Secrets secrets, Clock clock, Narrator narrator) {
        this.here = here;
        this.relays = relays;
        this.secrets = secrets;
        this.clock = clock;
        this.narrator = narrator;
    }

    /** @param named where a viewer sits; absent: this computer, if it is in the tunnel */
    public Outcome run(Site file, Optional<Vantage> named) {
        var log = new RecordingNarrator(narrator);
        var site = TunnelPlan.found(file, here.state().ledger());
        log.chapter("doctor " + site.name());
        TunnelPlan tunnel;
        try {
            tunnel = SiteProof.way(site, here.state());
        } catch (ProblemException none) {
            return ended(log, site, List.of(), Optional.of(none.problem()));
        }
        var look = new PathLook(here, relays, secrets, clock, log)
                .along(site, tunnel, List.of(), SiteProver.vantage(named, tunnel));
        var way = look.way();
        log.fact("router", look.kept().json());
        var broken = Hop.firstBroken(way);
        if (tunnel.isDirect() && way.stream().skip(1).allMatch(hop -> hop.state() == Hop.State.UNKNOWN)) {
            return ended(log, site, way, Optional.of(Verify.notWalked(site)));
        }
        if (broken.isEmpty()) {
            log.done("nothing on the way is broken, as far as it could be looked at");
        }
        broken.ifPresent(hop -> log.decided(
                "the first broken hop is " + hop.words(), "side: " + hop.name().side()));
        return ended(log, site, way, broken.flatMap(Hop::problem));
    }

    private static Outcome ended(RecordingNarrator log, Site site, List<Hop> way, Optional<Problem> problem) {
        log.fact("hops", way.stream().map(Hop::json).toList());
        log.fact("broken", Hop.firstBroken(way).map(hop -> hop.name().word()));
        log.fact("side", Hop.firstBroken(way).map(hop -> hop.name().side()));
        return log.outcome(SCHEMA, site.name(), problem);
    }
}
