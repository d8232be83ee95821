package dev.outpost.laptop;

import dev.outpost.ledger.Peer;
import dev.outpost.ledger.SiteEntry;
import dev.outpost.ledger.SiteWish;
import dev.outpost.ledger.Unit;
import dev.outpost.step.Change;
import dev.outpost.step.Phase;
import dev.outpost.step.Target;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One change on this computer: what is allocated, pinned, born or fetched here before a router or a relay hears of it. */
public sealed interface LaptopChange extends Change {

    /** What changes of this computer are made with. */
    interface Desk {
        void bearToolKey();

        /** A relay is known by its host key from now on. */
        void pinRelay(String relay, String hostKey);

        void bind(String site, Unit router);

        void keepProbe(String document);

        void makePassword();

        void give(SiteWish wish);

        void bearGuestKey(String site, String guest);

        /** @throws IOException if they could not be had: nothing else is changed then */
        void fetch(List<String> packages) throws IOException;
    }

    void makeOn(Desk desk) throws IOException;

    @Override
    default Target target() {
        return Target.LAPTOP;
    }

    @Override
    default Phase phase() {
        return Phase.LAPTOP;
    }

    /** The key that routers and relays are logged in to with. */
    record BearToolKey() implements LaptopChange {
        @Override
        public void makeOn(Desk desk) {
            desk.bearToolKey();
        }

        @Override
        public String kind() {
            return "key";
        }

        @Override
        public String describe() {
            return "laptop: make the tool's own RSA key, 0600; it never leaves this computer";
        }
    }

    /** A relay at first sight, by consent. */
    record PinRelay(String relay, String hostKey) implements LaptopChange {
        @Override
        public void makeOn(Desk desk) {
            desk.pinRelay(relay, hostKey);
        }

        @Override
        public String kind() {
            return "host-key";
        }

        @Override
        public String describe() {
            return "laptop: relay " + relay + " is known by its host key " + hostKey;
        }
    }

    /** A router at first contact, or in the place of the one that the site had. */
    record BindRouter(String site, Unit router) implements LaptopChange {
        @Override
        public void makeOn(Desk desk) {
            desk.bind(site, router);
        }

        @Override
        public String kind() {
            return "host-key";
        }

        @Override
        public String describe() {
            return "laptop: site " + site + " is bound to the router " + router.mac() + " with the host key "
                    + router.hostKey();
        }
    }

    /** A document that was named for this run serves the runs that name none. */
    record KeepProbe(String site, String document) implements LaptopChange {
        @Override
        public void makeOn(Desk desk) {
            desk.keepProbe(document);
        }

        @Override
        public String kind() {
            return "probe";
        }

        @Override
        public String describe() {
            return "laptop: the probe is kept for later runs of site " + site;
        }
    }

    /** Written down here before it is set anywhere. */
    record MakePassword(String site) implements LaptopChange {
        @Override
        public void makeOn(Desk desk) {
            desk.makePassword();
        }

        @Override
        public String kind() {
            return "password";
        }

        @Override
        public String describe() {
            return "laptop: make a password for the router of site " + site + ", kept here, 0600: *****";
        }
    }

    /**
     * The site's place in a tunnel.
     *
     * @param given what the ledger will give it, as far as nobody else is faster
     */
    record Allocate(SiteWish wish, SiteEntry given) implements LaptopChange {
        @Override
        public void makeOn(Desk desk) {
            desk.give(wish);
        }

        @Override
        public String kind() {
            return "allocation";
        }

        @Override
        public String describe() {
            var cameras = given.cameras().entrySet().stream()
                    .filter(camera -> wish.cameras().contains(camera.getKey()))
                    .map(camera -> "camera " + camera.getKey() + " " + camera.getValue());
            var guests = given.peers().stream()
                    .filter(peer -> wish.guests().containsKey(peer.name()))
                    .map(LaptopChange::words);
            var ports = wish.ports().stream().map(port -> "public TCP " + port.port());
            return "laptop: the ledger gives site " + given.site() + " " + given.network() + " of relay "
                    + given.relay() + ": "
                    + Stream.of(cameras, guests, ports).flatMap(each -> each).collect(Collectors.joining(", "));
        }
    }

    /** The key of somebody who looks, until its page is handed over. */
    record BearGuestKey(String site, Peer guest) implements LaptopChange {
        @Override
        public void makeOn(Desk desk) {
            desk.bearGuestKey(site, guest.name());
        }

        @Override
        public String kind() {
            return "key";
        }

        @Override
        public String describe() {
            return "laptop: make a WireGuard key for " + words(guest) + ", 0600";
        }
    }

    /** Packages that neither router nor laptop have. */
    record FetchPackages(String release, String board, List<String> names) implements LaptopChange {
        public FetchPackages {
            names = List.copyOf(names);
        }

        @Override
        public void makeOn(Desk desk) throws IOException {
            desk.fetch(names);
        }

        @Override
        public String kind() {
            return "packages";
        }

        @Override
        public String describe() {
            return "laptop: find where " + names.size() + " packages for OpenWrt " + release + " " + board
                    + " come from: the router's own feeds, else this computer's internet";
        }
    }

    private static String words(Peer peer) {
        return peer.role().name().toLowerCase(Locale.ROOT) + " " + peer.name() + " " + peer.address();
    }
}
