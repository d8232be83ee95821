package dev.outpost.relay;

import dev.outpost.step.Change;
import dev.outpost.step.Phase;
import dev.outpost.step.Target;
import java.util.List;
import java.util.stream.Collectors;

/** One change on the relay, printed before it is made. */
public sealed interface RelayChange extends Change {
    /** The relay as this change makes it. What a server is besides its sites, its script makes whole each time. */
    default RelayDraft on(RelayDraft relay) {
        return relay;
    }

    /** Whether it changes the server itself, and not only what it carries for a site. */
    default boolean isOfServer() {
        return phase() == Phase.SERVER;
    }

    @Override
    default Target target() {
        return Target.RELAY;
    }

    @Override
    default Phase phase() {
        return Phase.SERVER;
    }

    /** What it carries for a site. */
    sealed interface OfSite extends RelayChange {
        @Override
        default Phase phase() {
            return Phase.SITE;
        }
    }

    /** Packages of the server's own distribution. */
    record InstallOnRelay(List<String> packages) implements RelayChange {
        public InstallOnRelay {
            packages = List.copyOf(packages);
        }

        @Override
        public String kind() {
            return "package";
        }

        @Override
        public RelayDraft on(RelayDraft relay) {
            return relay.installing(packages);
        }

        @Override
        public String describe() {
            return "relay: install " + String.join(", ", packages) + " from the server's own distribution";
        }
    }

    /** The relay's key pair. */
    record BearRelayKey() implements RelayChange {
        @Override
        public String kind() {
            return "key";
        }

        @Override
        public String describe() {
            return "relay: make a WireGuard key there, 0600; it never leaves the server";
        }
    }

    /** Our interface, now and after each restart, with all that belongs to it; in a network namespace of its own, or not. */
    record RaiseInterface(RelaySetup setup, boolean namespace) implements RelayChange {
        @Override
        public String kind() {
            return "interface";
        }

        @Override
        public String describe() {
            return "relay: WireGuard interface " + RelaySetup.INTERFACE + " at " + setup.address() + ", UDP "
                    + setup.listen() + ", "
                    + (namespace
                            ? "in the network namespace outpost, where nothing else lives, by outpost-relay.service"
                            : "in the server's own network, as it may make no namespaces, by outpost-relay.service");
        }
    }

    /** Our packet filter, which stands before the interface does. */
    record LoadTable(boolean namespace) implements RelayChange {
        @Override
        public String kind() {
            return "table";
        }

        @Override
        public String describe() {
            return "relay: nftables table inet outpost; "
                    + (namespace
                            ? "it drops all that no site file names, and no other program's rules are touched"
                            : "it judges only what passes " + RelaySetup.INTERFACE);
        }
    }

    /** A relay as earlier programs made it. */
    record MoveIntoNamespace() implements RelayChange {
        @Override
        public String kind() {
            return "namespace";
        }

        @Override
        public String describe() {
            return "relay: wg-quick@" + RelaySetup.INTERFACE
                    + " of an earlier program gives way to outpost-relay.service; sites, peers and key stay, tunnels pause for some seconds";
        }
    }

    /** The program that keeps the relay, in another version. */
    record RenewProgram() implements RelayChange {
        @Override
        public String kind() {
            return "program";
        }

        @Override
        public String describe() {
            return "relay: the script in /etc/outpost that raises it, in this program's version; no session is lost";
        }
    }

    /** A share of the tunnel that nobody else is given from now on. */
    record ReserveBlock(SiteOnRelay site) implements RelayChange {
        @Override
        public boolean isOfServer() {
            return false;
        }

        @Override
        public String kind() {
            return "block";
        }

        @Override
        public RelayDraft on(RelayDraft relay) {
            return relay.site().isPresent() ? relay : relay.admitting(site.reserved());
        }

        @Override
        public String describe() {
            return "relay: " + site.block() + " is kept for site " + site.site();
        }
    }

    /** The site's end of the tunnel. */
    record AdmitSite(SiteOnRelay site) implements OfSite {
        @Override
        public String kind() {
            return "site";
        }

        @Override
        public RelayDraft on(RelayDraft relay) {
            return relay.admitting(site);
        }

        @Override
        public String describe() {
            return "relay: site " + site.site() + " is " + site.block() + ", its router " + site.router() + ", "
                    + site.cameras().stream()
                            .map(camera -> "camera " + camera.name() + " " + camera.address())
                            .collect(Collectors.joining(", "));
        }
    }

    /** One device that looks. */
    record AdmitGuest(String site, SiteOnRelay.Guest guest) implements OfSite {
        @Override
        public String kind() {
            return "guest";
        }

        @Override
        public RelayDraft on(RelayDraft relay) {
            return relay.inviting(guest);
        }

        @Override
        public String describe() {
            var who = guest.name() + " " + guest.address();
            return switch (guest.role()) {
                case VIEWER -> "relay: viewer " + who + " reaches the cameras of " + site + ", nothing else";
                case ADMIN -> "relay: admin " + who + " reaches the cameras and the router's SSH of " + site;
                case VERIFIER -> "relay: the proof's own peer " + who + " reaches the cameras of " + site;
            };
        }
    }

    /** A port open to the internet. */
    record Publish(String site, SiteOnRelay.Published port) implements RelayChange {
        @Override
        public String kind() {
            return "public";
        }

        @Override
        public Phase phase() {
            return Phase.PUBLIC;
        }

        @Override
        public RelayDraft on(RelayDraft relay) {
            return relay.opening(port);
        }

        @Override
        public String describe() {
            return "relay: PUBLIC: TCP " + port.port() + " leads " + port.who() + " to " + port.camera() + ":"
                    + port.cameraPort();
        }
    }

    /** A change that a dead run of ours made and never confirmed. */
    record TakeOver(String run) implements RelayChange {
        @Override
        public boolean isOfServer() {
            return false;
        }

        @Override
        public String kind() {
            return "takeover";
        }

        @Override
        public String describe() {
            return "relay: take over from " + run + ", which died before it confirmed";
        }
    }

    /** A device that looks no longer. */
    record DismissGuest(String site, String guest) implements OfSite {
        @Override
        public String kind() {
            return "guest";
        }

        @Override
        public RelayDraft on(RelayDraft relay) {
            return relay.dismissing(guest);
        }

        @Override
        public String describe() {
            return "relay: withdraw " + guest + " from " + site;
        }
    }

    /** A port that is open no longer. */
    record ClosePort(String site, int port) implements OfSite {
        @Override
        public String kind() {
            return "public";
        }

        @Override
        public RelayDraft on(RelayDraft relay) {
            return relay.closing(port);
        }

        @Override
        public String describe() {
            return "relay: withdraw public TCP " + port;
        }
    }

    /** A site that is given up. */
    record ExpelSite(String site) implements OfSite {
        @Override
        public String kind() {
            return "site";
        }

        @Override
        public RelayDraft on(RelayDraft relay) {
            return relay.without();
        }

        @Override
        public String describe() {
            return "relay: withdraw site " + site + ", its router and all who look there";
        }
    }
}
