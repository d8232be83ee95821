package dev.outpost.contact;

import dev.outpost.laptop.DefaultRoute;
import dev.outpost.laptop.LeaseRenewal;
import dev.outpost.laptop.Nic;
import dev.outpost.laptop.Nics;
import dev.outpost.ledger.SiteState;
import dev.outpost.ledger.Unit;
import dev.outpost.net.Eui64;
import dev.outpost.router.LanMoves;
import dev.outpost.shell.Credentials;
import dev.outpost.shell.HostKeyPolicy;
import dev.outpost.shell.Identity;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.LinkException.Reason;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Route;
import dev.outpost.shell.Secret;
import dev.outpost.site.SecretSource;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Deadline;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Opens connections to a site's router, over the first way that answers. */
public final class RouterConnector {
    private static final String USER = "root";
    private static final Duration BETWEEN = Duration.ofMillis(400);

    private final LocalNetwork here;
    private final Secrets secrets;
    private final Site site;
    private final SiteState state;
    private final Narrator narrator;
    private Optional<String> pinned;
    private Optional<String> refusedKey = Optional.empty();
    private Optional<Secret> asked = Optional.empty();

    public RouterConnector(LocalNetwork here, Secrets secrets, Site site, Narrator narrator) {
        this.here = here;
        this.secrets = secrets;
        this.site = site;
        this.state = here.state().site(site.name());
        this.narrator = narrator;
        this.pinned = state.unit().map(Unit::hostKey);
    }

    /** A router is expected that the site does not have yet: what is pinned is another one's. */
    public static RouterConnector toSpare(LocalNetwork here, Secrets secrets, Site site, Narrator narrator) {
        var connector = new RouterConnector(here, secrets, site, narrator);
        connector.pinned = Optional.empty();
        return connector;
    }

    /** From now on this host key and no other. */
    public void pin(String hostKey) {
        pinned = Optional.of(hostKey);
    }

    public Route given() {
        return new Route.Direct(site.reach().host(), site.reach().port());
    }

    /** The given address; where that is the one that the router's LAN had before we moved it, the new one first. */
    public List<Route> known() {
        var given = site.reach();
        var moved = state.lan().filter(lan -> !lan.now().equals(given.host()));
        if (moved.isEmpty() || !moved.get().before().equals(given.host())) {
            return List.of(given());
        }
        narrator.saw(
                "the LAN of site " + site.name() + " was moved from " + given.host() + " to "
                        + moved.get().now(),
                "the state of this laptop; router.reach may say so");
        return List.of(new Route.Direct(moved.get().now(), given.port()), given());
    }

    /** Remembers where the router's LAN is now. */
    public void lanMoved(LanMoves move) {
        var from = move.from().replaceFirst("/.*", "");
        state.lan(new SiteState.Lan(move.address(), from));
    }

    /** Whether this way leads to the router by somebody else's port, whatever the LAN's address is. */
    public boolean isForwarded(Route.Direct route) {
        return route.host().startsWith("127.")
                || route.host().equals("localhost")
                || route.host().equals("::1");
    }

    /** The router's address on each wired interface that does not change with its LAN: IPv6 link-local, made of its MAC. */
    public List<Route> linkLocals(int port) {
        return state.unit().stream()
                .map(unit -> Eui64.linkLocal(unit.mac()))
                .flatMap(address -> Nics.wired(here.laptop()).stream()
                        .filter(Nic::canAsk)
                        .<Route>map(nic -> new Route.Direct(address + "%" + nic.name(), port)))
                .toList();
    }

    /** The same on the port of the given address. */
    public List<Route> overCable() {
        return linkLocals(site.reach().port());
    }

    /** Our own public key, as the router knows it: one line. */
    public String ownKey() {
        return here.state().key().publicLine().strip();
    }

    /** This way, then the cable itself: a laptop's lease may be gone after the network's restart. */
    public List<Route> andOverCable(Route route) {
        return route instanceof Route.Direct direct && !isForwarded(direct)
                ? Stream.concat(Stream.of(route), linkLocals(direct.port()).stream())
                        .distinct()
                        .toList()
                : List.of(route);
    }

