package dev.outpost.workflow;

import dev.outpost.reach.LinkVantage;
import dev.outpost.reach.Reachability;
import dev.outpost.reach.SoldAs;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.relay.RelayFacts;
import dev.outpost.relay.SiteOnRelay;
import dev.outpost.router.Look;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.Route;
import dev.outpost.shell.Secret;
import dev.outpost.step.Change;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import dev.outpost.workflow.RouterDoor.Opened;
import dev.outpost.workflow.site.AccessWish;
import dev.outpost.workflow.site.RelayFile;
import dev.outpost.workflow.site.SecretSource;
import dev.outpost.workflow.site.Site;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One site from a bare bench to the camera's picture: looks, decides, changes little, proves it. */
final class BringUp implements AutoCloseable {
    private final Parts parts;
    private final Site site;
    private final Options options;
    private final Teller narrator;
    private final Journal journal;
    private final Turns turns;
    private final RouterDoor door;

    private Optional<RelayEnd> relayEnd = Optional.empty();
    private Optional<Problem> relayProblem = Optional.empty();
    private Optional<Opened> opened = Optional.empty();
    private boolean looksOnly;

    BringUp(Parts parts, Site site, Options options, Teller narrator, Journal journal, Turns turns) {
        this.parts = parts;
        this.site = site;
        this.options = options;
        this.narrator = narrator;
        this.journal = journal;
        this.turns = turns;
        this.door = new RouterDoor(parts, site, narrator);
    }

    /** What was seen and what follows from it. */
    private record Picture(
            RouterFacts router,
            Optional<RelayFacts> relay,
            Optional<TunnelPlan> tunnel,
            Planner planner,
            List<Change> onRouter,
            List<Change> onRelay) {
        boolean isDone() {
            return onRouter.isEmpty() && onRelay.isEmpty();
        }
    }

    Optional<Problem> plan() throws IOException {
        looksOnly = true;
        var picture = look();
        narrator.fact(
                "flashBytes",
                picture.onRouter().stream().mapToLong(Change::flashBytes).sum());
        narrator.fact("nothingToDo", picture.isDone());
        return Optional.empty();
    }

    /** The whole story, top to bottom. */
    Optional<Problem> apply() throws IOException {
        var picture = look();
        narrator.fact("nothingToDo", picture.isDone());
        if (picture.isDone()) {
            return stillStands(picture);
        }
        var relayKey = prepareRelay(picture);
        var routerKey = changeRouter(picture, relayKey);
        var wan = awaitWan(picture);
        var reachability = classify(wan);
        if (picture.tunnel().isEmpty()) {
            return Optional.of(nobodyCanReachIt());
        }
        var tunnel = picture.tunnel().get();
        raiseTunnel(picture, tunnel, routerKey);
        handOutPages(tunnel, relayKey);
        handOver(picture, tunnel);
        seeCameraFromRouter();
        seeCameraFromRelay(tunnel);
        publish(picture, tunnel, routerKey.or(() -> picture.router().wireguardKey()));
        return prove(picture, tunnel, reachability);
    }

    // ---- look and decide
    // ------------------------------------------------------------------------------------------------

