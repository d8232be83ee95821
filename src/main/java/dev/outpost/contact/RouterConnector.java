package dev.outpost.contact;

import dev.outpost.laptop.WayOut;
import dev.outpost.ledger.SiteState;
import dev.outpost.ledger.Unit;
import dev.outpost.router.LanMoves;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.LinkException.Reason;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Route;
import dev.outpost.site.Secrets;
import dev.outpost.site.Site;
import dev.outpost.step.Deadline;
import dev.outpost.step.Narrator;
import dev.outpost.step.Problem;
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
    private static final Duration BETWEEN = Duration.ofMillis(400);

    private final LocalNetwork here;
    private final Site site;
    private final SiteState state;
    private final Narrator narrator;
    private final RouterLogin login;

    public RouterConnector(LocalNetwork here, Secrets secrets, Site site, Narrator narrator) {
        this.here = here;
        this.site = site;
        this.narrator = narrator;
        this.login = new RouterLogin(here, secrets, site);
        this.state = login.state();
    }

    /** @param isSpare whether a router is expected that the site does not have yet: what is pinned is another one's */
    public static RouterConnector to(
            boolean isSpare, LocalNetwork here, Secrets secrets, Site site, Narrator narrator) {
        var connector = new RouterConnector(here, secrets, site, narrator);
        if (isSpare) {
            connector.login.pin(Optional.empty());
        }
        return connector;
    }

    /** From now on this host key and no other. */
    public void pin(String hostKey) {
        login.pin(Optional.of(hostKey));
    }

    /** Whether a host key is known that the router has to show. */
    public boolean isPinned() {
        return login.isPinned();
    }

    /** The host key that a host showed which let nobody in. */
    public Optional<String> refusedKey() {
        return login.refusedKey();
    }

    /** Our own public key, as the router knows it: one line. */
    public String ownKey() {
        return login.ownKey();
    }

    /** A login with the tool's key and nothing else: proves that the key works. */
    public RemoteLink withKeyOnly(Route route) throws IOException {
        return login.withKeyOnly(route);
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
        return new UnitWays(here, state.unit().map(Unit::mac)).linkLocals(port);
    }

    /** The same, where a router greets there: the one of the site, or the one whose MAC its file names. */
    public List<Route> greeting() {
        return new UnitWays(here, state.unit().map(Unit::mac).or(site::mac)).overCable();
    }

    /** Whether nothing but the MAC in its file tells it from others. */
    public boolean isKnownByMac() {
        return state.unit().isEmpty() && site.mac().isPresent();
    }

    /** The same on the port of the given address. */
    public List<Route> overCable() {
        return linkLocals(site.reach().port());
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
        return new WayOut(here.laptop()).renewal(lan);
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
                    var link = login.open(route);
                    strangers.forEach(problem -> narrator.warned(problem.what() + "; it was passed by"));
                    narrator.saw("the router answers at " + route, "host key " + link.hostKey());
                    return new RouterConnection(link, route);
                } catch (LinkException e) {
                    switch (e.reason()) {
                        case LOGIN_REFUSED -> throw new ProblemException(login.refused(e, route));
                        case HOST_KEY_CHANGED -> {
                            strangers.add(login.refused(e, route));
                            spare |= !new OwnGateway(here.laptop()).isAt(route.host());
                        }
                        case SILENT, REFUSED, NOT_SSH, LOST, TIMED_OUT -> failures.add(e);
                    }
                }
            }
        }
        throw new ProblemException(strangers.isEmpty() ? RouterLogin.unreachable(failures) : strangers.getFirst());
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
                    return Optional.of(new RouterConnection(login.again(route), route));
                } catch (LinkException e) {
                    if (e.reason() == Reason.HOST_KEY_CHANGED && routes.size() == 1) {
                        throw new ProblemException(login.refused(e, route));
                    }
                }
            }
            pause(BETWEEN);
        } while (!end.isOver());
        return Optional.empty();
    }

    /** The end of a wait for the router. */
    public Deadline in(Duration patience) {
        return here.ticker().in(patience);
    }

    /** Waits a little before the next try. */
    public void pause(Duration time) throws IOException {
        try {
            here.ticker().pause(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LinkException(Reason.LOST, "interrupted", e);
        }
    }
}