    /** What gives the laptop a new address from the router: a command to type. */
    public String renewal(String lan) {
        return new LeaseRenewal(here.laptop()).command(lan);
    }

    /**
     * The first of these ways that answers; each is worked out when those before it have failed. Another host at the given address is passed by where
     * the site's own router answers on the same cable, or where it is plainly the router of another place: this laptop's own gateway.
     *
     * @throws ProblemException ROUTER-UNREACHABLE, ROUTER-HOSTKEY-CHANGED, ROUTER-PASSWORD-WRONG
     */
    public RouterConnection open(List<Supplier<List<Route>>> ways) throws IOException {
        var failures = new ArrayList<LinkException>();
        var strangers = new ArrayList<Problem>();
        var spare = false;
        for (var way : ways) {
            for (var route : way.get()) {
                if (route instanceof Route.Through && spare) {
                    continue;
                }
                try {
                    var link = link(route);
                    strangers.forEach(problem -> narrator.warned(problem.what() + "; it was passed by"));
                    narrator.saw("the router answers at " + route, "host key " + link.hostKey());
                    return new RouterConnection(link, route);
                } catch (LinkException e) {
                    switch (e.reason()) {
                        case LOGIN_REFUSED -> throw new ProblemException(refused(e, route));
                        case HOST_KEY_CHANGED -> {
                            strangers.add(refused(e, route));
                            spare |= !isOwnGateway(route.host());
                        }
                        case SILENT, REFUSED, NOT_SSH, LOST, TIMED_OUT -> failures.add(e);
                    }
                }
            }
        }
        throw new ProblemException(strangers.isEmpty() ? unreachable(failures) : strangers.getFirst());
    }

    /** A host that shows the site's own key, and takes neither our key nor what is kept here, may ask a person for its password. */
    private RemoteLink link(Route route) throws IOException {
        try {
            return here.links().open(route, credentials(), policy());
        } catch (LinkException e) {
            if (e.reason() != Reason.LOGIN_REFUSED || password().isPresent() || !isPinned()) {
                throw e;
            }
            asked = secrets.asked("the password of root on the router of site " + site.name());
            if (asked.isEmpty()) {
                throw e;
            }
            var link = here.links().open(route, credentials(), policy());
            if (site.password() instanceof SecretSource.Generate) {
                state.password(asked.get());
            }
            return link;
        }
    }

    /** The host key that a host showed which let nobody in. */
    public Optional<String> refusedKey() {
        return refusedKey;
    }

    private boolean isOwnGateway(String host) {
        return DefaultRoute.all(here.laptop()).anyMatch(route -> route.gateway().equals(host));
    }

    /** Whether a host key is known that the router has to show. */
    public boolean isPinned() {
        return pinned.isPresent();
    }

    /** A login with the tool's key and nothing else: proves that the key works. */
    public RemoteLink withKeyOnly(Route route) throws IOException {
        try {
            return here.links().open(route, Credentials.keyOnly(USER, toolKey().getFirst()), policy());
        } catch (LinkException e) {
            throw new ProblemException(
                    e.reason() == Reason.LOGIN_REFUSED
                            ? new Problem(
                                    ProblemCode.ROUTER_KEY_REFUSED,
                                    "the router does not take the key that was just authorized",
                                    "its SSH server may know no RSA keys",
                                    "run: ssh -v root@" + site.reach().host())
                            : unreachable(List.of(e)));
        }
    }

    /** Tries a way again and again until it answers or the time is up. */
    public Optional<RemoteLink> await(Route route, Duration patience) throws IOException {
        return await(List.of(route), patience).map(RouterConnection::link);
    }

