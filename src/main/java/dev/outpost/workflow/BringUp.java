package dev.outpost.workflow;

import dev.outpost.camera.PowerCheck;
import dev.outpost.camera.SetupDue;
import dev.outpost.contact.Connections;
import dev.outpost.contact.LocalNetwork;
import dev.outpost.contact.Ownership;
import dev.outpost.contact.RelayConnector;
import dev.outpost.contact.RouterConnector;
import dev.outpost.ledger.Journal;
import dev.outpost.ledger.Ledger;
import dev.outpost.ledger.SiteState;
import dev.outpost.net.TunnelKey;
import dev.outpost.plan.Plan;
import dev.outpost.plan.PlanTold;
import dev.outpost.plan.Planner;
import dev.outpost.proof.CableMove;
import dev.outpost.proof.LastHop;
import dev.outpost.proof.PathLook;
import dev.outpost.proof.ProofOfRun;
import dev.outpost.proof.RecordingNarrator;
import dev.outpost.proof.ReportFolder;
import dev.outpost.proof.SiteProver;
import dev.outpost.proof.TunnelDiagnosis;
import dev.outpost.proof.Verify;
import dev.outpost.proof.ViewerPages;
import dev.outpost.proof.ViewerWait;
import dev.outpost.reach.AskObservers;
import dev.outpost.reach.Asked;
import dev.outpost.reach.GuestKeys;
import dev.outpost.reach.Line;
import dev.outpost.reach.LinkVantage;
import dev.outpost.reach.NameCheck;
import dev.outpost.reach.Reachability;
import dev.outpost.reach.SoldAs;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.WayIn;
import dev.outpost.relay.Handshake;
import dev.outpost.relay.RelayProblems;
import dev.outpost.run.CameraSide;
import dev.outpost.run.DeadRun;
import dev.outpost.run.LaptopRun;
import dev.outpost.run.NoGateway;
import dev.outpost.run.PackageDelivery;
import dev.outpost.run.PackageSource;
import dev.outpost.run.RelaySide;
import dev.outpost.run.RouterKept;
import dev.outpost.run.RouterSide;
import dev.outpost.run.Turns;
import dev.outpost.run.WanOpening;
import dev.outpost.run.WanResult;
import dev.outpost.shell.Route;
import dev.outpost.shell.Web;
import dev.outpost.site.AccessWish;
import dev.outpost.site.SecretSource;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Phase;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.survey.LaptopSurvey;
import dev.outpost.survey.RouterSummary;
import dev.outpost.survey.Seen;
import dev.outpost.survey.Survey;
import dev.outpost.uplink.PinEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** One site from a bare bench to the camera's picture: looks, decides, changes little, proves it. */
final class BringUp implements AutoCloseable {
    /** How often another laptop may be faster at the relay before this run gives up. */
    private static final int RIVALS = 60;

    private final Site site;
    private final Request request;
    private final RecordingNarrator narrator;
    private final Journal journal;
    private final SiteState state;
    private final Ledger ledger;
    private final Clock clock;
    private final Turns turns;
    private final RouterConnector connector;
    private final Connections connections = new Connections();
    private final LaptopSurvey laptop;
    private final Survey survey;
    private final Planner planner;
    private final LaptopRun laptopRun;
    private final RouterSide routerSide;
    private final CameraSide cameraSide;
    private final LastHop lastHop;
    private final SiteProver prover;
    private final ProofOfRun proof;
    private final NameCheck names;
    private Optional<AccessWish.WayIn> found = Optional.empty();

