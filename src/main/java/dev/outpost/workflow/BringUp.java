package dev.outpost.workflow;

import dev.outpost.contact.RouterConnection;
import dev.outpost.contact.RouterConnector;
import dev.outpost.ledger.Journal;
import dev.outpost.ledger.SiteState;
import dev.outpost.proof.SiteProver;
import dev.outpost.proof.TunnelDiagnosis;
import dev.outpost.proof.ViewerPages;
import dev.outpost.reach.LinkVantage;
import dev.outpost.reach.Reachability;
import dev.outpost.reach.SoldAs;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.relay.Handshake;
import dev.outpost.router.RouterChange;
import dev.outpost.shell.Secret;
import dev.outpost.site.AccessWish;
import dev.outpost.site.SecretSource;
import dev.outpost.site.Site;
import dev.outpost.step.Change;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.uplink.PinEntry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One site from a bare bench to the camera's picture: looks, decides, changes little, proves it. */
final class BringUp implements AutoCloseable {
    private final Parts parts;
    private final Site site;
    private final Options options;
    private final RecordingNarrator narrator;
    private final Journal journal;
    private final RouterConnector door;
    private final RelayWork relay;
    private final Ends ends = new Ends();
    private final PinEntry sim;
    private Optional<WanTries.Ended> wan = Optional.empty();
    private Optional<Problem> locked = Optional.empty();

    BringUp(Parts parts, Site site, Options options, RecordingNarrator narrator, Journal journal, Turns turns) {
        this.parts = parts;
        this.site = site;
        this.options = options;
        this.narrator = narrator;
        this.journal = journal;
        this.door = options.replacing()
                ? RouterConnector.toSpare(parts.here(), parts.secrets(), site, narrator)
                : new RouterConnector(parts.here(), parts.secrets(), site, narrator);
        this.sim = new PinEntry(parts.state(), parts.secrets(), site, narrator);
        this.relay = new RelayWork(parts, site, narrator, journal, turns, ends);
    }

    Optional<Problem> plan() throws IOException {
        var situation = look(true);
        narrator.fact(
                "flashBytes",
                situation.onRouter().stream().mapToLong(Change::flashBytes).sum());
        narrator.fact("nothingToDo", situation.isDone());
        return Optional.empty();
    }

    /** The whole story, top to bottom. */
    Optional<Problem> apply() throws IOException {
        var situation = look(false);
        var rests = situation.isDone() && isSeenToWork(situation);
        narrator.fact("nothingToDo", rests);
        if (rests) {
            return stillStands(situation);
        }
        if (!situation.isDone()) {
            state().proof(SiteState.Proof.NONE);
        } else {
            narrator.decided(
                    "going on to the proof",
                    "nothing is to be changed, and nobody saw the site work since its last change");
        }
        var relayKey = relay.prepare(situation);
        var routerKey = changeRouter(situation, relayKey);
        var wan = awaitWan(situation);
        var reachability = classify(wan, situation.tunnel().isPresent());
        if (situation.tunnel().isEmpty()) {
            return Optional.of(nobodyCanReachIt());
        }
        var tunnel = situation.tunnel().get();
        relay.admit(situation, tunnel, routerKey);
        handOutPages(tunnel, relayKey);
        relay.awaitTunnel(situation, routerKey.orElseThrow());
        handOver(situation, tunnel);
        seeCameraFromRouter();
        seeCameraFromRelay(tunnel);
        relay.publish(situation, tunnel, routerKey.or(() -> situation.router().wireguardKey()));
        return new Verify(parts.state(), parts.secrets(), parts.clock(), narrator)
                .after(narrator, site, options.vantage(), situation.router().board(), tunnel, reachability);
    }

    /** A site without a way in has no proof to wait for; one that only the relay saw is proven as soon as there is a vantage. */
    private boolean isSeenToWork(Situation situation) {
        if (situation.tunnel().isEmpty()) {
            return true;
        }
        return switch (state().proof()) {
            case VIEWER -> true;
            case RELAY ->
                SiteProver.vantage(
                                options.vantage(),
                                situation.tunnel().get().relay().tunnel())
                        .isEmpty();
            case NONE -> false;
        };
    }

    private SiteState state() {
        return parts.state().site(site.name());
    }

    private Situation look(boolean looksOnly) throws IOException {
        return new FirstLook(parts, site, options, narrator, journal, door, ends, looksOnly).look();
    }

    /** The public key of the router's end. */
    private Optional<String> changeRouter(Situation situation, String relayKey) throws IOException {
        var facts = situation.router();
        var changes = situation.planner().missing(facts, relayKey);
        if (changes.isEmpty()) {
            return facts.wireguardKey();
        }
        narrator.chapter("router");
        var work = new RouterWork(ends.router(), door, narrator, journal, sim, facts.uptime());
        ends.router(work.make(
                facts,
                changes,
                situation.planner(),
                password(changes),
                (now, heard) -> situation.planner().after(heard).missing(now, relayKey)));
        locked = work.locked().or(work::postponed);
        wan = work.wan();
        return work.publicKey().or(facts::wireguardKey);
    }

    /** Written down on the laptop before it is set anywhere. */
    private Optional<Secret> password(List<Change> changes) {
        if (changes.stream().noneMatch(RouterChange.SetPassword.class::isInstance)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (site.password()) {
                    case SecretSource.Generate() ->
                        parts.state().site(site.name()).passwordOrNew();
                    case SecretSource source -> parts.secrets().read(source, "the router's password");
                });
    }

