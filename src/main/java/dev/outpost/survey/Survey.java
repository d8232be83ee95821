package dev.outpost.survey;

import dev.outpost.contact.Ambiguity;
import dev.outpost.contact.Connections;
import dev.outpost.contact.LaptopLook;
import dev.outpost.contact.LocalNetwork;
import dev.outpost.contact.OwnGateway;
import dev.outpost.contact.RelayConnector;
import dev.outpost.contact.RouterConnector;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.relay.RelayFacts;
import dev.outpost.router.Bundle;
import dev.outpost.router.RouterFacts;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.uplink.ModemChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Looks at the dongle's probe, the relay, the router and this computer; writes nothing and waits for nobody. */
public final class Survey {
    private final LocalNetwork here;
    private final RelaySurvey relay;
    private final RouterSurvey router;
    private final RouterConnector routers;
    private final LaptopSurvey laptop;
    private final Site site;
    private final Wishes wishes;
    private final Narrator narrator;
    private final Connections connections;
    private final ModemChoice choice;

    /**
     * @param bundles folder of the package cache: one folder a release and target
     * @param connections stay open for what follows
     */
    public Survey(
            LocalNetwork here,
            RelayConnector relays,
            RouterConnector routers,
            Path bundles,
            Clock clock,
            Site site,
            Wishes wishes,
            Narrator narrator,
            Connections connections) {
        this.here = here;
        this.relay = new RelaySurvey(here, relays, site, narrator, connections);
        this.router = new RouterSurvey(here, routers, relay, site, narrator, connections);
        this.routers = routers;
        this.laptop = new LaptopSurvey(here.state(), here.laptop(), bundles, clock, site, wishes, narrator);
        this.site = site;
        this.wishes = wishes;
        this.narrator = narrator;
        this.connections = connections;
        this.choice = new ModemChoice(here.state(), site, wishes.probe(), narrator);
    }

    public Seen look() throws IOException {
        narrator.chapter("look");
        new LaptopLook(here.laptop(), narrator).tell(site.reach(), relay.ssh());
        if (!routers.isPinned() && site.mac().isEmpty()) {
            new Ambiguity(here).refuse(site.reach(), Optional.of(site.file().toString()));
        }
        var probed = choice.probed();
        relay.open(wishes.acceptRelayKey());
        var facts = router.look(wishes.replacing());
        relay.refuse();
        var there = relay.look();
        var hostKey = connections.routerKey();
        var host = connections.routerHost();
        return new Seen(
                facts,
                host,
                hostKey,
                new OwnGateway(here.laptop()).is(facts, host),
                there,
                probed,
                (probed.isPresent() ? probed : choice.seenOn(facts)).map(chosen -> choice.standing(chosen, facts)),
                laptop.facts(facts, hostKey, relay.unpinnedKey(), TunnelPlan.wish(site, there), Optional.empty()));
    }

    /** The same with the relay as it is now: somebody else was given something there meanwhile. */
    public Seen relayAgain(Seen seen) {
        var now = relay.look();
        return seen.withRelay(now, laptop(seen, now, Optional.empty()));
    }

    /**
     * The same once the laptop did its part.
     *
     * @param found packages that were looked for
     */
    public Seen laptopAgain(Seen seen, Optional<Bundle> found) {
        return seen.with(laptop(seen, seen.relay(), found));
    }

    /** The same with the router as a run read it back, by a way that goes through no relay. */
    public Seen onRouter(Seen before, RouterFacts now) {
        var seen = new Seen(
                now,
                connections.routerHost(),
                before.hostKey(),
                before.gateway(),
                Optional.empty(),
                before.probed(),
                before.modem().map(chosen -> choice.standing(chosen, now)),
                before.laptop());
        return laptopAgain(seen, Optional.empty());
    }

    private LaptopFacts laptop(Seen seen, Optional<RelayFacts> there, Optional<Bundle> found) {
        return laptop.facts(seen.router(), seen.hostKey(), Optional.empty(), TunnelPlan.wish(site, there), found);
    }
}
