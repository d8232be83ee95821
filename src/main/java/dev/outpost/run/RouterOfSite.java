package dev.outpost.run;

import dev.outpost.contact.Connections;
import dev.outpost.contact.LocalNetwork;
import dev.outpost.contact.RelayConnector;
import dev.outpost.contact.RouterConnection;
import dev.outpost.contact.RouterConnector;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.shell.Route;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.util.List;

/** A site's router by the first of its ways that answers: its LAN, its cable, its tunnel. */
public final class RouterOfSite {
    private final LocalNetwork here;
    private final RelayConnector relays;
    private final Secrets secrets;
    private final Narrator narrator;

    public RouterOfSite(LocalNetwork here, RelayConnector relays, Secrets secrets, Narrator narrator) {
        this.here = here;
        this.relays = relays;
        this.secrets = secrets;
        this.narrator = narrator;
    }

    /** @throws ProblemException where it answers on none of its ways */
    public RouterConnection open(Site site, Connections connections) throws IOException {
        var routers = new RouterConnector(here, secrets, site, narrator);
        return routers.open(List.of(routers::known, routers::greeting, () -> throughRelay(site, connections)));
    }

    private List<Route> throughRelay(Site site, Connections connections) {
        var relay = site.access().relay();
        var tunnel =
                relay.flatMap(file -> TunnelPlan.known(site, file, here.state().ledger()));
        if (tunnel.isEmpty()) {
            return List.of();
        }
        try {
            connections.relay(relays.open(relay.orElseThrow(), false));
            return List.of(connections.throughRelay(
                    relay.orElseThrow(), tunnel.get().router().toString()));
        } catch (ProblemException unreachable) {
            narrator.warned(unreachable.problem().what());
            return List.of();
        }
    }
}
