package dev.outpost.workflow;

import dev.outpost.contact.Ambiguity;
import dev.outpost.contact.LaptopLook;
import dev.outpost.contact.NearbyRoutersHint;
import dev.outpost.contact.RouterConnection;
import dev.outpost.contact.RouterConnector;
import dev.outpost.contact.UnitWays;
import dev.outpost.laptop.WayOut;
import dev.outpost.ledger.Journal;
import dev.outpost.ledger.Unit;
import dev.outpost.proof.ReportFolder;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.relay.RelayFacts;
import dev.outpost.router.Look;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.Route;
import dev.outpost.site.RelayFile;
import dev.outpost.site.Site;
import dev.outpost.step.Change;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.survey.RouterSummary;
import dev.outpost.uplink.DongleCheck;
import dev.outpost.uplink.Modem;
import dev.outpost.uplink.ModemChoice;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Looks at dongle, relay and router, and decides what both ends lack; changes nothing but what a dead run left half-way. */
final class FirstLook {
    private final Parts parts;
    private final Site site;
    private final Options options;
    private final RecordingNarrator narrator;
    private final Journal journal;
    private final RouterConnector door;
    private final Ends ends;
    private final boolean looksOnly;
    private Optional<Problem> relayProblem = Optional.empty();

    FirstLook(
            Parts parts,
            Site site,
            Options options,
            RecordingNarrator narrator,
            Journal journal,
            RouterConnector door,
            Ends ends,
            boolean looksOnly) {
        this.parts = parts;
        this.site = site;
        this.options = options;
        this.narrator = narrator;
        this.journal = journal;
        this.door = door;
        this.ends = ends;
        this.looksOnly = looksOnly;
    }

    /** The ends stay open for what follows. */
    Situation look() throws IOException {
        narrator.chapter("look");
        new LaptopLook(parts.laptop(), narrator)
                .tell(site.reach(), site.access().relay().map(file -> file.ssh()));
        if (!door.isPinned() && site.mac().isEmpty()) {
            new Ambiguity(parts.here())
                    .refuse(site.reach(), Optional.of(site.file().toString()));
        }
        var choice = new ModemChoice(parts.state(), site, options.probe(), narrator);
        var probed = choice.probed();
        openRelay();
        var proposed = tunnel((making, file) -> Optional.of(making.propose(site, file)));
        var router = lookAtRouter(tunnel((making, file) -> making.known(site, file)));
        relayProblem.ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        var relay = lookAtRelay();
        var modem = (probed.isPresent() ? probed : choice.seenOn(router)).map(chosen -> standing(chosen, router));
        var draft = new Planner(parts, site, options, modem, proposed, Optional.empty());
        var source = new PackageSourcing(parts, options, narrator)
                .choose(draft, router, ends.router().link());
        var draftWithPackages = new Planner(parts, site, source, modem, proposed, Optional.empty());
        narrator.chapter("plan");
        var known = relay.flatMap(RelayFacts::publicKey).orElse(Planner.UNBORN);
        door.pin(mayBeWritten(router, modem, draftWithPackages, known));
        if (!looksOnly) {
            choice.remember();
        }
        draftWithPackages.missing(router, known); // what is refused is refused before anything is given away
        var tunnel = tunnel((making, file) -> Optional.of(making.make(site, file)));
        var planner = new Planner(parts, site, source, modem, tunnel, Optional.empty());
        var onRouter = planner.missing(router, known);
        var onRelay = relay.isPresent() && tunnel.isPresent()
                ? missingOnRelay(relay.get(), tunnel.get(), router.wireguardKey())
                : List.<Change>of();
        probed.ifPresent(saved ->
                new DongleCheck(site, narrator).tell(saved, router, onRouter.isEmpty() || ModemTalk.canBeAsked(saved)));
        planner.displaced(router)
                .filter(port -> WanTries.touchesWan(onRouter))
                .ifPresent(port -> narrator.warned("the port " + port
                        + " is no uplink any more: wan becomes the dongle's; for both, give it an interface of its own with a"
                        + " higher metric"));
        onRelay.forEach(narrator::planned);
        onRouter.forEach(narrator::planned);
        if (onRouter.isEmpty() && onRelay.isEmpty()) {
            narrator.decided("nothing to do", "router and relay are as the site file asks");
        } else {
            var flash = onRouter.stream().mapToLong(Change::flashBytes).sum();
            narrator.decided(
                    onRouter.size() + onRelay.size() + " changes",
                    "they take " + (flash + 1023) / 1024 + " of "
                            + router.space().flashFree() / 1024 + " KiB of the router's flash");
        }
        return new Situation(router, relay, tunnel, planner, onRouter, onRelay);
    }

    /** A router that is refused is shown what would change on it: a person who wants it all the same has to know. */
    private String mayBeWritten(RouterFacts router, Optional<Modem> modem, Planner planner, String relayKey) {
        try {
            return new UnitCheck(parts, site, options, narrator).mayBeWritten(router, modem, ends.router());
        } catch (ProblemException e) {
            if (e.problem().code() == ProblemCode.ROUTER_NOT_FRESH) {
                wouldChange(planner, router, relayKey).forEach(narrator::planned);
            }
            throw e;
        }
    }

    private static List<Change> wouldChange(Planner planner, RouterFacts router, String relayKey) {
        try {
            return planner.missing(router, relayKey);
        } catch (ProblemException e) {
            return List.of(); // something else is in the way too
        }
    }

    /** What works is kept, whatever ranks before it. */
    private Modem standing(Modem chosen, RouterFacts router) {
        var stands = chosen.asItStands(router, site.modem());
        if (!stands.candidate().equals(chosen.candidate())) {
            narrator.decided(
                    "uplink " + stands.candidate().uplink().kind() + " stays", "wan has its address through it");
        }
        return stands;
    }

