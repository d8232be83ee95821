package dev.outpost.laptop;

import dev.outpost.ledger.Peer;
import dev.outpost.ledger.SiteEntry;
import dev.outpost.ledger.SiteWish;
import dev.outpost.ledger.Unit;
import dev.outpost.step.Change;
import dev.outpost.step.Phase;
import dev.outpost.step.Target;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One change on this computer: what is allocated, pinned, born or fetched here before a router or a relay hears of it. */
public sealed interface LaptopChange extends Change {

    /** The key that routers and relays are logged in to with. */
    record BearToolKey() implements LaptopChange {}

    /** A relay at first sight, by consent. */
    record PinRelay(String relay, String hostKey) implements LaptopChange {}

    /** A router at first contact, or in the place of the one that the site had. */
    record BindRouter(String site, Unit router) implements LaptopChange {}

    /** A document that was named for this run serves the runs that name none. */
    record KeepProbe(String site, String document) implements LaptopChange {}

    /** Written down here before it is set anywhere. */
    record MakePassword(String site) implements LaptopChange {}

    /**
     * The site's place in a tunnel.
     *
     * @param given what the ledger will give it, as far as nobody else is faster
     */
    record Allocate(SiteWish wish, SiteEntry given) implements LaptopChange {}

    /** The key of somebody who looks, until its page is handed over. */
    record BearGuestKey(String site, Peer guest) implements LaptopChange {}

    /** Packages that neither router nor laptop have. */
    record FetchPackages(String release, String board, List<String> names) implements LaptopChange {
        public FetchPackages {
            names = List.copyOf(names);
        }
    }

    @Override
    default Target target() {
        return Target.LAPTOP;
    }

    @Override
    default Phase phase() {
        return Phase.LAPTOP;
    }

    @Override
    default String kind() {
        return switch (this) {
            case BearToolKey _, BearGuestKey _ -> "key";
            case PinRelay _, BindRouter _ -> "host-key";
            case KeepProbe _ -> "probe";
            case MakePassword _ -> "password";
            case Allocate _ -> "allocation";
            case FetchPackages _ -> "packages";
        };
    }

    @Override
    default String describe() {
        return "laptop: "
                + switch (this) {
                    case BearToolKey() -> "make the tool's own RSA key, 0600; it never leaves this computer";
                    case PinRelay(var relay, var key) -> "relay " + relay + " is known by its host key " + key;
                    case BindRouter(var site, var router) ->
                        "site " + site + " is bound to the router " + router.mac() + " with the host key "
                                + router.hostKey();
                    case KeepProbe probe -> "the probe is kept for later runs of site " + probe.site();
                    case MakePassword(var site) ->
                        "make a password for the router of site " + site + ", kept here, 0600: *****";
                    case Allocate(var wish, var given) -> words(wish, given);
                    case BearGuestKey born -> "make a WireGuard key for " + words(born.guest()) + ", 0600";
                    case FetchPackages(var release, var board, var names) ->
                        "find where " + names.size() + " packages for OpenWrt " + release + " " + board
                                + " come from: the router's own feeds, else this computer's internet";
                };
    }

    private static String words(SiteWish wish, SiteEntry given) {
        var cameras = given.cameras().entrySet().stream()
                .filter(camera -> wish.cameras().contains(camera.getKey()))
                .map(camera -> "camera " + camera.getKey() + " " + camera.getValue());
        var guests = given.peers().stream()
                .filter(peer -> wish.guests().containsKey(peer.name()))
                .map(LaptopChange::words);
        var ports = wish.ports().stream().map(port -> "public TCP " + port.port());
        return "the ledger gives site " + given.site() + " " + given.network() + " of relay " + given.relay() + ": "
                + Stream.of(cameras, guests, ports).flatMap(each -> each).collect(Collectors.joining(", "));
    }

    /** "viewer anna 10.44.0.5". */
    static String words(Peer peer) {
        return peer.role().name().toLowerCase(Locale.ROOT) + " " + peer.name() + " " + peer.address();
    }
}