    BringUp(
            LocalNetwork here,
            RelayConnector relays,
            Secrets secrets,
            Web web,
            PackageSource source,
            Path bundles,
            Clock clock,
            Turns turns,
            Site site,
            Request request,
            RecordingNarrator narrator,
            Journal journal,
            RouterConnector connector) {
        var wishes = request.wishes();
        var sim = new PinEntry(here.state(), secrets, site, narrator);
        this.site = site;
        this.request = request;
        this.narrator = narrator;
        this.journal = journal;
        this.state = here.state().site(site.name());
        this.ledger = here.state().ledger();
        this.clock = clock;
        this.turns = turns;
        this.connector = connector;
        this.laptop = new LaptopSurvey(here.state(), here.laptop(), bundles, clock, site, wishes, narrator);
        this.survey = new Survey(here, relays, connector, laptop, site, wishes, narrator, connections);
        this.planner = new Planner(site, wishes, sim.routerPin(), journal.unfinished());
        this.laptopRun = new LaptopRun(here.state(), relays, source, site);
        this.routerSide = new RouterSide(
                connections,
                connector,
                narrator,
                journal,
                sim,
                new PackageDelivery(web),
                () -> switch (site.password()) {
                    case SecretSource.Generate() -> state.passwordOrNew();
                    case SecretSource kept -> secrets.read(kept, "the router's password");
                });
        this.cameraSide = new CameraSide(site, state, secrets, clock, narrator);
        this.names = new NameCheck(here.laptop());
        this.lastHop = new LastHop(narrator, site);
        this.prover = new SiteProver(secrets, state, clock, narrator);
        this.proof = new ProofOfRun(
                new Verify(
                        new PathLook(here, relays, secrets, clock, narrator), here.state(), secrets, clock, narrator),
                narrator);
    }

    /** Looks and decides; writes nothing. */
    Optional<Problem> plan() throws IOException {
        var seen = survey.look();
        seen.router()
                .guard()
                .armed()
                .ifPresent(armed -> narrator.warned("the guard of run " + armed.run() + " is armed on the router"));
        var plan = shown(seen);
        narrator.fact("flashBytes", plan.flashBytes());
        narrator.fact("nothingToDo", plan.isEmpty() && plan.atCameras().isEmpty());
        narrator.fact(
                "camerasToSetUp", plan.atCameras().stream().map(SetupDue::json).toList());
        return plan.refusal();
    }

    /** The whole story, top to bottom. */
    Optional<Problem> apply() throws IOException {
        var seen = recovered(survey.look());
        var plan = shown(seen);
        if (plan.refusal().isPresent()) {
            return plan.refusal();
        }
        connector.pin(seen.hostKey());
        journal.holds(plan.router().satisfied(seen.router()));
        var rests = rests(plan);
        var ready = onLaptop(plan, seen);
        if (rests) {
            return stillStands(ready, seen, plan.onLaptop().isEmpty() ? "" : " to router and relay");
        }
        var room = room(ready, seen, RIVALS);
        var relay = room.relay();
        var router = routerSide.make(room.plan().router().with(room.relayKey()), seen.router());
        var wan = routerSide.address(
                router.wan(),
                room.plan().router(),
                seen.router(),
                ready.onRouter().isEmpty());
        var reach = classified(wan, room.plan(), seen);
        return switch (wayIn(reach, room.plan(), seen)) {
            case WayIn.None(var problem) -> nobodyLooks(problem, seen);
            case WayIn.Direct(var address, var under) -> {
                found = Optional.of(under).filter(_ -> !site.access().isDirect());
                yield found.isPresent()
                        ? Optional.empty()
                        : direct(room.plan(), address.toString(), router, seen, reach);
            }
            case WayIn.Tunnel(var tunnel) -> {
                join(tunnel, router, room.relayKey(), relay.orElseThrow());
                new CableMove(connections, connector, lastHop, narrator)
                        .ifOneLanPort(seen.router().board(), throughRelay(tunnel), Request.CABLE);
                seeCameras(tunnel, seen);
                publish(tunnel, router, relay.orElseThrow());
                yield proof.prove(
                        narrator, site, request.vantage(), seen.router().board(), tunnel, reach);
            }
        };
    }

    /** The way in that was found where the site file leaves it open: all is planned anew by it. */
    Optional<AccessWish.WayIn> found() {
        return found;
    }

