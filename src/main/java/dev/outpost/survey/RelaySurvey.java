package dev.outpost.survey;

import dev.outpost.contact.Connections;
import dev.outpost.contact.LocalNetwork;
import dev.outpost.contact.RelayConnector;
import dev.outpost.net.Ipv4;
import dev.outpost.reach.DomainCheck;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.relay.RelayFacts;
import dev.outpost.relay.RelayProblems;
import dev.outpost.shell.Route;
import dev.outpost.site.Reach;
import dev.outpost.site.RelayFile;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import java.util.List;
import java.util.Optional;

/** Looks at the relay that a site names, where it names one for a tunnel. */
final class RelaySurvey {
    private final LocalNetwork here;
    private final RelayConnector relays;
    private final Site site;
    private final Narrator narrator;
    private final Connections connections;
    private Optional<Problem> problem = Optional.empty();

    RelaySurvey(LocalNetwork here, RelayConnector relays, Site site, Narrator narrator, Connections connections) {
        this.here = here;
        this.relays = relays;
        this.site = site;
        this.narrator = narrator;
        this.connections = connections;
    }

    /** Opens a connection to it; why there is none is told by {@link #problem} once the router was looked at. */
    void open(boolean acceptKey) {
        var relay = file();
        if (relay.isEmpty()) {
            return;
        }
        try {
            connections.relay(relays.open(relay.get(), acceptKey));
            narrator.saw(
                    "relay " + relay.get().name() + " answers",
                    "host key " + connections.relay().hostKey());
        } catch (ProblemException e) {
            problem = Optional.of(e.problem());
        }
    }

    private Optional<RelayFile> file() {
        return site.access().tunnelRelay();
    }

    /** Where its SSH listens. */
    Optional<Reach> ssh() {
        return site.access().relay().map(RelayFile::ssh);
    }

    /** Whether the site names none, for whatever it is. */
    boolean isUnnamed() {
        return site.access().relay().isEmpty();
    }

    /** Why it let nobody in. */
    Optional<Problem> problem() {
        return problem;
    }

    /** Why nobody can look at it, or at the name that it has. */
    void refuse() {
        ProblemException.ifAny(problem);
        ProblemException.ifAny(file().flatMap(relay -> new DomainCheck(here.laptop()).trouble(relay, narrator)));
    }

    /** A host key that is consented to and not pinned yet. */
    Optional<String> unpinnedKey() {
        return file().filter(
                        file -> connections.hasRelay() && relays.pinned(file).isEmpty())
                .map(file -> connections.relay().hostKey());
    }

    /** The router's address in the tunnel, through it. */
    List<Route> ways() {
        return file().filter(_ -> connections.hasRelay()).stream()
                .flatMap(relay -> TunnelPlan.known(site, relay, here.state().ledger())
                        .map(TunnelPlan::router)
                        .map(Ipv4::toString)
                        .<Route>map(address -> connections.throughRelay(relay, address))
                        .stream())
                .toList();
    }

    /**
     * What its own record says of a router that lets nobody in; empty where it cannot be asked.
     *
     * @param shown the host key that the router showed
     */
    Optional<Problem> wordOf(Problem refused, Optional<String> shown) {
        return file().filter(_ -> connections.hasRelay())
                .map(relay -> new RelaysWord(relay, relays.look(relay, connections.relay())).of(refused, shown, site));
    }

    Optional<RelayFacts> look() {
        if (!connections.hasRelay()) {
            return Optional.empty();
        }
        var file = file().orElseThrow();
        var facts = relays.look(file, connections.relay());
        RelayProblems.warning(file, facts).ifPresent(narrator::warned);
        facts.broken()
                .forEach(bad -> narrator.warned("the relay's file of site " + bad.name() + " makes no sense: "
                        + bad.why() + "; it is left alone"));
        narrator.saw(
                "the relay runs " + facts.system(),
                facts.isBare() ? "nothing of ours on it" : facts.sites().size() + " sites on it");
        return Optional.of(facts);
    }
}
