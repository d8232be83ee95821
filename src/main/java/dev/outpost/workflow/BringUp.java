package dev.outpost.workflow;

import dev.outpost.contact.Connections;
import dev.outpost.contact.LocalNetwork;
import dev.outpost.contact.RelayConnector;
import dev.outpost.contact.RouterConnector;
import dev.outpost.ledger.Journal;
import dev.outpost.ledger.RecordingNarrator;
import dev.outpost.net.TunnelKey;
import dev.outpost.plan.Decision;
import dev.outpost.plan.Plan;
import dev.outpost.proof.GuestPages;
import dev.outpost.proof.PathLook;
import dev.outpost.proof.ProofOfRun;
import dev.outpost.proof.Verify;
import dev.outpost.reach.LinkVantage;
import dev.outpost.reach.Reachability;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.WayIn;
import dev.outpost.router.RouterChange;
import dev.outpost.run.CameraEnd;
import dev.outpost.run.LaptopRun;
import dev.outpost.run.LineLook;
import dev.outpost.run.RelayRun.Turns;
import dev.outpost.run.RelaySide;
import dev.outpost.run.RouterKept;
import dev.outpost.run.RouterSide;
import dev.outpost.run.ShortRun;
import dev.outpost.run.WanOpening;
import dev.outpost.shell.Web;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.survey.Seen;
import dev.outpost.survey.Survey;
import dev.outpost.uplink.PinEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** One site from a bare bench to the camera's picture: looks, decides, changes little, proves it. */
final class BringUp {
    /** How often another laptop may be faster at the relay before this run gives up. */
    private static final int RIVALS = 60;

    private final Site site;
    private final RecordingNarrator narrator;
    private final Journal journal;
    private final RouterConnector connector;
    private final Connections connections;
    private final Survey survey;
    private final Decision decision;
    private final LaptopRun laptop;
    private final RelaySide relay;
    private final RouterSide router;
    private final LineLook line;
    private final WanOpening opening;
    private final GuestPages pages;
    private final CameraEnd cameras;
    private final ProofOfRun proof;
    private Optional<Found> found = Optional.empty();

    BringUp(
            LocalNetwork here,
            RelayConnector relays,
            Secrets secrets,
            Web web,
            Path bundles,
            Clock clock,
            Turns turns,
            Site site,
            Request request,
            RecordingNarrator narrator,
            Journal journal,
            Connections connections) {
        var state = here.state().site(site.name());
        var sim = new PinEntry(here.state(), secrets, site, narrator);
        var wishes = request.wishes();
        this.site = site;
        this.narrator = narrator;
        this.journal = journal;
        this.connections = connections;
        this.connector = RouterConnector.to(wishes.replacing(), here, secrets, site, narrator);
        this.survey = new Survey(here, relays, connector, bundles, clock, site, wishes, narrator, connections);
        this.decision = new Decision(site, wishes, sim.routerPin(), journal.unfinished(), narrator);
        this.laptop = new LaptopRun(here.state(), relays, web, bundles, request.feed(), site, narrator);
        this.relay = new RelaySide(decision.planner().relay(), connections, journal, turns, clock, narrator);
        this.router = new RouterSide(
                connections,
                connector,
                narrator,
                journal,
                sim,
                web,
                () -> secrets.orMade(site.password(), "the router's password", state::passwordOrNew));
        this.line = new LineLook(site, connections, router, sim, narrator);
        this.opening = new WanOpening(connections, router, here.laptop(), narrator);
        this.pages = new GuestPages(state, secrets, clock, narrator);
        this.cameras = new CameraEnd(site, state, secrets, clock, connections, router, connector, narrator);
        var path = new PathLook(here, relays, secrets, clock, narrator);
        this.proof = new ProofOfRun(
                new Verify(path, here.state(), secrets, clock, narrator), site, request.vantage(), narrator);
    }

    /** Looks and decides; writes nothing. */
    Optional<Problem> plan() throws IOException {
        return decision.alone(survey.look()).refusal();
    }