    /** The router is the viewers' own end: its wan is opened last, once the class is known and no unsafe camera would be public. */
    private Optional<Problem> direct(Plan plan, String address, RouterKept router, Seen seen, Reachability reach)
            throws IOException {
        var tunnel = plan.tunnel().orElseThrow().at(address);
        narrator.chapter("tunnel");
        var key = key(router);
        ledger.routerKey(site.name(), key);
        state.address(address);
        handOutPages(tunnel, new TunnelKey.Born(key));
        if (!tunnel.published().isEmpty()) {
            awaitCameras();
            prover.refuseUnsafe(
                    site, tunnel, new LinkVantage(connections.router().link(), "the router"));
        }
        var opening = new WanOpening(connections, connector, narrator, journal);
        opening.open(plan.router(), seen.router());
        if (site.access().named().isPresent()) {
            var named = site.access().named().get();
            opening.name(named, site.file().toString());
            var lost = names.trouble(named.hostname(), address, Request.CABLE, narrator);
            if (lost.isPresent()) {
                return lost;
            }
        }
        narrator.done("viewers call the router itself at " + tunnel.endpoint());
        tunnel.published()
                .forEach(port -> narrator.done("PUBLIC: TCP " + port.port() + " of " + address + " leads to "
                        + port.camera() + ":" + port.cameraPort()));
        narrator.chapter("camera");
        var board = seen.router().board();
        if (board.hasOneLanPort() && !lastHop.isThere(connections.router().link())) {
            new ViewerWait(narrator, site)
                    .untilSeen(SiteProver.vantage(request.vantage(), tunnel.network()), tunnel, Request.CABLE);
        } else {
            awaitCameras();
        }
        return proof.prove(narrator, site, request.vantage(), board, tunnel, reach);
    }

    /** What a dead run of ours left half-way is put back first. */
    private Seen recovered(Seen seen) throws IOException {
        if (seen.router().guard().armed().isEmpty()) {
            return seen;
        }
        if (request.wishes().adopt().isPresent() && planner.ownership(seen) instanceof Ownership.Refused(var problem)) {
            throw new ProblemException(problem);
        }
        var restored = new DeadRun(connector, narrator, journal).startedOver(connections.router(), seen.router());
        connections.router(restored.router());
        return seen.with(restored.facts());
    }

    private Plan shown(Seen seen) {
        narrator.fact("router", RouterSummary.json(seen.router()));
        narrator.fact("power", new PowerCheck(site, seen.router().poe()).json());
        var plan = planner.plan(seen);
        new PlanTold(site, request.wishes(), narrator).tell(plan, seen, planner.ownership(seen));
        return plan;
    }

    /** Whether there is nothing to do: nothing lacks, and somebody saw the site work since its last change. */
    private boolean rests(Plan plan) {
        var rests = plan.isEmpty() && isSeenToWork(plan) && plan.atCameras().isEmpty();
        narrator.fact("nothingToDo", rests);
        if (plan.isEmpty() && !rests) {
            narrator.decided(
                    "going on to the proof",
                    (plan.atCameras().isEmpty() ? "nothing" : "nothing but cameras")
                            + " is to be changed, and nobody saw the site work since its last change");
        } else if (!rests) {
            state.proof(SiteState.Proof.NONE);
        }
        return rests;
    }

    /** A site without a way in has no proof to wait for; one that only the relay saw is proven as soon as there is a vantage. */
    private boolean isSeenToWork(Plan plan) {
        if (plan.tunnel().isEmpty()) {
            return true;
        }
        return switch (state.proof()) {
            case VIEWER -> true;
            case RELAY ->
                SiteProver.vantage(
                                request.vantage(), plan.tunnel().get().relay().tunnel())
                        .isEmpty();
            case NONE, LAN -> false;
        };
    }

    /** The plan once the laptop did its part: with the addresses, keys and packages that are there now. */
    private Plan onLaptop(Plan plan, Seen seen) throws IOException {
        seen.relay().ifPresent(relay -> new ReportFolder(state).remember(relay.listening()));
        if (plan.onLaptop().isEmpty()) {
            return plan;
        }
        var found = laptopRun.make(
                plan.onLaptop(), seen.router(), connections.router().link());
        return planner.again(
                seen.with(laptop.facts(
                        seen.router(), seen.unit(), Optional.empty(), TunnelPlan.wish(site, seen.relay()))),
                found);
    }

    private Optional<RelaySide> relaySide(Seen seen) {
        return seen.relay()
                .flatMap(facts -> site.access()
                        .tunnelRelay()
                        .map(file -> new RelaySide(
                                connections.relay(), file, facts, site.name(), journal, turns, narrator)));
    }

    /**
     * Room on the relay.
     *
     * @param plan the plan with what the relay really gave
     */
    private record Room(Plan plan, Optional<RelaySide> relay, TunnelKey relayKey) {}

