package dev.outpost.survey;

import dev.outpost.contact.Connections;
import dev.outpost.contact.LocalNetwork;
import dev.outpost.contact.NearbyRoutersHint;
import dev.outpost.contact.RouterConnector;
import dev.outpost.laptop.WayOut;
import dev.outpost.router.Look;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.Route;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Looks at a site's router, over the first way that answers. */
final class RouterSurvey {
    private final LocalNetwork here;
    private final RouterConnector routers;
    private final RelaySurvey relay;
    private final Site site;
    private final Narrator narrator;
    private final Connections connections;

    RouterSurvey(
            LocalNetwork here,
            RouterConnector routers,
            RelaySurvey relay,
            Site site,
            Narrator narrator,
            Connections connections) {
        this.here = here;
        this.routers = routers;
        this.relay = relay;
        this.site = site;
        this.narrator = narrator;
        this.connections = connections;
    }

    /** @param replacing whether a spare is meant, which is not where the site's router is */
    RouterFacts look(boolean replacing) throws IOException {
        open(replacing ? List.of(() -> List.of(routers.given())) : ways());
        var facts = Look.forSite(connections.routerLink(), site);
        wayOut(facts.lanAddress().map(Set::of).orElse(Set.of()));
        facts.guard().troubles().forEach(narrator::warned);
        RouterSummary.tell(facts, narrator);
        return facts;
    }

    /** Where nothing outside answers, the laptop's own routes may tell why. */
    private void wayOut(Set<String> lan) {
        var router = new HashSet<>(lan);
        router.add(site.reach().host());
        var way = new WayOut(here.laptop());
        if (relay.problem().isPresent()) {
            ProblemException.ifAny(way.lost(router));
        } else if (relay.isUnnamed()) {
            way.stolen(router).ifPresent(problem -> narrator.warned(problem.what() + ": " + problem.next()));
        }
    }

    /**
     * The given address, then the cable itself, then the tunnel. One that only its MAC tells from others is looked for on the cable first.
     */
    private List<Supplier<List<Route>>> ways() {
        Supplier<List<Route>> given = routers::known;
        Supplier<List<Route>> cable = () -> routers.greeting().stream()
                .filter(route -> !route.equals(routers.given()))
                .toList();
        return routers.isKnownByMac() ? List.of(cable, given, relay::ways) : List.of(given, cable, relay::ways);
    }

    private void open(List<Supplier<List<Route>>> ways) throws IOException {
        try {
            connections.router(routers.open(ways));
        } catch (ProblemException e) {
            if (e.problem().code() == ProblemCode.ROUTER_UNREACHABLE) {
                wayOut(Set.of());
                ProblemException.ifAny(relay.problem());
            }
            throw routers.isPinned() ? e : new ProblemException(explained(e.problem()));
        }
    }

    private Problem explained(Problem problem) {
        var word = problem.code() == ProblemCode.ROUTER_NOT_FRESH
                ? relay.wordOf(problem, routers.refusedKey())
                : Optional.<Problem>empty();
        return word.orElseGet(() -> new NearbyRoutersHint(here).of(problem, site.reach()));
    }
}