    private void openRelay() throws IOException {
        var relay = site.access().relay().filter(file -> wantsTunnel());
        if (relay.isEmpty()) {
            return;
        }
        try {
            var end = RelayEnd.open(
                    parts,
                    relay.get(),
                    options,
                    journal.run(),
                    journal.unfinished().orElse(""));
            ends.relay(end);
            narrator.saw(
                    "relay " + relay.get().name() + " answers",
                    "host key " + end.link().hostKey());
        } catch (ProblemException e) {
            relayProblem = Optional.of(e.problem());
        }
    }

    private boolean wantsTunnel() {
        return switch (site.access().wayIn()) {
            case AUTO, WIREGUARD -> true;
            case LATER -> false;
            case DIRECT, DDNS ->
                throw new ProblemException(new Problem(
                        ProblemCode.WAY_NOT_YET,
                        "the way in " + site.access().wayIn().name().toLowerCase(java.util.Locale.ROOT)
                                + " is not made yet",
                        "this version knows the way through a relay",
                        "name a relay and write way-in: wireguard into " + site.file()));
        };
    }

    private Optional<TunnelPlan> tunnel(BiFunction<TunnelMaking, RelayFile, Optional<TunnelPlan>> from) {
        var making = new TunnelMaking(parts.state().ledger(), parts.state().site(site.name()));
        return site.access().relay().filter(relay -> wantsTunnel()).flatMap(relay -> from.apply(making, relay));
    }

    private RouterFacts lookAtRouter(Optional<TunnelPlan> tunnel) throws IOException {
        var router = openRouter(tunnel);
        var facts = Look.at(router.link());
        if (options.adopt().isPresent()) {
            new Belonging(parts, site, options).standing(facts, router.route().host());
        }
        wayOut(facts.lanAddress().map(Set::of).orElse(Set.of()));
        if (facts.guard().armed().isPresent() && looksOnly) {
            narrator.warned("the guard of run " + facts.guard().armed().get().run() + " is armed on the router");
        } else if (facts.guard().armed().isPresent()) {
            var restored = new DeadRun(door, narrator, journal).startedOver(router, facts);
            ends.router(restored.router());
            facts = restored.facts();
        }
        facts.guard()
                .rolledBack()
                .ifPresent(run -> narrator.warned("the router put its old configuration back after " + run));
        facts.guard()
                .failed()
                .ifPresent(
                        words -> narrator.warned("the router could not put its old configuration back after " + words));
        RouterSummary.tell(facts, narrator);
        narrator.fact("router", RouterSummary.json(facts));
        return facts;
    }

    /** Where nothing outside answers, the laptop's own routes may tell why. */
    private void wayOut(Set<String> lan) {
        var router = new HashSet<>(lan);
        router.add(site.reach().host());
        var way = new WayOut(parts.laptop());
        if (relayProblem.isPresent()) {
            way.lost(router).ifPresent(problem -> {
                throw new ProblemException(problem);
            });
        } else if (site.access().relay().isEmpty()) {
            way.stolen(router).ifPresent(problem -> narrator.warned(problem.what() + ": " + problem.next()));
        }
    }

    /**
     * The given address, then the cable itself, then the tunnel. A spare is not where the site's router is; one that only its MAC tells from others is
     * looked for on the cable first.
     */
    private List<Supplier<List<Route>>> ways(Optional<TunnelPlan> tunnel) {
        if (options.replacing()) {
            return List.of(() -> List.of(door.given()));
        }
        Supplier<List<Route>> given = door::known;
        var unit = parts.state().site(site.name()).unit();
        Supplier<List<Route>> cable =
                () -> new UnitWays(parts.here(), unit.map(Unit::mac).or(site::mac))
                        .overCable().stream()
                                .filter(route -> !route.equals(door.given()))
                                .toList();
        Supplier<List<Route>> relay = () -> ends.hasRelay() && tunnel.isPresent()
                ? List.of(ends.relay().through(tunnel.get().router().toString()))
                : List.of();
        return unit.isEmpty() && site.mac().isPresent() ? List.of(cable, given, relay) : List.of(given, cable, relay);
    }

    private RouterConnection openRouter(Optional<TunnelPlan> tunnel) throws IOException {
        var ways = ways(tunnel);
        try {
            var router = door.open(ways);
            ends.router(router);
            return router;
        } catch (ProblemException e) {
            if (e.problem().code() == ProblemCode.ROUTER_UNREACHABLE) {
                wayOut(Set.of());
            }
            relayProblem
                    .filter(problem -> e.problem().code() == ProblemCode.ROUTER_UNREACHABLE)
                    .ifPresent(problem -> {
                        throw new ProblemException(problem);
                    });
            throw door.isPinned()
                    ? e
                    : new ProblemException(new NearbyRoutersHint(parts.here()).of(e.problem(), site.reach()));
        }
    }

    private Optional<RelayFacts> lookAtRelay() {
        if (!ends.hasRelay()) {
            return Optional.empty();
        }
        var facts = ends.relay().look();
        narrator.saw(
                "the relay runs " + facts.system(),
                facts.isBare() ? "nothing of ours on it" : facts.sites().size() + " sites on it");
        new ReportFolder(parts.state().site(site.name())).remember(facts.listening());
        return Optional.of(facts);
    }

    private List<Change> missingOnRelay(RelayFacts facts, TunnelPlan tunnel, Optional<String> routerKey) {
        var wanted = tunnel.onRelay(routerKey.orElse(TunnelPlan.UNBORN));
        return ends.relay().missing(facts, Optional.of(wanted));
    }
}