    /** The relay decides what is free: where another laptop was faster, the site is given something else, before a router hears of it. */
    private Room room(Plan plan, Seen seen, int rivals) throws IOException {
        var relay = relaySide(seen);
        try {
            return new Room(plan, relay, TunnelKey.of(relay.flatMap(side -> side.prepare(plan.of(Phase.SERVER)))));
        } catch (ProblemException e) {
            if (e.problem().code() != ProblemCode.RELAY_TAKEN || rivals == 0) {
                throw e;
            }
            var now = survey.relayAgain(seen);
            var other = onLaptop(planner.plan(now), now);
            narrator.decided(
                    "the site gets " + other.tunnel().orElseThrow().block() + " instead",
                    e.problem().what());
            return room(other, now, rivals - 1);
        }
    }

    private Route.Through throughRelay(TunnelPlan tunnel) {
        return connections.throughRelay(
                site.access().tunnelRelay().orElseThrow(), tunnel.router().toString());
    }

    /** Three observations: the interface's own address, where the relay heard the router, and whom the site file names. */
    private Reachability classified(String wan, Plan plan, Seen seen) throws IOException {
        var asked = site.access().observers().isEmpty()
                ? List.<Asked>of()
                : new AskObservers(new LinkVantage(connections.router().link(), "the router"))
                        .ask(site.access().observers());
        asked.forEach(answer -> narrator.saw(answer.by().name() + " was asked from the router", answer.words()));
        var line = Line.of(wan)
                .soldAs(SoldAs.valueOf(site.access().addressSoldAs().name()))
                .behind(plan.router().box())
                .seen(seen.byRelay().map(from -> new Line.Sighting("the relay", from)).stream())
                .seen(asked.stream().flatMap(Asked::sighting));
        var reach = Reachability.classify(line);
        narrator.fact("wanAddress", wan);
        narrator.fact("reachability", reach.word());
        return reach;
    }

    private WayIn wayIn(Reachability reach, Plan plan, Seen seen) {
        var stands = seen.relay().flatMap(relay -> relay.site(site.name())).isPresent();
        var way = WayIn.of(reach, site, plan.tunnel(), stands);
        narrator.decided(
                switch (way) {
                    case WayIn.Tunnel _ -> "the way in goes through the relay";
                    case WayIn.Direct(var address, var _) -> "the way in is the router itself, " + address;
                    case WayIn.None _ -> "no way in is made";
                },
                reach.evidence());
        return way;
    }

    private static String key(RouterKept router) {
        return router.publicKey()
                .orElseThrow(() -> new ProblemException(new Problem(
                        ProblemCode.WAY_NO_KEY,
                        "the router's end of the tunnel has no key",
                        "it is not known why it was not born",
                        "run the same command again")));
    }

    /** Both ends know each other only now, after the guard is confirmed: from here on the cable may move at any time. */
    private void join(TunnelPlan tunnel, RouterKept router, TunnelKey relayKey, RelaySide relay) throws IOException {
        narrator.chapter("tunnel");
        var key = key(router);
        ledger.routerKey(site.name(), key);
        handOutPages(tunnel, relayKey);
        var handshake =
                relay.carry(tunnel, key, planner.onRelay(relay.facts(), tunnel, new TunnelKey.Born(key), Phase.SITE));
        if (handshake.at().isEmpty()) {
            throw new ProblemException(
                    diagnosed(RelayProblems.noHandshake(relay.file(), handshake, relay.facts()), relay));
        }
        narrator.done("the tunnel is up"
                + handshake
                        .endpoint()
                        .map(from -> "; the outside sees the router as " + from)
                        .orElse(""));
    }

    /** The router is asked before anybody on the way to the relay is blamed. */
    private Problem diagnosed(Problem behind, RelaySide relay) throws IOException {
        return new TunnelDiagnosis(relay.file(), clock, narrator)
                .instead(behind, connections.router().link());
    }

    private void handOutPages(TunnelPlan tunnel, TunnelKey relayKey) {
        var targets = site.cameras().stream()
                .map(camera ->
                        prover.target(camera, tunnel.camera(camera.name()).toString()))
                .toList();
        new ViewerPages(state, new GuestKeys(state)::privateKey)
                .write(tunnel, relayKey.text(), targets)
                .forEach(page -> narrator.kept("SECRET page, for one person alone", page.toString()));
    }

