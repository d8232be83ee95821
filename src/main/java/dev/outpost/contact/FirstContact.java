package dev.outpost.contact;

import dev.outpost.ledger.SiteState;
import dev.outpost.shell.Credentials;
import dev.outpost.shell.HostKeyPolicy;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.LinkException.Reason;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Route;
import dev.outpost.site.Reach;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Opens a router that only an address tells of: with no password and the tool's key, as at first contact. One that refuses, and shows
 * the pinned host key of a site, is asked once more as that site's router, with its password.
 */
public final class FirstContact {
    private final LocalNetwork here;

    public FirstContact(LocalNetwork here) {
        this.here = here;
    }

    /** The time in which its connections wait. */
    public Ticker ticker() {
        return here.ticker();
    }

    /**
     * Connects.
     *
     * @throws ProblemException {@code ROUTER-AMBIGUOUS}, {@code ROUTER-NOT-FRESH}, {@code ROUTER-UNREACHABLE}
     */
    public RemoteLink open(Reach reach) throws IOException {
        new Ambiguity(here).refuse(reach, Optional.empty());
        var route = new Route.Direct(reach.host(), reach.port());
        try {
            return here.links().open(route, credentials(Optional.empty()), new HostKeyPolicy.FirstSight());
        } catch (LinkException e) {
            var site =
                    e.reason() == Reason.LOGIN_REFUSED ? e.hostKey().flatMap(this::owner) : Optional.<SiteState>empty();
            if (site.isEmpty()) {
                throw new ProblemException(new NearbyRoutersHint(here).of(broken(e), reach));
            }
            return asSite(route, e.hostKey().orElseThrow(), site.get());
        }
    }

    private RemoteLink asSite(Route route, String hostKey, SiteState site) throws IOException {
        try {
            return here.links().open(route, credentials(Optional.of(site)), new HostKeyPolicy.Pinned(hostKey));
        } catch (LinkException e) {
            throw new ProblemException(broken(e));
        }
    }

    private Optional<SiteState> owner(String hostKey) {
        return here.state().sites().stream()
                .filter(site -> site.password().isPresent()
                        && site.unit()
                                .filter(unit -> unit.hostKey().equals(hostKey))
                                .isPresent())
                .findFirst();
    }

    private Credentials credentials(Optional<SiteState> site) {
        return new Credentials("root", true, here.ownKey(), site.flatMap(SiteState::password));
    }

    /** What became of a connection that did not come about, or broke in the middle. */
    public static Problem broken(LinkException e) {
        return e.reason() == Reason.LOGIN_REFUSED
                ? new Problem(
                        ProblemCode.ROUTER_NOT_FRESH,
                        "the host wants a password: " + e.getMessage(),
                        "it is not fresh, and it does not know the tool's key",
                        "look with the site's own file: outpost plan SITE")
                : new Problem(
                        ProblemCode.ROUTER_UNREACHABLE,
                        "the router does not answer: " + e.getMessage(),
                        cause(e),
                        e.getCause() instanceof UnknownHostException
                                ? "check the name, or give the number; usually 192.168.1.1"
                                : "check power and cable, then run the same command again");
    }

    private static String cause(LinkException e) {
        if (e.getCause() instanceof UnknownHostException) {
            return "it is mistyped, or no name server here knows it";
        }
        return e.reason() == Reason.REFUSED
                ? "a host is there, and nothing takes SSH at that port: it is still starting, or it is no OpenWrt"
                : "it is off, still starting, the cable is elsewhere, or the address is wrong";
    }
}