    /** The whole story, top to bottom. */
    Optional<Problem> apply() throws IOException {
        var seen = recovered(survey.look());
        var plan = decision.on(seen);
        if (plan.refusal().isPresent()) {
            return plan.refusal();
        }
        connector.pin(seen.hostKey());
        journal.holds(plan.router().satisfied(seen.router()));
        if (proof.rests(plan.isEmpty(), plan.atCameras().isEmpty(), plan.tunnel())) {
            return stillStands(onLaptop(plan, seen), seen, plan.onLaptop().isEmpty() ? "" : " to router and relay");
        }
        var ready = onLaptop(plan, seen);
        var given = onRelay(ready, seen, RIVALS);
        var kept = router.make(given.router().with(relay.key()), seen.router());
        var address = line.address(
                kept.wan(), given.router(), seen.router(), ready.onRouter().isEmpty());
        var reach = line.of(address, seen.line(address), given.router(), seen.router());
        return switch (wayIn(reach, given, seen)) {
            case WayIn.None(var problem) -> nobodyLooks(problem, seen);
            case WayIn.Direct way ->
                isFoundNow(new Found(way, reach, seen, kept))
                        ? Optional.empty()
                        : direct(given, given.router().opening(seen.router()), new Found(way, reach, seen, kept));
            case WayIn.Tunnel(var tunnel) -> throughRelay(tunnel, kept, seen, reach);
        };
    }

    /** A way in to the router itself, and the router as the run left it. */
    record Found(WayIn.Direct way, Reachability reach, Seen seen, RouterKept kept) {
        /** The same site, called by it. */
        Site of(Site site) {
            return site.through(way.under());
        }
    }

    /** The way in that was found where the site file leaves it open. */
    Optional<Found> found() {
        return found;
    }

    private boolean isFoundNow(Found way) {
        found = Optional.of(way).filter(_ -> !site.access().isDirect());
        return found.isPresent();
    }

    /** The rest, by the way in that another story found: over its connection, from what it read back. */
    Optional<Problem> by(Found by) throws IOException {
        var seen = survey.onRouter(by.seen(), by.kept().now());
        connector.pin(seen.hostKey());
        proof.falls();
        var plan = decision.on(seen);
        if (plan.refusal().isPresent()) {
            return plan.refusal();
        }
        journal.holds(plan.router().satisfied(seen.router()));
        var ready = onLaptop(plan, seen);
        if (ShortRun.does(ready.onRouter())) {
            return direct(ready, ready.onRouter(), new Found(by.way(), by.reach(), seen, by.kept()));
        }
        var kept = router.make(ready.router(), seen.router());
        return direct(ready, ready.router().opening(kept.now()), new Found(by.way(), by.reach(), seen, kept));
    }

    /** Both ends know each other only now, after the guard is confirmed: from here on the cable may move at any time. */
    private Optional<Problem> throughRelay(TunnelPlan tunnel, RouterKept kept, Seen seen, Reachability reach)
            throws IOException {
        narrator.chapter("tunnel");
        laptop.remember(kept.key());
        pages.handOut(site, tunnel, relay.key());
        relay.carry(tunnel, kept.key());
        cameras.throughTunnel(tunnel, seen.router());
        proof.refuseUnsafe(tunnel, LinkVantage.ofRelay(connections.relay()));
        relay.publish(tunnel, TunnelKey.of(kept.publicKey()));
        return proof.from(seen.router().board(), tunnel, reach);
    }

    /** The router is the viewers' own end: its wan is opened last, once the class is known and no unsafe camera would be public. */
    private Optional<Problem> direct(Plan plan, List<RouterChange> changes, Found by) throws IOException {
        var address = by.way().address().toString();
        var tunnel = plan.tunnel().orElseThrow().at(address);
        var board = by.seen().router().board();
        narrator.chapter("tunnel");
        laptop.remember(by.kept().key());
        laptop.isCalledAt(address);
        pages.handOut(site, tunnel, new TunnelKey.Born(by.kept().key()));
        if (!tunnel.published().isEmpty()) {
            cameras.await();
            proof.refuseUnsafe(tunnel, LinkVantage.ofRouter(connections.routerLink()));
        }
        opening.open(changes, by.seen().router(), site, tunnel);
        cameras.forViewer(proof.vantage(tunnel), tunnel, board);
        return proof.from(board, tunnel, by.reach());
    }

