package dev.outpost.survey;

import dev.outpost.contact.Ambiguity;
import dev.outpost.contact.Connections;
import dev.outpost.contact.LaptopLook;
import dev.outpost.contact.LocalNetwork;
import dev.outpost.contact.NearbyRoutersHint;
import dev.outpost.contact.OwnGateway;
import dev.outpost.contact.RelayConnector;
import dev.outpost.contact.RouterConnector;
import dev.outpost.contact.UnitWays;
import dev.outpost.laptop.WayOut;
import dev.outpost.ledger.Unit;
import dev.outpost.net.Ipv4;
import dev.outpost.reach.DomainCheck;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.relay.RelayFacts;
import dev.outpost.relay.RelayProblems;
import dev.outpost.router.Look;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.Route;
import dev.outpost.site.RelayFile;
import dev.outpost.site.Site;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.uplink.ChosenUplink;
import dev.outpost.uplink.ModemChoice;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Looks at the dongle's probe, the relay, the router and this computer; writes nothing and waits for nobody. */
public final class Survey {
    private final LocalNetwork here;
    private final RelayConnector relays;
    private final RouterConnector routers;
    private final LaptopSurvey laptop;
    private final Site site;
    private final Wishes wishes;
    private final Narrator narrator;
    private final Connections connections;
    private Optional<Problem> relayProblem = Optional.empty();

    /** @param connections stay open for what follows */
    public Survey(
            LocalNetwork here,
            RelayConnector relays,
            RouterConnector routers,
            LaptopSurvey laptop,
            Site site,
            Wishes wishes,
            Narrator narrator,
            Connections connections) {
        this.here = here;
        this.relays = relays;
        this.routers = routers;
        this.laptop = laptop;
        this.site = site;
        this.wishes = wishes;
        this.narrator = narrator;
        this.connections = connections;
    }

    public Seen look() throws IOException {
        narrator.chapter("look");
        new LaptopLook(here.laptop(), narrator)
                .tell(site.reach(), site.access().relay().map(RelayFile::ssh));
        if (!routers.isPinned() && site.mac().isEmpty()) {
            new Ambiguity(here).refuse(site.reach(), Optional.of(site.file().toString()));
        }
        var choice = new ModemChoice(here.state(), site, wishes.probe(), narrator);
        var probed = choice.probed();
        openRelay();
        var router = lookAtRouter();
        ProblemException.ifAny(relayProblem);
        ProblemException.ifAny(
                site.access().tunnelRelay().flatMap(file -> new DomainCheck(here.laptop()).trouble(file, narrator)));
        var relay = lookAtRelay();
        var modem = (probed.isPresent() ? probed : choice.seenOn(router)).map(chosen -> standing(chosen, router));
        var hostKey = connections.routerLink().hostKey();
        return new Seen(
                router,
                connections.router().route().host(),
                hostKey,
                new OwnGateway(here.laptop())
                        .is(router, connections.router().route().host()),
                relay,
                probed,
                modem,
                laptop.facts(
                        router, new Unit(router.board().mac(), hostKey), relayKey(), TunnelPlan.wish(site, relay)));
    }

    /** The same with the relay as it is now: somebody else was given something there meanwhile. */
    public Seen relayAgain(Seen seen) {
        var relay = lookAtRelay();
        return seen.withRelay(relay, laptop(seen, relay));
    }

    /** The same once the laptop did its part. */
    public Seen laptopAgain(Seen seen) {
        return seen.with(laptop(seen, seen.relay()));
    }

    /** The same with the router as a run read it back, by a way that goes through no relay. */
    public Seen onRouter(Seen before, RouterFacts now) {
        var seen = new Seen(
                now,
                connections.router().route().host(),
                before.hostKey(),
                before.gateway(),
                Optional.empty(),
                before.probed(),
                before.modem().map(chosen -> standing(chosen, now)),
                before.laptop());
        return laptopAgain(seen);
    }

    private LaptopFacts laptop(Seen seen, Optional<RelayFacts> relay) {
        return laptop.facts(seen.router(), seen.unit(), Optional.empty(), TunnelPlan.wish(site, relay));
    }

