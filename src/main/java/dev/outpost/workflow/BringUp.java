package dev.outpost.workflow;

import dev.outpost.contact.LocalNetwork;
import dev.outpost.contact.Ownership;
import dev.outpost.contact.RelayConnector;
import dev.outpost.contact.RouterConnection;
import dev.outpost.contact.RouterConnector;
import dev.outpost.ledger.Journal;
import dev.outpost.ledger.Ledger;
import dev.outpost.ledger.SiteState;
import dev.outpost.net.Ipv4;
import dev.outpost.net.TunnelKey;
import dev.outpost.plan.Plan;
import dev.outpost.plan.Planner;
import dev.outpost.proof.FirmwareGate;
import dev.outpost.proof.LastHop;
import dev.outpost.proof.ReportFolder;
import dev.outpost.proof.SiteProver;
import dev.outpost.proof.TunnelDiagnosis;
import dev.outpost.proof.ViewerPages;
import dev.outpost.reach.GuestKeys;
import dev.outpost.reach.LinkVantage;
import dev.outpost.reach.Reachability;
import dev.outpost.reach.SoldAs;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.relay.Handshake;
import dev.outpost.relay.RelayProblems;
import dev.outpost.run.DeadRun;
import dev.outpost.run.LaptopRun;
import dev.outpost.run.ModemTalk;
import dev.outpost.run.PackageDelivery;
import dev.outpost.run.PackageSource;
import dev.outpost.run.RelayRun;
import dev.outpost.run.RouterKept;
import dev.outpost.run.RouterRun;
import dev.outpost.run.Turns;
import dev.outpost.run.WanCheck;
import dev.outpost.run.WanResult;
import dev.outpost.shell.Secret;
import dev.outpost.shell.Web;
import dev.outpost.site.AccessWish;
import dev.outpost.site.RelayFile;
import dev.outpost.site.SecretSource;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Phase;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.survey.Connections;
import dev.outpost.survey.LaptopSurvey;
import dev.outpost.survey.RouterSummary;
import dev.outpost.survey.Seen;
import dev.outpost.survey.Survey;
import dev.outpost.uplink.DongleCheck;
import dev.outpost.uplink.PinEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** One site from a bare bench to the camera's picture: looks, decides, changes little, proves it. */
final class BringUp implements AutoCloseable {
    private final Site site;
    private final Request request;
    private final RecordingNarrator narrator;
    private final Journal journal;
    private final SiteState state;
    private final Ledger ledger;
    private final Secrets secrets;
    private final Clock clock;
    private final Turns turns;
    private final RouterConnector connector;
    private final Connections connections = new Connections();
    private final LaptopSurvey laptop;
    private final Survey survey;
    private final PinEntry sim;
    private final Planner planner;
    private final LaptopRun laptopRun;
    private final PackageDelivery delivery;
    private final Verify verify;
    private final SiteProver prover;

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
        this.site = site;
        this.request = request;
        this.narrator = narrator;
        this.journal = journal;
        this.state = here.state().site(site.name());
        this.ledger = here.state().ledger();
        this.secrets = secrets;
        this.clock = clock;
        this.turns = turns;
        this.connector = connector;
        this.laptop = new LaptopSurvey(here.state(), here.laptop(), bundles, clock, site, wishes, narrator);
        this.survey = new Survey(here, relays, connector, laptop, site, wishes, narrator, connections);
        this.sim = new PinEntry(here.state(), secrets, site, narrator);
        this.planner = new Planner(site, wishes, sim.routerPin(), journal.unfinished());
        this.laptopRun = new LaptopRun(here.state(), relays, source, site);
        this.delivery = new PackageDelivery(web);
        this.verify = new Verify(here.state(), secrets, clock, narrator);
        this.prover = new SiteProver(secrets, state, clock, narrator);
    }

    /** Looks and decides; writes nothing. */
    Optional<Problem> plan() throws IOException {
        var seen = survey.look();
        seen.router()
                .guard()
                .armed()
                .ifPresent(armed -> narrator.warned("the guard of run " + armed.run() + " is armed on the router"));
        var plan = show(seen);
        narrator.fact("flashBytes", plan.flashBytes());
        narrator.fact("nothingToDo", plan.isEmpty());
        return plan.refusal();
    }

    /** The whole story, top to bottom. */
    Optional<Problem> apply() throws IOException {
        var seen = recovered(survey.look());
        var plan = show(seen);
        if (plan.refusal().isPresent()) {
            return plan.refusal();
        }
        connector.pin(seen.hostKey());
        var rests = plan.isEmpty() && isSeenToWork(plan);
        narrator.fact("nothingToDo", rests);
        var ready = onLaptop(plan, seen);
        if (rests) {
            return stillStands(ready, seen);
        }
        goOn(plan);
        var relayKey = onRelay(ready, seen);
        var router = onRouter(ready, seen, relayKey);
        var wan = address(router, ready, seen);
        var reach = classify(wan, seen);
        var way = wayIn(reach, ready, seen);
        if (way.isEmpty()) {
            return Optional.of(nobodyCanReachIt(reach));
        }
        var tunnel = way.get();
        join(tunnel, router, relayKey, seen);
        moveCable(seen, tunnel);
        lastHop(tunnel);
        publish(tunnel, router, seen);
        return verify.after(narrator, site, request.vantage(), seen.router().board(), tunnel, reach);
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

    /** What was decided, what would change, and what it costs. */
    private Plan show(Seen seen) {
        narrator.fact("router", RouterSummary.json(seen.router()));
        narrator.chapter("plan");
        var plan = planner.plan(seen);
        if (plan.refusal().isPresent()) {
            if (plan.refusal().get().code() == ProblemCode.ROUTER_NOT_FRESH) {
                plan.onRouter().forEach(narrator::planned);
            }
            return plan;
        }
        var owner = planner.ownership(seen).inWords();
        narrator.decided(owner[0], owner[1]);
        seen.laptop()
                .unit()
                .filter(old -> request.wishes().replacing() && !old.equals(seen.unit()))
                .ifPresent(
                        old -> narrator.decided(
                                "router " + seen.unit().mac() + " takes the place of " + old.mac() + " at site "
                                        + site.name(),
                                "its addresses, ports and viewers stay; the old router's key is forgotten here, and leaves the relay"));
        plan.router()
                .packages()
                .filter(_ -> !plan.router().lackingPackages(seen.router()).isEmpty())
                .ifPresent(from -> narrator.decided(
                        "packages come from " + from.folder(),
                        request.wishes().bundle().isPresent() ? "named with --bundle" : "it has all that is missing"));
        seen.probed()
                .ifPresent(saved -> new DongleCheck(site, narrator)
                        .tell(saved, seen.router(), plan.onRouter().isEmpty() || saved.canBeAsked()));
        plan.router()
                .displaced(seen.router())
                .filter(_ -> plan.onRouter().stream().anyMatch(change -> change.touches("network", "wan")))
                .ifPresent(port -> narrator.warned("the port " + port
                        + " is no uplink any more: wan becomes the dongle's; for both, give it an interface of its own with a"
                        + " higher metric"));
        plan.router().satisfied(seen.router()).forEach(narrator::holds);
        plan.all().forEach(narrator::planned);
        if (plan.isEmpty()) {
            narrator.decided("nothing to do", "router and relay are as the site file asks");
        } else {
            narrator.decided(
                    plan.onRouter().size() + plan.onRelay().size() + " changes",
                    "they take " + (plan.flashBytes() + 1023) / 1024 + " of "
                            + seen.router().space().flashFree() / 1024 + " KiB of the router's flash");
        }
        return plan;
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
            case NONE -> false;
        };
    }

    private void goOn(Plan plan) {
        if (plan.isEmpty()) {
            narrator.decided(
                    "going on to the proof",
                    "nothing is to be changed, and nobody saw the site work since its last change");
        } else {
            state.proof(SiteState.Proof.NONE);
        }
    }

    /** The plan once the laptop did its part: with the addresses, keys and packages that are there now. */
    private Plan onLaptop(Plan plan, Seen seen) throws IOException {
        var link = connections.router().link();
        seen.relay().ifPresent(relay -> new ReportFolder(state).remember(relay.listening()));
        if (plan.onLaptop().isEmpty()) {
            return plan;
        }
        var found = laptopRun.make(plan.onLaptop(), seen.router(), link);
        return planner.again(seen.with(laptop.facts(seen.router(), seen.unit(), Optional.empty())), found);
    }

    /** The relay's public key, born there if there was none. */
    private TunnelKey onRelay(Plan plan, Seen seen) {
        if (plan.tunnel().isEmpty() || seen.relay().isEmpty()) {
            return new TunnelKey.Unborn();
        }
        var changes = plan.of(Phase.SERVER);
        if (changes.isEmpty()) {
            return TunnelKey.of(seen.relay().get().publicKey());
        }
        narrator.chapter("relay");
        narrator.doing("making the server a relay");
        var kept = relayRun(seen).keep(changes);
        narrator.done("the server is a relay: outpost0 listens on UDP "
                + plan.tunnel().get().relay().listen() + ", key born there");
        return TunnelKey.of(kept.key());
    }

    private RelayRun relayRun(Seen seen) {
        var file = Survey.tunnelRelay(site).orElseThrow();
        return new RelayRun(
                connections.relay(),
                file,
                TunnelPlan.setup(file),
                site.name(),
                journal,
                turns,
                seen.relay().orElseThrow());
    }

    private RouterKept onRouter(Plan ready, Seen seen, TunnelKey relayKey) throws IOException {
        var plan = ready.router().with(relayKey);
        var changes = plan.missing(seen.router());
        if (changes.isEmpty()) {
            return new RouterKept(connections.router(), seen.router().wireguardKey(), new WanResult.NotAwaited());
        }
        narrator.chapter("router");
        var run = new RouterRun(
                connections.router(),
                connector,
                narrator,
                journal,
                new ModemTalk(narrator, sim),
                delivery,
                plan,
                seen.router(),
                this::password);
        var kept = run.run(changes).orThrow();
        connections.router(kept.connection());
        return new RouterKept(
                kept.connection(), kept.publicKey().or(() -> seen.router().wireguardKey()), kept.wan());
    }

    /** Written down on the laptop before it is set anywhere. */
    private Secret password() {
        return switch (site.password()) {
            case SecretSource.Generate() -> state.passwordOrNew();
            case SecretSource source -> secrets.read(source, "the router's password");
        };
    }

    private String address(RouterKept router, Plan plan, Seen seen) throws IOException {
        narrator.chapter("wan");
        return switch (router.wan()) {
            case WanResult.Up(var address) -> told(address);
            case WanResult.Postponed(var problem) -> throw new ProblemException(problem);
            case WanResult.Failed(var problem) -> throw new ProblemException(problem);
            case WanResult.NotAwaited() -> standing(plan, seen);
        };
    }

    private String told(String address) {
        narrator.done("wan has the address " + address);
        return address;
    }

    /** Nothing was changed on the router, or its LAN moved first: wan is looked at as it is. */
    private String standing(Plan plan, Seen seen) throws IOException {
        var known = plan.onRouter().isEmpty() ? seen.router().wanAddress() : Optional.<String>empty();
        if (known.isPresent()) {
            return known.get();
        }
        var link = connections.router().link();
        var modem = plan.router().modem();
        if (plan.onRouter().isEmpty()) {
            sim.looksAt(seen.router());
            sim.enterAgain(link, modem.map(m -> m.ttys(seen.router())).orElse(List.of()), modem)
                    .ifPresent(problem -> {
                        throw new ProblemException(problem);
                    });
        }
        var check = new WanCheck(
                narrator,
                modem,
                modem.flatMap(m -> m.node(seen.router())),
                plan.router().apn(seen.router()),
                plan.router().otherApns());
        var looked = check.await(link, seen.router(), Optional.empty());
        return told(looked.address()
                .orElseThrow(() ->
                        new ProblemException(looked.failure().orElseThrow().problem())));
    }

    private Reachability classify(String wan, Seen seen) {
        var soldAs = switch (site.access().addressSoldAs()) {
            case STATIC -> SoldAs.STATIC;
            case DYNAMIC -> SoldAs.DYNAMIC;
            case UNKNOWN -> SoldAs.UNKNOWN;
        };
        var reach = Reachability.classify(wan, seenByRelay(seen), soldAs);
        narrator.fact("wanAddress", wan);
        narrator.fact("reachability", reach.word());
        return reach;
    }

    /** Where the relay heard this router from, as its look saw it. */
    private static Optional<Ipv4> seenByRelay(Seen seen) {
        return seen.router()
                .wireguardKey()
                .flatMap(key -> seen.relay()
                        .flatMap(relay -> Optional.ofNullable(relay.endpoints().get(key))))
                .map(endpoint -> endpoint.replaceFirst(":[0-9]+$", ""))
                .flatMap(Ipv4::parse);
    }

    /** Who can call decides the way in; one that is not made yet opens nothing, unless the tunnel stands or is asked for by name. */
    private Optional<TunnelPlan> wayIn(Reachability reach, Plan plan, Seen seen) {
        var stands = seen.relay().flatMap(relay -> relay.site(site.name())).isPresent();
        var asked = stands || site.access().wayIn() == AccessWish.WayIn.WIREGUARD;
        var way = switch (reach) {
            case Reachability.StaticPublic _, Reachability.DynamicPublic _ ->
                asked ? plan.tunnel() : Optional.<TunnelPlan>empty();
            case Reachability.CarrierNat _, Reachability.Ipv6Only _, Reachability.Unconfirmed _ -> plan.tunnel();
        };
        narrator.decided(way.isPresent() ? "the way in goes through the relay" : "no way in is made", reach.evidence());
        return way;
    }

    private Problem nobodyCanReachIt(Reachability reach) {
        if (Survey.tunnelRelay(site).isPresent()) {
            return new Problem(
                    ProblemCode.WAY_NOT_YET,
                    "the router's own address can be called, and this version does not open that way: nothing was opened",
                    reach.evidence(),
                    "for the way through the relay all the same: write way-in: wireguard into " + site.file());
        }
        return new Problem(
                ProblemCode.WAY_NO_RELAY,
                "nobody can reach this site after you leave",
                site.access().wayIn() == AccessWish.WayIn.LATER
                        ? "the site file says way-in: later"
                        : "no relay is named, and the operator gives no public address",
                "name a relay in " + site.file() + ", then run: outpost apply " + site.file());
    }

    /** Both ends know each other only now, after the guard is confirmed: from here on the cable may move at any time. */
    private void join(TunnelPlan tunnel, RouterKept router, TunnelKey relayKey, Seen seen) throws IOException {
        narrator.chapter("tunnel");
        var key = router.publicKey()
                .orElseThrow(() -> new ProblemException(new Problem(
                        ProblemCode.WAY_NO_KEY,
                        "the router's end of the tunnel has no key",
                        "it is not known why it was not born",
                        "run the same command again")));
        ledger.routerKey(site.name(), key);
        var wanted = planner.onRelay(seen.relay().orElseThrow(), tunnel, new TunnelKey.Born(key)).stream()
                .filter(change -> change.phase() == Phase.SITE)
                .toList();
        handOutPages(tunnel, relayKey);
        var run = relayRun(seen).awaiting(key);
        narrator.done("the relay carries " + site.name() + " as " + tunnel.block());
        narrator.doing("waiting for the router's handshake");
        var handshake = run.keep(wanted).handshake().orElseThrow();
        if (handshake.at().isEmpty()) {
            var file = Survey.tunnelRelay(site).orElseThrow();
            var behind = RelayProblems.noHandshake(file, handshake, seen.relay().orElseThrow());
            throw new ProblemException(new TunnelDiagnosis(file, clock, narrator)
                    .instead(behind, connections.router().link()));
        }
        narrator.done("the tunnel is up"
                + handshake
                        .endpoint()
                        .map(from -> "; the outside sees the router as " + from)
                        .orElse(""));
    }

    private void handOutPages(TunnelPlan tunnel, TunnelKey relayKey) {
        var targets = site.cameras().stream()
                .map(camera ->
                        prover.target(camera, tunnel.camera(camera.name()).toString()))
                .toList();
        new ViewerPages(state, new GuestKeys(state)::privateKey)
                .write(tunnel, relayKey.text(), targets)
                .forEach(page -> narrator.done("SECRET page, for one person alone: " + page));
    }

    private void moveCable(Seen seen, TunnelPlan tunnel) throws IOException {
        var router = connections.router();
        if (router.isThroughRelay() || !seen.router().board().hasOneLanPort()) {
            return;
        }
        if (new LastHop(narrator, site).isThere(router.link())) {
            narrator.saw("the camera answers already", "no cable has to be moved");
            return;
        }
        narrator.chapter("hand-over");
        narrator.asks("move the cable from the laptop to the camera's injector: this router has one LAN port");
        router.link().close();
        var route = connections.throughRelay(
                Survey.tunnelRelay(site).orElseThrow(), tunnel.router().toString());
        var link = connector
                .await(route, Request.CABLE)
                .orElseThrow(() -> new ProblemException(new Problem(
                        ProblemCode.WAY_ROUTER_SILENT,
                        "the tunnel is up, but the router's SSH does not answer through it",
                        "it is not known why",
                        "run the same command again")));
        connections.router(new RouterConnection(link, route));
        narrator.done("the router answers through the relay at " + tunnel.router());
    }

    private void lastHop(TunnelPlan tunnel) throws IOException {
        narrator.chapter("camera");
        var hop = new LastHop(narrator, site);
        hop.fromRouter(connections.router().link(), Request.CABLE);
        hop.fromRelay(new LinkVantage(connections.relay(), "the relay"), tunnel);
    }

    /** Promise 7: open to the internet last, and never a camera whose firmware is known to be attacked. */
    private void publish(TunnelPlan tunnel, RouterKept router, Seen seen) throws IOException {
        var key = TunnelKey.of(router.publicKey());
        var ports = planner.onRelay(seen.relay().orElseThrow(), tunnel, key).stream()
                .filter(change -> change.phase() == Phase.PUBLIC)
                .toList();
        if (ports.isEmpty()) {
            return;
        }
        new FirmwareGate(prover, site, narrator)
                .refuseAttacked(new LinkVantage(connections.relay(), "the relay"), tunnel);
        relayRun(seen).lookingAgain().keep(ports);
        tunnel.published()
                .forEach(port -> narrator.done("PUBLIC: TCP " + port.port() + " of "
                        + tunnel.relay().publicAddress() + " leads to " + port.camera() + ":" + port.cameraPort()));
    }

    /** A second run: nothing is written; what is there is looked at. */
    private Optional<Problem> stillStands(Plan plan, Seen seen) throws IOException {
        narrator.chapter("wan");
        var wan = standing(plan, seen);
        narrator.saw("wan has " + wan, "netifd");
        narrator.done("nothing to do: nothing was written");
        if (plan.tunnel().isEmpty()) {
            return Optional.of(nobodyCanReachIt(classify(wan, seen)));
        }
        var handshake = handshake(seen);
        if (handshake.filter(Handshake::isUp).isEmpty()) {
            RelayFile file = Survey.tunnelRelay(site).orElseThrow();
            var behind = handshake
                    .map(silent -> RelayProblems.silent(file, silent))
                    .orElseGet(() -> RelayProblems.neverShookHands(file));
            return Optional.of(new TunnelDiagnosis(file, clock, narrator)
                    .instead(behind, connections.router().link()));
        }
        narrator.saw(
                "the tunnel is up",
                "last handshake " + handshake.flatMap(Handshake::at).orElseThrow());
        return state.proof() == SiteState.Proof.VIEWER ? Optional.empty() : Optional.of(SiteProver.noVantage(site));
    }

    /** What the relay last heard of the router, as its look saw it; where that is old, whatever comes now. */
    private Optional<Handshake> handshake(Seen seen) {
        return seen.router()
                .wireguardKey()
                .flatMap(key -> seen.relay()
                        .flatMap(relay -> relay.handshake(key))
                        .map(known -> known.isUp()
                                ? known
                                : relayRun(seen)
                                        .awaiting(key)
                                        .keep(List.of())
                                        .handshake()
                                        .orElseThrow()));
    }

    @Override
    public void close() {
        connections.close();
    }
}