    /** What the router's own LAN shows is looked at all the same, and kept. */
    private Optional<Problem> nobodyLooks(Problem nobody, Seen seen) throws IOException {
        return Optional.of(
                proof.isDueOnLan(nobody) && cameras.awaitOnLan(seen.router().board())
                        ? proof.onLan(connections.routerLink(), nobody)
                        : nobody);
    }

    /** What a dead run of ours left half-way is put back first. */
    private Seen recovered(Seen seen) throws IOException {
        if (seen.router().guard().armed().isPresent()) {
            ProblemException.ifAny(decision.planner().refusalToAdopt(seen));
        }
        return seen.with(router.recovered(seen.router()));
    }

    /** The plan once the laptop did its part: with the addresses, keys and packages that are there now. */
    private Plan onLaptop(Plan plan, Seen seen) throws IOException {
        seen.relay().ifPresent(proof::remember);
        if (plan.onLaptop().isEmpty()) {
            return plan;
        }
        var packages = laptop.make(plan.onLaptop(), seen.router(), connections.routerLink());
        return decision.planner().plan(survey.laptopAgain(seen, packages));
    }

    /** The relay decides what is free: where another laptop was faster, the site is given something else, before a router hears of it. */
    private Plan onRelay(Plan plan, Seen seen, int rivals) throws IOException {
        relay.seen(seen.relay());
        try {
            relay.prepare(plan);
            return plan;
        } catch (ProblemException e) {
            if (e.problem().code() != ProblemCode.RELAY_TAKEN || rivals == 0) {
                throw e;
            }
            var now = survey.relayAgain(seen);
            var other = onLaptop(decision.planner().plan(now), now);
            narrator.decided(
                    "the site gets " + other.tunnel().orElseThrow().block() + " instead",
                    e.problem().what());
            return onRelay(other, now, rivals - 1);
        }
    }

    private WayIn wayIn(Reachability reach, Plan plan, Seen seen) {
        var stands = seen.relay().flatMap(facts -> facts.site(site.name())).isPresent();
        var way = WayIn.of(reach, site, plan.tunnel(), stands);
        narrator.decided(way.inWords(), reach.evidence());
        return way;
    }

    /** A second run: nothing is written out there; what is there is looked at. */
    private Optional<Problem> stillStands(Plan plan, Seen seen, String where) throws IOException {
        var kept = RouterKept.asItIs(connections.router(), seen.router());
        var address = line.address(kept.wan(), plan.router(), seen.router(), true);
        narrator.saw("wan has " + address, "netifd");
        narrator.done("nothing to do: nothing was written" + where);
        if (plan.tunnel().filter(tunnel -> !tunnel.isDirect()).isEmpty()) {
            var reach = line.of(address, seen.line(address), plan.router(), seen.router());
            return switch (wayIn(reach, plan, seen)) {
                case WayIn.None(var problem) -> nobodyLooks(problem, seen);
                case WayIn.Tunnel _ -> Optional.empty();
                case WayIn.Direct way ->
                    isFoundNow(new Found(way, reach, seen, kept))
                            ? Optional.empty()
                            : directStands(plan, seen, way.address().toString());
            };
        }
        var tunnel = plan.tunnel().get();
        relay.seen(seen.relay());
        if (pages.leadElsewhere(tunnel)) {
            pages.handOut(site, tunnel, relay.key());
        }
        relay.hears(seen.router().wireguardKey());
        proof.refuseUnsafe(tunnel, LinkVantage.ofRelay(connections.relay()));
        return proof.asItStands();
    }

    /** What was handed out leads to the address that the router has now. */
    private Optional<Problem> directStands(Plan plan, Seen seen, String address) {
        var tunnel = plan.tunnel().get().at(address);
        if (pages.leadElsewhere(tunnel)) {
            narrator.warned("the router's address is another one now, " + address
                    + ": the pages that were handed out lead nowhere; new ones were written");
            proof.falls();
            pages.handOut(site, tunnel, TunnelKey.of(seen.router().wireguardKey()));
        }
        laptop.isCalledAt(address);
        return proof.asItStands();
    }
}
