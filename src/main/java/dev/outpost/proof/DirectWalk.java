package dev.outpost.proof;

import dev.outpost.camera.CameraProof;
import dev.outpost.ledger.Peer;
import dev.outpost.reach.Dial;
import dev.outpost.reach.TunnelTrouble;
import dev.outpost.relay.Handshake;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Walks along the way of a site whose router is the viewers' own end, as {@link Walk} does along one through a relay: a pure function. */
final class DirectWalk {
    private final PathSeen seen;
    private final Optional<RouterPath> router;
    private final String port;
    private final String apply;
    private final List<Hop> way = new ArrayList<>();

    DirectWalk(PathSeen seen) {
        this.seen = seen;
        this.router = seen.router();
        this.port = seen.port();
        this.apply = "run: outpost apply " + seen.site().file();
    }

    List<Hop> hops() {
        way.add(Walk.laptop(seen));
        way.add(router());
        var place = new DialledAt(seen);
        new ModemWalk(seen).hops().forEach(hop -> way.add(hop.name() == HopName.ADDRESS ? place.address(hop) : hop));
        place.stick().ifPresent(way::add);
        way.add(place.clock());
        way.add(place.name(isAnyBroken()));
        way.add(port());
        way.add(calls());
        way.add(handshake());
        var cameras = new CameraWalk(seen, isViewerIn());
        seen.site().cameras().forEach(camera -> way.addAll(cameras.hops(camera)));
        way.add(viewer());
        return List.copyOf(way);
    }

    private Hop router() {
        if (router.isPresent()) {
            return HopName.ROUTER.ok("it answers at " + router.get().by());
        }
        var why = seen.noRouter().map(Problem::what).orElse("nobody asked it");
        return seen.fromViewer() && !isViewerIn()
                ? HopName.ROUTER.broken(ProblemCode.WAY_ROUTER_SILENT.problem(
                        "the router answers neither the viewer nor this computer",
                        "it has no power, or its line is down, or its address is another one now; from here nobody"
                                + " can tell which",
                        "at the site: look at the router's and the modem's lights; with a computer on its LAN: outpost"
                                + " doctor " + seen.site().file()))
                : HopName.ROUTER.unknown(why);
    }

    /** Whether the viewer's packets arrive: a camera talked to it, or the router's own end took or refused its call. */
    private boolean isViewerIn() {
        return seen.fromViewer()
                && (seen.proofs().stream().anyMatch(CameraProof::hasTalked)
                        || seen.routerFromRelay()
                                .filter(dial -> dial instanceof Dial.Connected || dial instanceof Dial.Refused)
                                .isPresent());
    }

    /** Whether any viewer is in at this moment. */
    private boolean isAlive() {
        return isViewerIn()
                || router.filter(at -> at.tunnel().isUp())
                        .flatMap(RouterPath::sinceHandshake)
                        .filter(age -> age.compareTo(Handshake.LIVES) <= 0)
                        .isPresent();
    }

    private boolean isAnyBroken() {
        return way.stream().anyMatch(Hop::isBroken);
    }

    private Hop port() {
        if (isAlive()) {
            return HopName.ROUTER_UDP.ok("UDP " + port + " carries the viewers' tunnel");
        }
        if (router.isEmpty()) {
            return HopName.ROUTER_UDP.unknown("the router could not be asked");
        }
        var served = router.get().served();
        var another = served.listens().filter(listens -> !listens.equals(port));
        if (another.isPresent() || !served.opened().equals(Optional.of(port))) {
            return HopName.ROUTER_UDP.broken(shut(another));
        }
        return HopName.ROUTER_UDP.ok("wan lets in UDP " + port);
    }

    private Problem shut(Optional<String> listens) {
        return ProblemCode.WAY_PORT_SHUT.problem(
                listens.map(other -> "the router's WireGuard listens on UDP " + other + ", and viewers call " + port)
                        .orElse("the router's firewall lets in no UDP " + port + " from wan"),
                "somebody changed its configuration, or the last run did not come so far",
                apply);
    }

    private Hop calls() {
        if (isAlive()) {
            return HopName.CALLS.ok("a viewer's handshake came through");
        }
        if (isAnyBroken() || router.isEmpty()) {
            return HopName.CALLS.unknown("nothing could have come in");
        }
        var came = router.get().served().calls();
        if (came.filter(calls -> calls > 0).isPresent()) {
            return HopName.CALLS.ok(came.get() + " calls came in on UDP " + port);
        }
        return seen.fromViewer() && TunnelTrouble.ofEnd(router.get().tunnel()).isEmpty()
                ? HopName.CALLS.broken(ProblemCode.WAY_NO_HANDSHAKE.problem(
                        "the viewer called, and no handshake came to UDP " + port + " of the router"
                                + came.map(_ -> "; not one packet came in there")
                                        .orElse(""),
                        "the operator keeps calls from outside away, or the viewer's page names another address",
                        "ask the operator whether it lets UDP in; hand out the viewer's page anew; else name a relay"))
                : HopName.CALLS.unknown("only a viewer's call shows it: --via socks5://HOST:PORT");
    }

    private Hop handshake() {
        if (router.isEmpty()) {
            return isAlive()
                    ? HopName.HANDSHAKE.ok("the viewer is in")
                    : HopName.HANDSHAKE.unknown("the router could not be asked");
        }
        if (isAnyBroken()) {
            return HopName.HANDSHAKE.unknown("none while the way is broken before it; " + heard());
        }
        var end = TunnelTrouble.ofEnd(router.get().tunnel());
        if (end.isPresent()) {
            return HopName.HANDSHAKE.broken(end.get());
        }
        var strangers = seen.viewers().stream()
                .filter(peer -> !router.get().served().peers().containsKey(key(peer)))
                .map(Peer::name)
                .toList();
        if (!strangers.isEmpty()) {
            return HopName.HANDSHAKE.broken(ProblemCode.WAY_KEY_UNKNOWN.problem(
                    "the router does not know the key of " + String.join(", ", strangers),
                    "they were never let in on this router, or somebody took them away",
                    apply));
        }
        return isAlive() ? HopName.HANDSHAKE.ok(heard()) : HopName.HANDSHAKE.unknown("no viewer is in; " + heard());
    }

    private static String key(Peer peer) {
        return peer.publicKey().orElse("");
    }

    /** Each viewer's last handshake, as the router saw it. */
    private String heard() {
        var now = router.flatMap(at -> at.tunnel().clock()).orElse(seen.now());
        return seen.viewers().stream()
                .map(peer -> peer.name() + " " + heard(peer, now))
                .collect(Collectors.joining(", "));
    }

    private String heard(Peer peer, Instant now) {
        return router.flatMap(at -> at.served().since(key(peer), now))
                .map(age -> Math.max(0, age.toSeconds()) + " s ago")
                .orElse("never");
    }

    private Hop viewer() {
        if (!seen.fromViewer()) {
            return HopName.VIEWER.unknown("nobody looked from where a viewer sits: --via socks5://HOST:PORT");
        }
        if (isViewerIn()) {
            return HopName.VIEWER.ok("its packets arrive at the router");
        }
        return isAnyBroken() || router.isEmpty()
                ? HopName.VIEWER.unknown("the way to it is broken before")
                : HopName.VIEWER.broken(ProblemCode.WAY_VIEWER_SILENT.problem(
                        "others reach the router, or their calls arrive there, and this viewer does not",
                        "the viewer's own tunnel is down, its page is an old one, or the operator has begun to keep calls away",
                        "switch WireGuard off and on at the viewer; else hand out its page anew"));
    }
}