    private void awaitCameras() throws IOException {
        cameraSide.setUp(connections.router().link(), Optional.empty(), Request.CABLE);
        lastHop.fromRouter(connections.router().link(), Request.CABLE);
    }

    private void seeCameras(TunnelPlan tunnel, Seen seen) throws IOException {
        narrator.chapter("camera");
        awaitCameras();
        var deaf = lastHop.fromRelay(fromRelay(), tunnel);
        if (!deaf.isEmpty()) {
            new NoGateway(connections, connector, narrator, journal).cure(deaf, tunnel.onLan(), seen.router());
            lastHop.hears(fromRelay(), tunnel);
        }
    }

    /** What the router's own LAN shows is looked at all the same, and kept. */
    private Optional<Problem> nobodyLooks(Problem problem, Seen seen) throws IOException {
        return Optional.of(proof.onLan(lastHop)
                .seen(narrator, site, connections.router().link(), seen.router().board(), problem, this::awaitCameras));
    }

    private LinkVantage fromRelay() {
        return new LinkVantage(connections.relay(), "the relay");
    }

    /** Promise 7: open to the internet last, and never a camera whose firmware is known to be attacked, or not known. */
    private void publish(TunnelPlan tunnel, RouterKept router, RelaySide relay) {
        var ports = planner.onRelay(relay.facts(), tunnel, TunnelKey.of(router.publicKey()), Phase.PUBLIC);
        prover.refuseUnsafe(site, tunnel, fromRelay());
        if (!ports.isEmpty()) {
            relay.publish(tunnel, ports);
        }
    }

    /** A second run: nothing is written out there; what is there is looked at. */
    private Optional<Problem> stillStands(Plan plan, Seen seen, String where) throws IOException {
        var wan = routerSide.address(new WanResult.NotAwaited(), plan.router(), seen.router(), true);
        narrator.saw("wan has " + wan, "netifd");
        narrator.done("nothing to do: nothing was written" + where);
        if (plan.tunnel().filter(tunnel -> !tunnel.isDirect()).isEmpty()) {
            return switch (wayIn(classified(wan, plan, seen), plan, seen)) {
                case WayIn.None(var problem) -> nobodyLooks(problem, seen);
                case WayIn.Tunnel _ -> Optional.empty();
                case WayIn.Direct(var address, var under) -> directStands(plan, seen, address.toString(), under);
            };
        }
        var relay = relaySide(seen).orElseThrow();
        if (new ViewerPages(state, new GuestKeys(state)::privateKey)
                .leadElsewhere(plan.tunnel().get())) {
            handOutPages(plan.tunnel().get(), TunnelKey.of(relay.facts().publicKey()));
        }
        var handshake = seen.router().wireguardKey().flatMap(relay::last);
        if (handshake.filter(Handshake::isUp).isEmpty()) {
            var behind = handshake
                    .map(silent -> RelayProblems.silent(relay.file(), silent))
                    .orElseGet(() -> RelayProblems.neverShookHands(relay.file()));
            return Optional.of(diagnosed(behind, relay));
        }
        narrator.saw(
                "the tunnel is up",
                "last handshake " + handshake.flatMap(Handshake::at).orElseThrow());
        prover.refuseUnsafe(site, plan.tunnel().get(), fromRelay());
        return state.proof() == SiteState.Proof.VIEWER ? Optional.empty() : Optional.of(SiteProver.noVantage(site));
    }

    /** What was handed out leads to the address that the router has now. */
    private Optional<Problem> directStands(Plan plan, Seen seen, String address, AccessWish.WayIn under) {
        if (plan.tunnel().isEmpty()) {
            found = Optional.of(under);
            return Optional.empty();
        }
        var tunnel = plan.tunnel().get().at(address);
        if (new ViewerPages(state, new GuestKeys(state)::privateKey).leadElsewhere(tunnel)) {
            narrator.warned("the router's address is another one now, " + address
                    + ": the pages that were handed out lead" + " nowhere; new ones were written");
            state.proof(SiteState.Proof.NONE);
            handOutPages(tunnel, TunnelKey.of(seen.router().wireguardKey()));
        }
        state.address(address);
        return state.proof() == SiteState.Proof.VIEWER ? Optional.empty() : Optional.of(SiteProver.noVantage(site));
    }

    @Override
    public void close() {
        connections.close();
    }
}
