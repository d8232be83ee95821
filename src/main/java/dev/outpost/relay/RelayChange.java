package dev.outpost.relay;

import dev.outpost.step.Change;
import java.util.List;
import java.util.stream.Collectors;

/** One change on the relay, printed before it is made. */
public sealed interface RelayChange extends Change {

    /** Packages of the server's own distribution. */
    record InstallOnRelay(List<String> packages) implements RelayChange {
        public InstallOnRelay {
            packages = List.copyOf(packages);
        }

        @Override
        public String describe() {
            return "relay: install " + String.join(", ", packages) + " from the server's own distribution";
        }
    }

    /** The relay's key pair. */
    record BearRelayKey() implements RelayChange {
        @Override
        public String describe() {
            return "relay: make a WireGuard key there, 0600; it never leaves the server";
        }
    }

    /** The kernel's switch. */
    record ForwardPackets() implements RelayChange {
        @Override
        public String describe() {
            return "relay: net.ipv4.ip_forward = 1, kept in /etc/sysctl.d/90-outpost.conf";
        }
    }

    /** Our interface, now and after each restart. */
    record RaiseInterface(RelaySetup setup) implements RelayChange {
        @Override
        public String describe() {
            return "relay: WireGuard interface " + RelaySetup.INTERFACE + " at " + setup.address() + ", UDP "
                    + setup.listen() + ", by wg-quick@" + RelaySetup.INTERFACE;
        }
    }

    /** Our own table. */
    record LoadTable() implements RelayChange {
        @Override
        public String describe() {
            return "relay: nftables table inet outpost; it judges only what passes " + RelaySetup.INTERFACE;
        }
    }

    /** The site's end of the tunnel. */
    record AdmitSite(SiteOnRelay site) implements RelayChange {
        @Override
        public String describe() {
            return "relay: site " + site.site() + " is " + site.block() + ", its router " + site.router() + ", "
                    + site.cameras().stream()
                            .map(camera -> "camera " + camera.name() + " " + camera.address())
                            .collect(Collectors.joining(", "));
        }
    }

    /** One device that looks. */
    record AdmitGuest(String site, SiteOnRelay.Guest guest) implements RelayChange {
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
    record Publish(SiteOnRelay.Published port) implements RelayChange {
        @Override
        public String describe() {
            return "relay: PUBLIC: TCP " + port.port() + " leads " + port.who() + " to " + port.camera() + ":"
                    + port.cameraPort();
        }
    }

    /** A change that a dead run of ours made and never confirmed. */
    record TakeOver(String run) implements RelayChange {
        @Override
        public String describe() {
            return "relay: take over from " + run + ", which died before it confirmed";
        }
    }

    /** What the relay had of the site and no longer has. */
    record WithdrawFromRelay(String what) implements RelayChange {
        @Override
        public String describe() {
            return "relay: withdraw " + what;
        }
    }
}
