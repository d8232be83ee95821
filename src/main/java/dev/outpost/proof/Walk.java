package dev.outpost.proof;

import dev.outpost.reach.Dial;
import dev.outpost.reach.TunnelTrouble;
import dev.outpost.relay.Handshake;
import dev.outpost.relay.RelayProblems;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks along what was seen, from the modem to the viewer, and says of each hop how it is: a pure function. What lies behind a dead hop is not blamed. */
final class Walk {
    private final PathSeen seen;
    private final Optional<Problem> trouble;
    private final List<Hop> way = new ArrayList<>();

    private Walk(PathSeen seen) {
        this.seen = seen;
        var calls = seen.relay().publicAddress() + ":" + seen.relay().listen();
        this.trouble = isAlive()
                ? Optional.empty()
                : seen.router().flatMap(router -> TunnelTrouble.of(router.tunnel(), calls, seen.now()));
    }

    static List<Hop> along(PathSeen seen) {
        return new Walk(seen).hops();
    }

    private List<Hop> hops() {
        way.add(laptop(seen));
        way.add(router());
        way.addAll(new ModemWalk(seen).hops());
        way.add(dns());
        way.add(clock());
        way.add(relaySsh());
        way.add(relayUdp());
        way.add(handshake());
        var cameras = new CameraWalk(seen, isAlive());
        way.add(cameras.mayView());
        way.add(routerTunnel());
        seen.site().cameras().forEach(camera -> way.addAll(cameras.hops(camera)));
        way.add(cameras.viewer());
        return List.copyOf(way);
    }

    static Hop laptop(PathSeen seen) {
        return seen.laptop()
                .map(problem -> HopName.LAPTOP.broken(problem))
                .orElseGet(() -> HopName.LAPTOP.ok("nothing speaks against it"));
    }

    private Hop router() {
        if (seen.router().isPresent()) {
            return HopName.ROUTER.ok("it answers at " + seen.router().get().by());
        }
        var why = seen.noRouter().map(Problem::what).orElse("nobody asked it");
        return seen.relayFacts().isPresent() && !isAlive()
                ? HopName.ROUTER.broken(routerSilent())
                : HopName.ROUTER.unknown(why);
    }

    private Problem routerSilent() {
        var since = heard().flatMap(Handshake::at)
                .map(at -> "the router is silent since " + at)
                .orElse("the relay never heard the router");
        return ProblemCode.WAY_ROUTER_SILENT.problem(
                since + ", and it does not answer on its LAN from here",
                "it has no power, or its line is down; from here nobody can tell which",
                "at the site: look at the router's and the dongle's lights; with a computer on its LAN: outpost doctor "
                        + seen.site().file());
    }

    /** What the relay heard of the router. */
    private Optional<Handshake> heard() {
        return seen.relayFacts()
                .flatMap(relay -> seen.tunnel().given().routerKey().flatMap(relay::handshake));
    }

    /** Whether the two ends heard each other just now, by whichever end could be asked. */
    private boolean isAlive() {
        if (seen.router().filter(router -> !router.tunnel().isUp()).isPresent()) {
            return false;
        }
        if (heard().isPresent()) {
            return heard().filter(Handshake::isUp).isPresent();
        }
        return seen.router()
                .flatMap(RouterPath::sinceHandshake)
                .filter(age -> age.compareTo(Handshake.LIVES) <= 0)
                .isPresent();
    }

    private Hop dns() {
        var lost = trouble(ProblemCode.WAY_NAME_UNKNOWN);
        if (lost.isPresent()) {
            return HopName.DNS.broken(lost.get());
        }
        if (seen.router().isEmpty()) {
            return HopName.DNS.unknown("the router could not be asked");
        }
        var names = seen.router().get().names();
        var servers = names + (names == 1 ? " name server on wan" : " name servers on wan");
        return seen.relay().publicAddress().matches("[0-9.]+")
                ? HopName.DNS.ok("not needed: the relay is called by its number; " + servers)
                : HopName.DNS.ok("the router finds " + seen.relay().publicAddress() + "; " + servers);
    }

    private Hop clock() {
        var behind = trouble(ProblemCode.WAY_CLOCK_BEHIND);
        if (behind.isPresent()) {
            return HopName.CLOCK.broken(behind.get());
        }
        return seen.router()
                .flatMap(router -> router.tunnel().clock())
                .map(clock -> HopName.CLOCK.ok("it says " + clock + off(clock)))
                .orElseGet(() -> HopName.CLOCK.unknown("the router could not be asked"));
    }

    private String off(Instant clock) {
        return ", " + Duration.between(clock, seen.now()).abs().toSeconds() + " s beside this computer's";
    }

    private Optional<Problem> trouble(ProblemCode... codes) {
        return trouble.filter(problem -> List.of(codes).contains(problem.code()));
    }

