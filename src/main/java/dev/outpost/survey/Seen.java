package dev.outpost.survey;

import dev.outpost.ledger.Unit;
import dev.outpost.net.Ipv4;
import dev.outpost.net.TunnelKey;
import dev.outpost.reach.Line;
import dev.outpost.relay.RelayFacts;
import dev.outpost.router.RouterFacts;
import dev.outpost.step.Problem;
import dev.outpost.uplink.ChosenUplink;
import java.util.Optional;

/**
 * What one look saw of all that a site is made of. Nothing was written for it, anywhere.
 *
 * @param host where the router answered
 * @param hostKey that it showed
 * @param gateway why it must not be adopted, where it is the laptop's own way to the internet
 * @param relay absent where nobody asks for a tunnel
 * @param probed the dongle that was probed on the laptop
 * @param modem the dongle that decides: the probed one, else what the router's USB tree shows; with the uplink that stands already
 */
public record Seen(
        RouterFacts router,
        String host,
        String hostKey,
        Optional<Problem> gateway,
        Optional<RelayFacts> relay,
        Optional<ChosenUplink> probed,
        Optional<ChosenUplink> modem,
        LaptopFacts laptop) {
    /** Where the relay heard this router from. */
    private Optional<Ipv4> byRelay() {
        return router.wireguardKey()
                .flatMap(key -> relay.flatMap(
                        facts -> Optional.ofNullable(facts.endpoints().get(key))))
                .map(endpoint -> endpoint.replaceFirst(":[0-9]+$", ""))
                .flatMap(Ipv4::parse);
    }

    /** What was observed of the router's line: its interface's own address, and where the relay heard it. */
    public Line line(String wan) {
        return Line.of(wan).seen(byRelay().map(from -> new Line.Sighting("the relay", from)).stream());
    }

    /** The public key of the tunnel's other end. */
    public TunnelKey relayKey() {
        return TunnelKey.of(relay.flatMap(RelayFacts::publicKey));
    }

    /** The router as a thing. */
    public Unit unit() {
        return new Unit(router.board().mac(), hostKey);
    }

    /** The same with the router as it is now. */
    public Seen with(RouterFacts now) {
        return new Seen(now, host, hostKey, gateway, relay, probed, modem, laptop);
    }

    /** The same with the relay as it is now, and what the laptop has to give with it. */
    public Seen withRelay(Optional<RelayFacts> now, LaptopFacts given) {
        return new Seen(router, host, hostKey, gateway, now, probed, modem, given);
    }

    /** The same once the laptop did its part. */
    public Seen with(LaptopFacts now) {
        return new Seen(router, host, hostKey, gateway, relay, probed, modem, now);
    }
}