    private String awaitWan(Situation situation) throws IOException {
        narrator.chapter("wan");
        var known = situation.onRouter().isEmpty() ? situation.router().wanAddress() : Optional.<String>empty();
        if (known.isPresent()) {
            return known.get();
        }
        var planner = situation.planner();
        var node = planner.modem().flatMap(modem -> modem.node(situation.router()));
        if (situation.onRouter().isEmpty()) {
            var ttys =
                    planner.modem().map(modem -> modem.ttys(situation.router())).orElse(List.of());
            sim.looksAt(situation.router());
            locked = sim.enterAgain(ends.router().link(), ttys, planner.modem());
        }
        locked.or(() -> wan.flatMap(WanTries.Ended::problem)).ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        var address = wan.flatMap(WanTries.Ended::address);
        if (address.isEmpty()) {
            address = Optional.of(watch(situation, node));
        }
        narrator.done("wan has the address " + address.get());
        return address.get();
    }

    private String watch(Situation situation, Optional<String> node) throws IOException {
        var planner = situation.planner();
        var check = new WanCheck(narrator, planner.modem(), node, planner.apn(situation.router()), planner.otherApns());
        var seen = check.await(ends.router().link(), situation.router(), Optional.empty());
        return seen.address()
                .orElseThrow(
                        () -> new ProblemException(seen.failure().orElseThrow().problem()));
    }

    private Reachability classify(String wan, boolean goesThroughRelay) {
        var soldAs = switch (site.access().addressSoldAs()) {
            case STATIC -> SoldAs.STATIC;
            case DYNAMIC -> SoldAs.DYNAMIC;
            case UNKNOWN -> SoldAs.UNKNOWN;
        };
        var reachability = Reachability.classify(wan, Optional.empty(), soldAs);
        narrator.decided(
                goesThroughRelay ? "the way in goes through the relay" : "no way in is made", reachability.evidence());
        narrator.fact("wanAddress", wan);
        narrator.fact("reachability", reachability.word());
        return reachability;
    }

    private void handOutPages(TunnelPlan tunnel, String relayKey) {
        var prover = new SiteProver(parts.secrets(), state(), parts.clock(), narrator);
        var cameras = site.cameras().stream()
                .map(camera ->
                        prover.target(camera, tunnel.camera(camera.name()).toString()))
                .toList();
        new ViewerPages(state(), new TunnelMaking(parts.state().ledger(), state())::privateKey)
                .write(tunnel, relayKey, cameras)
                .forEach(page -> narrator.done("SECRET page, for one person alone: " + page));
    }

    private void handOver(Situation situation, TunnelPlan tunnel) throws IOException {
        var router = ends.router();
        if (router.isThroughRelay() || !situation.router().board().hasOneLanPort()) {
            return;
        }
        if (new CameraHop(narrator, site, options).isThere(router.link())) {
            narrator.saw("the camera answers already", "no cable has to be moved");
            return;
        }
        narrator.chapter("hand-over");
        narrator.asks("move the cable from the laptop to the camera's injector: this router has one LAN port");
        router.link().close();
        var route = ends.relay().through(tunnel.router().toString());
        var link = door.await(route, options.cableWait());
        link.ifPresent(open -> ends.router(new RouterConnection(open, route)));
        if (link.isEmpty()) {
            throw new ProblemException(new Problem(
                    ProblemCode.WAY_ROUTER_SILENT,
                    "the tunnel is up, but the router's SSH does not answer through it",
                    "it is not known why",
                    "run the same command again"));
        }
        narrator.done("the router answers through the relay at " + tunnel.router());
    }

    private void seeCameraFromRouter() throws IOException {
        narrator.chapter("camera");
        new CameraHop(narrator, site, options).fromRouter(ends.router().link());
    }

    private void seeCameraFromRelay(TunnelPlan tunnel) {
        var outside = new LinkVantage(ends.relay().link(), "the relay");
        new CameraHop(narrator, site, options).fromRelay(outside, tunnel);
    }

    /** A second run: nothing is written; what is there is looked at. */
    private Optional<Problem> stillStands(Situation situation) throws IOException {
        var wan = awaitWan(situation);
        narrator.saw("wan has " + wan, "netifd");
        narrator.done("nothing to do: nothing was written");
        if (situation.tunnel().isEmpty()) {
            return Optional.of(nobodyCanReachIt());
        }
        var handshake = handshake(situation);
        if (handshake.filter(Handshake::isUp).isEmpty()) {
            var file = site.access().relay().orElseThrow();
            var behind = handshake
                    .map(silent -> RelayProblems.silent(file, silent))
                    .orElseGet(() -> RelayProblems.neverShookHands(file));
            return Optional.of(new TunnelDiagnosis(file, parts.clock(), narrator)
                    .instead(behind, ends.router().link()));
        }
        narrator.saw(
                "the tunnel is up",
                "last handshake " + handshake.flatMap(Handshake::at).orElseThrow());
        return state().proof() == SiteState.Proof.VIEWER ? Optional.empty() : Optional.of(SiteProver.noVantage(site));
    }

    /** What the relay last heard of the router, as its look saw it; where that is old, whatever comes now. */
    private Optional<Handshake> handshake(Situation situation) {
        return situation
                .router()
                .wireguardKey()
                .flatMap(key -> situation
                        .relay()
                        .flatMap(relay -> relay.handshake(key))
                        .map(seen -> seen.isUp() ? seen : ends.relay().awaitHandshake(key)));
    }

    private Problem nobodyCanReachIt() {
        return new Problem(
                ProblemCode.WAY_NO_RELAY,
                "nobody can reach this site after you leave",
                site.access().wayIn() == AccessWish.WayIn.LATER
                        ? "the site file says way-in: later"
                        : "no relay is named, and the operator gives no public address",
                "name a relay in " + site.file() + ", then run: outpost apply " + site.file());
    }

    @Override
    public void close() {
        ends.close();
    }
}