    private Hop relaySsh() {
        if (seen.noRelay().isEmpty()) {
            return HopName.RELAY_SSH.ok("relay " + seen.relay().name() + " lets us in");
        }
        return seen.laptop().isPresent()
                ? HopName.RELAY_SSH.unknown("this computer has no way out")
                : HopName.RELAY_SSH.broken(seen.noRelay().get());
    }

    private Hop relayUdp() {
        var port = "UDP " + seen.relay().listen() + " of " + seen.relay().publicAddress();
        if (isAlive()) {
            return HopName.RELAY_UDP.ok(port + " carries the tunnel");
        }
        if (seen.relayFacts().isEmpty()) {
            return HopName.RELAY_UDP.unknown("the relay could not be asked");
        }
        if (!seen.relayFacts().get().interfaceUp()) {
            return HopName.RELAY_UDP.broken(tunnelDown(port));
        }
        if (isAnyBroken() || seen.router().isEmpty() || trouble.isPresent() || !isKnownToRelay()) {
            return HopName.RELAY_UDP.unknown("nothing came from the router that could prove it");
        }
        return HopName.RELAY_UDP.broken(filtered());
    }

    private Problem tunnelDown(String port) {
        return ProblemCode.RELAY_TUNNEL_DOWN.problem(
                "the relay " + seen.relay().name() + " is up, and its WireGuard is not: nobody listens on " + port,
                "its interface is down; somebody stopped it, or it did not come back after a restart",
                "run: outpost apply " + seen.site().file());
    }

    private Problem filtered() {
        var behind = heard().map(silent -> RelayProblems.silent(seen.relay(), silent))
                .orElseGet(() -> RelayProblems.neverShookHands(seen.relay()));
        return seen.router()
                .map(router -> behind.withBecause(TunnelTrouble.left(router.tunnel()) + "; " + behind.because()))
                .orElse(behind);
    }

    private boolean isKnownToRelay() {
        return seen.relayFacts()
                .flatMap(relay -> seen.tunnel().given().routerKey().filter(relay.peers()::containsKey))
                .isPresent();
    }

    private boolean isAnyBroken() {
        return way.stream().anyMatch(Hop::isBroken);
    }

    private Hop handshake() {
        if (isAlive()) {
            return HopName.HANDSHAKE.ok("the last one is " + freshness() + counters());
        }
        if (isAnyBroken()) {
            return HopName.HANDSHAKE.unknown("none while the way is broken before it" + counters());
        }
        var own = trouble(ProblemCode.WAY_TUNNEL_DOWN, ProblemCode.WAY_NOTHING_SENT);
        if (own.isPresent()) {
            return HopName.HANDSHAKE.broken(own.get());
        }
        if (seen.relayFacts().isPresent() && !isKnownToRelay()) {
            return HopName.HANDSHAKE.broken(ProblemCode.WAY_KEY_UNKNOWN.problem(
                    "the relay does not know the key of this site's router",
                    "it was never admitted, or somebody took it away",
                    "run: outpost apply " + seen.site().file()));
        }
        return HopName.HANDSHAKE.unknown("nobody could be asked" + counters());
    }

    private String freshness() {
        return heard().flatMap(shake -> shake.at().flatMap(at -> shake.seenAt().map(now -> Duration.between(at, now))))
                .or(() -> seen.router().flatMap(RouterPath::sinceHandshake))
                .map(age -> Math.max(0, age.toSeconds()) + " s old")
                .orElse("fresh");
    }

    private String counters() {
        return seen.router()
                .map(router -> "; " + TunnelTrouble.left(router.tunnel()))
                .orElse("");
    }

    private Hop routerTunnel() {
        var address = seen.tunnel().router().toString();
        if (seen.router().filter(RouterPath::throughRelay).isPresent()) {
            return HopName.ROUTER_TUNNEL.ok(address + " answers from the relay");
        }
        if (seen.routerFromRelay().isEmpty() || !isAlive()) {
            return HopName.ROUTER_TUNNEL.unknown("nobody could ask for it");
        }
        return switch (seen.routerFromRelay().get()) {
            case Dial.Connected _, Dial.Refused _ -> HopName.ROUTER_TUNNEL.ok(address + " answers from the relay");
            case Dial dead -> HopName.ROUTER_TUNNEL.broken(tunnelSilent(address, dead));
        };
    }

    private Problem tunnelSilent(String address, Dial dial) {
        return ProblemCode.WAY_ROUTER_SILENT.problem(
                "the router's address in the tunnel, " + address + ", does not answer from the relay: " + dial.words(),
                "the last handshake is " + freshness()
                        + (seen.router().isPresent()
                                ? "; the router's firewall lets nothing in from its tunnel"
                                : ": the router has lost power or its line just now"),
                seen.router().isPresent()
                        ? "run: outpost apply " + seen.site().file()
                        : "wait three minutes, then: outpost doctor "
                                + seen.site().file());
    }
}
