package dev.outpost.contact;

import dev.outpost.contact.Standing.Kind;
import dev.outpost.router.Look;
import dev.outpost.router.RouterFacts;
import dev.outpost.shell.Credentials;
import dev.outpost.shell.HostKeyPolicy;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.LinkException.Reason;
import dev.outpost.shell.RemoteLink;
import dev.outpost.step.ProblemException;
import dev.outpost.step.SystemWords;
import java.io.IOException;
import java.util.Optional;

/** Looks at a router that nobody vouches for: no password is offered to it, and its key is pinned nowhere. */
final class Stranger {
    private final LocalNetwork here;
    private final KnownUnits known;

    Stranger(LocalNetwork here, KnownUnits known) {
        this.here = here;
        this.known = known;
    }

    FoundRouter look(Neighbour host) {
        var credentials = new Credentials("root", true, here.ownKey(), Optional.empty());
        try (var link = here.links().open(host.route(), credentials, new HostKeyPolicy.FirstSight())) {
            return seen(host, link);
        } catch (LinkException e) {
            return refused(host, e);
        } catch (IOException e) {
            return silent(host, SystemWords.of(e));
        }
    }

    private FoundRouter seen(Neighbour host, RemoteLink link) throws IOException {
        var key = Optional.of(link.hostKey());
        var login = Optional.of(link.login());
        try {
            var facts = Look.at(link);
            var mac = Optional.of(facts.board().mac())
                    .filter(text -> !text.isEmpty())
                    .or(host::mac);
            var standing = known.of(link.hostKey(), mac, Optional.of(facts));
            return new FoundRouter(host, mac, key, login, Optional.of(facts), standing);
        } catch (ProblemException e) {
            var standing = Standing.of(Kind.NOT_OPENWRT, e.problem().what());
            return new FoundRouter(host, host.mac(), key, login, Optional.<RouterFacts>empty(), standing);
        }
    }

    private FoundRouter refused(Neighbour host, LinkException e) {
        if (e.reason() != Reason.LOGIN_REFUSED || e.hostKey().isEmpty()) {
            return silent(host, SystemWords.of(e));
        }
        var known = this.known.of(e.hostKey().get(), host.mac(), Optional.empty());
        var standing = host.version()
                .filter(version -> known.kind() == Kind.FOREIGN)
                .map(version -> Standing.of(
                        Kind.NOT_OPENWRT,
                        "its SSH server names its version, dropbear " + version + "; OpenWrt's names none"))
                .orElse(known);
        return new FoundRouter(host, host.mac(), e.hostKey(), Optional.empty(), Optional.empty(), standing);
    }

    private static FoundRouter silent(Neighbour host, String words) {
        return new FoundRouter(
                host,
                host.mac(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Standing.of(Kind.SILENT, words));
    }
}