    /** A host key that is consented to and not pinned yet. */
    private Optional<String> relayKey() {
        return site.access()
                .tunnelRelay()
                .filter(file -> connections.hasRelay() && relays.pinned(file).isEmpty())
                .map(file -> connections.relay().hostKey());
    }

    /** What works is kept, whatever ranks before it. */
    private ChosenUplink standing(ChosenUplink chosen, RouterFacts router) {
        var stands = chosen.asItStands(router, site.modem());
        if (!stands.candidate().equals(chosen.candidate())) {
            narrator.decided("uplink " + stands.kind() + " stays", "wan has its address through it");
        }
        return stands;
    }

    private void openRelay() {
        var relay = site.access().tunnelRelay();
        if (relay.isEmpty()) {
            return;
        }
        try {
            connections.relay(relays.open(relay.get(), wishes.acceptRelayKey()));
            narrator.saw(
                    "relay " + relay.get().name() + " answers",
                    "host key " + connections.relay().hostKey());
        } catch (ProblemException e) {
            relayProblem = Optional.of(e.problem());
        }
    }

    private RouterFacts lookAtRouter() throws IOException {
        openRouter();
        var facts = Look.at(connections.routerLink());
        wayOut(facts.lanAddress().map(Set::of).orElse(Set.of()));
        facts.guard()
                .rolledBack()
                .ifPresent(run -> narrator.warned("the router put its old configuration back after " + run));
        facts.guard()
                .failed()
                .ifPresent(
                        words -> narrator.warned("the router could not put its old configuration back after " + words));
        RouterSummary.tell(facts, narrator);
        return facts;
    }

    /** Where nothing outside answers, the laptop's own routes may tell why. */
    private void wayOut(Set<String> lan) {
        var router = new HashSet<>(lan);
        router.add(site.reach().host());
        var way = new WayOut(here.laptop());
        if (relayProblem.isPresent()) {
            ProblemException.ifAny(way.lost(router));
        } else if (site.access().relay().isEmpty()) {
            way.stolen(router).ifPresent(problem -> narrator.warned(problem.what() + ": " + problem.next()));
        }
    }

    /**
     * The given address, then the cable itself, then the tunnel. A spare is not where the site's router is; one that only its MAC tells from others is
     * looked for on the cable first.
     */
    private List<Supplier<List<Route>>> ways() {
        if (wishes.replacing()) {
            return List.of(() -> List.of(routers.given()));
        }
        Supplier<List<Route>> given = routers::known;
        var unit = here.state().site(site.name()).unit();
        Supplier<List<Route>> cable =
                () -> new UnitWays(here, unit.map(Unit::mac).or(site::mac))
                        .overCable().stream()
                                .filter(route -> !route.equals(routers.given()))
                                .toList();
        Supplier<List<Route>> relay = () -> site.access().tunnelRelay().filter(_ -> connections.hasRelay()).stream()
                .flatMap(file -> TunnelPlan.known(site, file, here.state().ledger())
                        .map(TunnelPlan::router)
                        .map(Ipv4::toString)
                        .<Route>map(address -> connections.throughRelay(file, address))
                        .stream())
                .toList();
        return unit.isEmpty() && site.mac().isPresent() ? List.of(cable, given, relay) : List.of(given, cable, relay);
    }

    private void openRouter() throws IOException {
        try {
            connections.router(routers.open(ways()));
        } catch (ProblemException e) {
            if (e.problem().code() == ProblemCode.ROUTER_UNREACHABLE) {
                wayOut(Set.of());
                ProblemException.ifAny(relayProblem);
            }
            throw routers.isPinned() ? e : new ProblemException(explained(e.problem()));
        }
    }

    private Problem explained(Problem problem) {
        if (problem.code() == ProblemCode.ROUTER_NOT_FRESH && connections.hasRelay()) {
            var file = site.access().tunnelRelay().orElseThrow();
            return new RelaysWord(file, relays.look(file, connections.relay())).of(problem, routers.refusedKey(), site);
        }
        return new NearbyRoutersHint(here).of(problem, site.reach());
    }

    private Optional<RelayFacts> lookAtRelay() {
        if (!connections.hasRelay()) {
            return Optional.empty();
        }
        var file = site.access().tunnelRelay().orElseThrow();
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
