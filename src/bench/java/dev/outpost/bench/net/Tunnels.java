package dev.outpost.bench.net;

import dev.outpost.net.Ipv4;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Handshakes between routers and relays. A router behind the operator's NAT has to speak first; the relay answers to
 * where the packet came from, for as long as the NAT remembers.
 */
final class Tunnels {

    /** wireguard: REKEY_TIMEOUT, an initiation without answer is sent again. */
    private static final Duration RETRY = Duration.ofSeconds(5);

    /** wireguard: REKEY_AFTER_TIME. */
    private static final Duration REKEY = Duration.ofMinutes(2);

    /** How long the operator's NAT remembers a silent UDP mapping. (Figure invented; RFC 4787 asks for two minutes.) */
    static final Duration NAT_LIFE = Duration.ofMinutes(1);

    /** wireguard: sizes of initiation, response and keepalive on the wire. */
    private static final int INITIATION = 148;

    private static final int RESPONSE = 92;

    private final Map<String, Link> links = new HashMap<>();
    private final Map<String, Instant> greatestStamp = new HashMap<>();
    private boolean blocked;

    /** What the tunnel went through. */
    private static final class Link {
        Optional<Duration> possibleSince = Optional.empty();
        Optional<Duration> first = Optional.empty();
        Optional<Duration> latest = Optional.empty();
        Optional<Duration> routerSpoke = Optional.empty();
        long up;
        long down;
        long lost;
    }

    /** One tunnel between a router and a relay, both ends as they are now. */
    record Tunnel(
            RouterView router,
            WireguardDevice routerEnd,
            WireguardPeer towardsRelay,
            RelayView relay,
            WireguardDevice relayEnd,
            WireguardPeer towardsRouter) {

        /** Its two interfaces; one that was made anew is another. */
        String ends() {
            return router.name() + " " + routerEnd.name() + " " + routerEnd.createdAt() + " " + relay.name() + " "
                    + relayEnd.name() + " " + relayEnd.createdAt();
        }

        /** Everything but the clock and somebody to speak first. */
        boolean couldShakeHands(Ipv4 carrier) {
            return router.isRunning()
                    && relay.isRunning()
                    && router.wan().isPresent()
                    && towardsRelay.presharedKey().equals(towardsRouter.presharedKey())
                    && endpointIsRight()
                    && endpointIsOutside()
                    && relay.arrives(
                                    relay.outside(),
                                    new Flow(Protocol.UDP, carrier, relay.publicAddress(), relayEnd.listenPort()))
                            instanceof Verdict.Local;
        }

        private boolean endpointIsRight() {
            return towardsRelay
                    .endpoint()
                    .filter(end -> end.address().equals(relay.publicAddress()) && end.port() == relayEnd.listenPort())
                    .isPresent();
        }

        /** A default route into the tunnel itself carries nothing. */
        private boolean endpointIsOutside() {
            return router.route(relay.publicAddress())
                    .filter(route -> route.device().equals(router.wanDevice()))
                    .isPresent();
        }
    }

    /** The operator carries nothing between them, for so long already that nobody thinks the tunnel up. */
    synchronized void areBlocked(boolean now) {
        blocked = now;
        if (now) {
            links.values().forEach(link -> link.latest = link.latest.map(at -> at.minusHours(1)));
        }
    }

    /** Brings a tunnel up to date and says whether packets pass now. */
    synchronized boolean carries(Tunnel tunnel, Ipv4 carrier, Duration now) {
        var link = link(tunnel);
        if (blocked || !tunnel.couldShakeHands(carrier)) {
            link.possibleSince = Optional.empty();
            link.first = Optional.empty();
            link.lost += blocked ? INITIATION : 0;
            return false;
        }
        if (link.possibleSince.isEmpty()) {
            link.possibleSince = Optional.of(now);
        }
        if (isMappingAlive(tunnel, link, now)) {
            shake(tunnel, link, now);
        }
        return link.first.isPresent() && isMappingAlive(tunnel, link, now);
    }

    /** A packet of the router's own goes into the tunnel: it opens the NAT and, if need be, starts a handshake. */
    synchronized boolean routerSpeaks(Tunnel tunnel, Ipv4 carrier, Duration now) {
        link(tunnel).routerSpoke = Optional.of(now);
        return carries(tunnel, carrier, now);
    }

    /** Bytes that a connection brought; seen from the relay. */
    synchronized void carried(Tunnel tunnel, long toRouter, long fromRouter) {
        var link = link(tunnel);
        link.down += toRouter;
        link.up += fromRouter;
    }

    /**
     * What went through it so far, in bytes.
     *
     * @param lost what the router sent into nothing
     */
    record Seen(Optional<Duration> latestHandshake, long up, long down, long lost) {}

    synchronized Seen seen(Tunnel tunnel) {
        var link = link(tunnel);
        return new Seen(link.latest, link.up, link.down, link.lost);
    }

    private void shake(Tunnel tunnel, Link link, Duration now) {
        var since = link.first.orElseGet(() -> nextTry(tunnel, link));
        if (now.compareTo(since) < 0) {
            return;
        }
        var latest = since.plus(REKEY.multipliedBy(now.minus(since).dividedBy(REKEY)));
        if (link.latest.filter(latest::equals).isPresent()) {
            return;
        }
        if (!isNewer(tunnel)) {
            link.first = Optional.empty();
            link.up += INITIATION;
            return;
        }
        link.first = Optional.of(since);
        link.latest = Optional.of(latest);
        link.up += INITIATION;
        link.down += RESPONSE;
    }

    /** The next multiple of the retry time after it became possible. */
    private static Duration nextTry(Tunnel tunnel, Link link) {
        var since = link.possibleSince.orElse(Duration.ZERO);
        if (link.routerSpoke.filter(spoke -> spoke.compareTo(since) >= 0).isPresent()) {
            return link.routerSpoke.get();
        }
        var start = tunnel.routerEnd().createdAt();
        var tries = since.minus(start).plus(RETRY).minusNanos(1).dividedBy(RETRY);
        return start.plus(RETRY.multipliedBy(Math.max(0, tries)));
    }

    /** A responder drops, silently, an initiation whose TAI64N stamp is not greater than the last one of that peer. */
    private boolean isNewer(Tunnel tunnel) {
        var memory = tunnel.relay().name() + " " + tunnel.relayEnd().createdAt() + " "
                + tunnel.towardsRouter().publicKey();
        var stamp = tunnel.router().wall();
        var greatest = greatestStamp.get(memory);
        if (greatest != null && !stamp.isAfter(greatest)) {
            return false;
        }
        greatestStamp.put(memory, stamp);
        return true;
    }

    private static boolean isMappingAlive(Tunnel tunnel, Link link, Duration now) {
        var keepalive = tunnel.towardsRelay().keepalive();
        return (keepalive.isPositive() && keepalive.compareTo(NAT_LIFE) <= 0)
                || link.routerSpoke
                        .filter(spoke -> now.minus(spoke).compareTo(NAT_LIFE) <= 0)
                        .isPresent();
    }

    private Link link(Tunnel tunnel) {
        return links.computeIfAbsent(tunnel.ends(), ends -> new Link());
    }
}