    private Picture look() throws IOException {
        narrator.chapter("look");
        var choice = new ModemChoice(parts, site, options, narrator);
        var probed = choice.probed();
        openRelay();
        var tunnel = tunnel();
        var router = lookAtRouter(tunnel);
        relayProblem.ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        var relay = lookAtRelay();
        var modem = probed.isPresent() ? probed : choice.seenOn(router);
        var planner = new Planner(parts, site, options, modem, tunnel, Optional.empty());
        narrator.chapter("plan");
        var known = relay.flatMap(RelayFacts::publicKey).orElse(Planner.UNBORN);
        door.pin(new UnitCheck(parts, site, options, narrator)
                .mayBeWritten(router, modem, opened.orElseThrow().link().hostKey()));
        var onRouter = planner.missing(router, known);
        var onRelay = relay.isPresent() && tunnel.isPresent()
                ? missingOnRelay(relay.get(), tunnel.get(), router.wireguardKey())
                : List.<Change>of();
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
        return new Picture(router, relay, tunnel, planner, onRouter, onRelay);
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
            relayEnd = Optional.of(end);
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
                throw new ProblemException(Problem.blocked(
                        "WAY-NOT-YET",
                        "the way in " + site.access().wayIn().name().toLowerCase(java.util.Locale.ROOT)
                                + " is not made yet",
                        "this version knows the way through a relay",
                        "name a relay and write way-in: wireguard into " + site.file()));
        };
    }

    private Optional<TunnelPlan> tunnel() {
        return site.access()
                .relay()
                .filter(relay -> wantsTunnel())
                .map(relay ->
                        new TunnelMaking(parts.state().ledger(), parts.state().site(site.name())).make(site, relay));
    }

    private RouterFacts lookAtRouter(Optional<TunnelPlan> tunnel) throws IOException {
        var router = openRouter(tunnel);
        var facts = Look.at(router.link());
        if (relayProblem.isPresent() || site.access().relay().isEmpty()) {
            facts.lanAddress()
                    .flatMap(LaptopRoutes.in(parts.laptop())::stolenBy)
                    .ifPresent(problem -> {
                        throw new ProblemException(problem);
                    });
        }
        if (facts.guard().armed().isPresent() && looksOnly) {
            narrator.warned("the guard of run " + facts.guard().armed().get().run() + " is armed on the router");
        } else if (facts.guard().armed().isPresent()) {
            var restored = new DeadRun(door, narrator, journal).startedOver(router, facts);
            opened = Optional.of(restored.router());
            facts = restored.facts();
        }
        facts.guard()
                .rolledBack()
                .ifPresent(run -> narrator.warned("the router put its old configuration back after " + run));
        RouterWords.tell(facts, narrator);
        narrator.fact("router", RouterWords.json(facts));
        return facts;
    }

    private Opened openRouter(Optional<TunnelPlan> tunnel) throws IOException {
        var routes = new ArrayList<Route>();
        routes.add(door.given());
        if (relayEnd.isPresent() && tunnel.isPresent()) {
            routes.add(relayEnd.get().through(tunnel.get().router().toString()));
        }
        try {
            var router = door.open(routes);
            opened = Optional.of(router);
            return router;
        } catch (ProblemException e) {
            relayProblem
                    .filter(problem -> e.problem().code().equals("ROUTER-UNREACHABLE"))
                    .ifPresent(problem -> {
                        throw new ProblemException(problem);
                    });
            throw e;
        }
    }

    private Optional<RelayFacts> lookAtRelay() {
        if (relayEnd.isEmpty()) {
            return Optional.empty();
        }
        var facts = relayEnd.get().look();
        narrator.saw(
                "the relay runs " + facts.system(),
                facts.isBare() ? "nothing of ours on it" : facts.sites().size() + " sites on it");
        new Verify(parts, narrator).remember(site, facts.listening());
        return Optional.of(facts);
    }

    private List<Change> missingOnRelay(RelayFacts facts, TunnelPlan tunnel, Optional<String> routerKey) {
        var wanted = tunnel.onRelay(routerKey.orElse(TunnelPlan.UNBORN));
        return relayEnd.orElseThrow().missing(facts, Optional.of(wanted));
    }

    // ---- change
    // ---------------------------------------------------------------------------------------------------------

    /** The relay's public key, born there if there was none. */
    private String prepareRelay(Picture picture) throws IOException {
        if (picture.relay().isEmpty() || picture.tunnel().isEmpty()) {
            return Planner.UNBORN;
        }
        var end = relayEnd.orElseThrow();
        var facts = picture.relay().get();
        if (end.missing(facts, Optional.empty()).isEmpty() && facts.publicKey().isPresent()) {
            return facts.publicKey().get();
        }
        narrator.chapter("relay");
        journal.doing("prepare the relay");
        return turns.at(end.setup().publicAddress(), () -> {
            narrator.doing("making the server a relay");
            var key = end.prepare(facts);
            narrator.done("the server is a relay: outpost0 listens on UDP "
                    + end.setup().listen() + ", key born there");
            return key;
        });
    }

    /** The public key of the router's end. */
    private Optional<String> changeRouter(Picture picture, String relayKey) throws IOException {
        var facts = picture.router();
        var changes = picture.planner().missing(facts, relayKey);
        if (changes.isEmpty()) {
            return facts.wireguardKey();
        }
        narrator.chapter("router");
        var work = new RouterWork(door, narrator, journal);
        opened = Optional.of(work.make(
                opened.orElseThrow(),
                facts,
                changes,
                picture.planner(),
                password(changes),
                heard -> picture.planner().after(heard).missing(facts, relayKey)));
        modemNode = work.tty();
        return work.publicKey().or(facts::wireguardKey);
    }

    private Optional<String> modemNode = Optional.empty();

    /** Written down on the laptop before it is set anywhere. */
    private Optional<Secret> password(List<Change> changes) {
        if (changes.stream().noneMatch(dev.outpost.router.RouterChange.SetPassword.class::isInstance)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (site.password()) {
                    case SecretSource.Generate() ->
                        parts.state().site(site.name()).passwordOrNew();
                    case SecretSource source -> parts.secrets().read(source, "the router's password");
                });
    }

    private String awaitWan(Picture picture) throws IOException {
        narrator.chapter("wan");
        var known = picture.onRouter().isEmpty() ? picture.router().wanAddress() : Optional.<String>empty();
        if (known.isPresent()) {
            return known.get();
        }
        var node = modemNode.or(() -> picture.planner().modem().flatMap(modem -> modem.node(picture.router())));
        var address = new WanCheck(narrator, picture.planner().modem(), node)
                .await(opened.orElseThrow().link());
        narrator.done("wan has the address " + address);
        return address;
    }

    private Reachability classify(String wan) {
        var soldAs = switch (site.access().addressSoldAs()) {
            case STATIC -> SoldAs.STATIC;
            case DYNAMIC -> SoldAs.DYNAMIC;
            case UNKNOWN -> SoldAs.UNKNOWN;
        };
        var reachability = Reachability.classify(wan, Optional.empty(), soldAs);
        narrator.decided("the way in goes through the relay", reachability.evidence());
        narrator.fact("wanAddress", wan);
        narrator.fact("reachability", reachability.getClass().getSimpleName());
        return reachability;
    }

    /** Both ends know each other only now, after the guard is confirmed: from here on the cable may move at any time. */
    private void raiseTunnel(Picture picture, TunnelPlan tunnel, Optional<String> routerKey) throws IOException {
        narrator.chapter("tunnel");
        var key = routerKey.orElseThrow(() -> new ProblemException(Problem.blocked(
                "WAY-NO-KEY",
                "the router's end of the tunnel has no key",
                "it is not known why it was not born",
                "run the same command again")));
        parts.state().ledger().routerKey(site.name(), key);
        var end = relayEnd.orElseThrow();
        var facts = picture.relay().orElseThrow();
        // nothing is published before its camera was asked what it runs
        SiteOnRelay wanted =
                isPublished(facts, tunnel) ? tunnel.onRelay(key) : tunnel.shut().onRelay(key);
        journal.doing("admit the site to the relay");
        turns.at(tunnel.relay().publicAddress(), () -> {
            end.admit(wanted, facts);
            return wanted;
        });
        narrator.done("the relay carries " + site.name() + " as " + tunnel.block());
        narrator.doing("waiting for the router's handshake");
        var handshake = end.awaitHandshake(key, facts);
        narrator.done("the tunnel is up"
                + handshake
                        .endpoint()
                        .map(e -> "; the outside sees the router as " + e)
                        .orElse(""));
    }

    private void handOutPages(TunnelPlan tunnel, String relayKey) {
        var state = parts.state().site(site.name());
        var proving = new Proving(parts, narrator);
        var cameras = site.cameras().stream()
                .map(camera ->
                        proving.target(camera, tunnel.camera(camera.name()).toString()))
                .toList();
        new ViewerPages(state, new TunnelMaking(parts.state().ledger(), state))
                .write(tunnel, relayKey, cameras)
                .forEach(page -> narrator.done("SECRET page, for one person alone: " + page));
    }

    // ---- hand over and prove
    // --------------------------------------------------------------------------------------------

    private void handOver(Picture picture, TunnelPlan tunnel) throws IOException {
        var router = opened.orElseThrow();
        if (router.isThroughRelay() || !picture.router().board().hasOnePort()) {
            return;
        }
        narrator.chapter("hand-over");
        narrator.asks("move the cable from the laptop to the camera's injector: this router has one Ethernet port");
        router.link().close();
        var route = relayEnd.orElseThrow().through(tunnel.router().toString());
        var link = door.await(route, options.cableWait());
        opened = link.map(open -> new Opened(open, route));
        if (link.isEmpty()) {
            throw new ProblemException(Problem.unreachable(
                    "WAY-ROUTER-SILENT",
                    "the tunnel is up, but the router's SSH does not answer through it",
                    "it is not known why",
                    "run the same command again"));
        }
        narrator.done("the router answers through the relay at " + tunnel.router());
    }

    private void seeCameraFromRouter() throws IOException {
        narrator.chapter("camera");
        new CameraHop(narrator, site, options).fromRouter(opened.orElseThrow().link());
    }

    private void seeCameraFromRelay(TunnelPlan tunnel) {
        var relay = new LinkVantage(relayEnd.orElseThrow().link(), "the relay");
        new CameraHop(narrator, site, options).fromRelay(relay, tunnel);
    }

    /** Promise 7: open to the internet last, and never a camera whose firmware is known to be attacked. */
    private void publish(Picture picture, TunnelPlan tunnel, Optional<String> routerKey) throws IOException {
        if (tunnel.published().isEmpty() || isPublished(picture.relay().orElseThrow(), tunnel) || routerKey.isEmpty()) {
            return;
        }
        var end = relayEnd.orElseThrow();
        new Publishing(parts, narrator, site).mayOpen(new LinkVantage(end.link(), "the relay"), tunnel);
        journal.doing("publish on the relay");
        var wanted = tunnel.onRelay(routerKey.get());
        turns.at(tunnel.relay().publicAddress(), () -> {
            end.publish(wanted);
            return wanted;
        });
        tunnel.published()
                .forEach(port -> narrator.done("PUBLIC: TCP " + port.port() + " of "
                        + tunnel.relay().publicAddress() + " leads to " + port.camera() + ":" + port.cameraPort()));
    }

    private boolean isPublished(RelayFacts facts, TunnelPlan tunnel) {
        return facts.site(site.name())
                .filter(known -> known.published().equals(tunnel.published()))
                .isPresent();
    }

    private Optional<Problem> prove(Picture picture, TunnelPlan tunnel, Reachability reachability) {
        narrator.chapter("proof");
        var verify = new Verify(parts, narrator);
        RelayFile relay = site.access().relay().orElseThrow();
        var board = picture.router().board();
        verify.remember(
                site,
                Telling.story(
                        site,
                        tunnel,
                        relay,
                        board.model() + ", OpenWrt " + board.release(),
                        reachability.evidence(),
                        narrator.decisions(),
                        narrator.changes()));
        if (Proving.vantage(options, relay.tunnel()).isEmpty()) {
            narrator.warned("not proven from a viewer: this laptop is not in the tunnel. Next: outpost verify "
                    + site.file() + " --via socks5://HOST:PORT");
            narrator.fact("proven", false);
            return Optional.empty();
        }
        var proof = verify.prove(site, tunnel, relay, options);
        var page = verify.report(proof, site);
        narrator.fact("proven", proof.isProven());
        narrator.fact("report", page.toString());
        narrator.done("report: " + page);
        return proof.problem();
    }

    /** A second run: nothing is written; what is there is looked at. */
    private Optional<Problem> stillStands(Picture picture) throws IOException {
        var wan = awaitWan(picture);
        narrator.saw("wan has " + wan, "netifd");
        picture.tunnel()
                .ifPresent(tunnel -> picture.router()
                        .wireguardKey()
                        .flatMap(key -> picture.relay()
                                .flatMap(relay ->
                                        Optional.ofNullable(relay.handshakes().get(key))))
                        .ifPresent(at -> narrator.saw(
                                "the tunnel is up", "last handshake " + java.time.Instant.ofEpochSecond(at))));
        narrator.done("nothing to do: nothing was written");
        return picture.tunnel().isEmpty() ? Optional.of(nobodyCanReachIt()) : Optional.empty();
    }

    private Problem nobodyCanReachIt() {
        return Problem.blocked(
                "WAY-NO-RELAY",
                "nobody can reach this site after you leave",
                site.access().wayIn() == AccessWish.WayIn.LATER
                        ? "the site file says way-in: later"
                        : "no relay is named, and the operator gives no public address",
                "name a relay in " + site.file() + ", then run: outpost apply " + site.file());
    }

    @Override
    public void close() {
        opened.ifPresent(router -> router.link().close());
        relayEnd.ifPresent(RelayEnd::close);
    }
}