    /** Tries several ways in turn until one of them answers or the time is up. */
    public Optional<RouterConnection> await(List<Route> routes, Duration patience) throws IOException {
        var end = in(patience);
        do {
            for (var route : routes) {
                try {
                    return Optional.of(new RouterConnection(here.links().open(route, credentials(), policy()), route));
                } catch (LinkException e) {
                    if (e.reason() == Reason.HOST_KEY_CHANGED && routes.size() == 1) {
                        throw new ProblemException(refused(e, route));
                    }
                }
            }
            pause(BETWEEN);
        } while (!end.isOver());
        return Optional.empty();
    }

    /** The end of a wait for the router. */
    public Deadline in(Duration patience) {
        return here.links().ticker().in(patience);
    }

    /** Waits a little before the next try. */
    public void pause(Duration time) throws IOException {
        try {
            here.links().ticker().pause(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LinkException(Reason.LOST, "interrupted", e);
        }
    }

    private HostKeyPolicy policy() {
        return pinned.<HostKeyPolicy>map(HostKeyPolicy.Pinned::new).orElseGet(HostKeyPolicy.FirstSight::new);
    }

    private Credentials credentials() {
        return new Credentials(USER, true, toolKey(), password());
    }

    /** None before it was born: a fresh router asks for none. */
    private List<Identity> toolKey() {
        return here.state().keyIfBorn().<Identity>map(key -> new Identity.Pair(key.pair())).stream()
                .toList();
    }

    /** Known only after it was set from here, or where the site file says where it is; offered to a pinned host alone. */
    private Optional<Secret> password() {
        if (pinned.isEmpty()) {
            return Optional.empty();
        }
        return asked.or(this::kept);
    }

    private Optional<Secret> kept() {
        return switch (site.password()) {
            case SecretSource.Generate() -> state.password();
            case SecretSource.Prompt() -> Optional.empty();
            case SecretSource source -> Optional.of(secrets.read(source, "the router's password"));
        };
    }

    private Problem refused(LinkException e, Route route) {
        refusedKey = e.hostKey();
        if (e.reason() == Reason.HOST_KEY_CHANGED) {
            return new Problem(
                    ProblemCode.ROUTER_HOSTKEY_CHANGED,
                    "the host at " + route + " shows the host key "
                            + e.hostKey().orElse("?") + ", not " + pinned.orElse("?") + " of site " + site.name(),
                    "it is another router, or it was flashed anew",
                    "if it shall take the site's place: outpost replace " + site.file() + " router");
        }
        return pinned.isEmpty()
                ? new Problem(
                        ProblemCode.ROUTER_NOT_FRESH,
                        "the router at " + route + " wants a password or a key",
                        "it is not fresh, and no password is offered to a host whose key is not known",
                        "check the address; where another computer set it up: outpost relay recover RELAYFILE; one that nobody"
                                + " knows is reset (hold reset for 10 s)")
                : wrongPassword(route);
    }

    private Problem wrongPassword(Route route) {
        var file = state.file("password");
        return state.isRecovered() && password().isEmpty()
                ? new Problem(
                        ProblemCode.ROUTER_PASSWORD_WRONG,
                        "the router at " + route + " wants the password of root",
                        "another computer set it up, and keeps the password as " + file.getFileName() + " in its state",
                        "write it into " + file + ", or run this at a terminal and type it")
                : new Problem(
                        ProblemCode.ROUTER_PASSWORD_WRONG,
                        "the router at " + route + " takes neither our key nor the password of the site",
                        "somebody changed them since the last run",
                        "write the password that it has into " + file + ", or put the line of "
                                + here.state().keys().resolve("outpost_rsa.pub")
                                + " back into its /etc/dropbear/authorized_keys");
    }

    private Problem unreachable(List<LinkException> failures) {
        var words = failures.stream()
                .map(e -> String.valueOf(e.getMessage()))
                .distinct()
                .toList();
        return new Problem(
                ProblemCode.ROUTER_UNREACHABLE,
                "the router does not answer: " + String.join("; ", words),
                "it is off, still starting, the cable is elsewhere, or the address is wrong",
                "check power and cable, then run the same command again; another address: --router HOST");
    }
}
