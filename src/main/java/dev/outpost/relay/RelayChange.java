package dev.outpost.relay;

import dev.outpost.step.Change;
import dev.outpost.step.Phase;
import dev.outpost.step.Target;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * One change on the relay, printed before it is made.
 *
 * @param isOfServer whether it changes the server itself, and not only what it carries for a site
 * @param on makes of the relay as it is what this change makes of it; what a server is besides its sites, its script makes whole each time
 */
public record RelayChange(String kind, Phase phase, String describe, boolean isOfServer, UnaryOperator<RelayDraft> on)
        implements Change {
    private static RelayChange ofServer(String kind, String words) {
        return new RelayChange(kind, Phase.SERVER, "relay: " + words, true, relay -> relay);
    }

    private static RelayChange ofSite(String kind, Phase phase, String words, UnaryOperator<RelayDraft> on) {
        return new RelayChange(kind, phase, "relay: " + words, false, on);
    }

    @Override
    public Target target() {
        return Target.RELAY;
    }

    /** Packages of the server's own distribution. */
    static RelayChange installing(List<String> packages) {
        var words = "relay: install " + String.join(", ", packages) + " from the server's own distribution";
        return new RelayChange("package", Phase.SERVER, words, true, relay -> relay.installing(packages));
    }

    /** The relay's key pair. */
    static RelayChange bearingKey() {
        return ofServer("key", "make a WireGuard key there, 0600; it never leaves the server");
    }

    /** Our interface, now and after each restart, with all that belongs to it; in a network namespace of its own, or not. */
    static RelayChange raising(RelaySetup setup, boolean namespace) {
        return ofServer(
                "interface",
                "WireGuard interface " + RelaySetup.INTERFACE + " at " + setup.address() + ", UDP " + setup.listen()
                        + ", "
                        + (namespace
                                ? "in the network namespace outpost, where nothing else lives, by outpost-relay.service"
                                : "in the server's own network, as it may make no namespaces, by outpost-relay.service"));
    }

    /** Our packet filter, which stands before the interface does. */
    static RelayChange loading(boolean namespace) {
        return ofServer(
                "table",
                "nftables table inet outpost; "
                        + (namespace
                                ? "it drops all that no site file names, and no other program's rules are touched"
                                : "it judges only what passes " + RelaySetup.INTERFACE));
    }

    /** A relay as earlier programs made it. */
    static RelayChange moving() {
        return ofServer(
                "namespace",
                "wg-quick@" + RelaySetup.INTERFACE
                        + " of an earlier program gives way to outpost-relay.service; sites, peers and key stay, tunnels pause for some seconds");
    }

    /** The program that keeps the relay, in another version. */
    static RelayChange renewing() {
        return ofServer(
                "program", "the script in /etc/outpost that raises it, in this program's version; no session is lost");
    }

    /** A share of the tunnel that nobody else is given from now on. */
    static RelayChange reserving(SiteOnRelay site) {
        return ofSite(
                "block",
                Phase.SERVER,
                site.block() + " is kept for site " + site.site(),
                relay -> relay.site().isPresent() ? relay : relay.admitting(site.reserved()));
    }

    /** The site's end of the tunnel. */
    static RelayChange admitting(SiteOnRelay site) {
        var cameras = site.cameras().stream()
                .map(camera -> "camera " + camera.name() + " " + camera.address())
                .collect(Collectors.joining(", "));
        return ofSite(
                "site",
                Phase.SITE,
                "site " + site.site() + " is " + site.block() + ", its router " + site.router() + ", " + cameras,
                relay -> relay.admitting(site));
    }

    /** One device that looks. */
    public static RelayChange inviting(String site, SiteOnRelay.Guest guest) {
        var who = guest.name() + " " + guest.address();
        var words = switch (guest.role()) {
            case VIEWER -> "viewer " + who + " reaches the cameras of " + site + ", nothing else";
            case ADMIN -> "admin " + who + " reaches the cameras and the router's SSH of " + site;
            case VERIFIER -> "the proof's own peer " + who + " reaches the cameras of " + site;
        };
        return ofSite("guest", Phase.SITE, words, relay -> relay.inviting(guest));
    }

    /** A port open to the internet. */
    static RelayChange publishing(SiteOnRelay.Published port) {
        return ofSite(
                "public",
                Phase.PUBLIC,
                "PUBLIC: TCP " + port.port() + " leads " + port.who() + " to " + port.camera() + ":"
                        + port.cameraPort(),
                relay -> relay.opening(port));
    }

    /** A change that a dead run of ours made and never confirmed. */
    public static RelayChange takingOver(String run) {
        return ofSite(
                "takeover", Phase.SERVER, "take over from " + run + ", which died before it confirmed", relay -> relay);
    }

    /** A device that looks no longer. */
    public static RelayChange dismissing(String site, String guest) {
        return ofSite("guest", Phase.SITE, "withdraw " + guest + " from " + site, relay -> relay.dismissing(guest));
    }

    /** A port that is open no longer. */
    static RelayChange closing(int port) {
        return ofSite("public", Phase.SITE, "withdraw public TCP " + port, relay -> relay.closing(port));
    }

    /** A site that is given up. */
    public static RelayChange expelling(String site) {
        return ofSite(
                "site",
                Phase.SITE,
                "withdraw site " + site + ", its router and all who look there",
                RelayDraft::without);
    }
}
