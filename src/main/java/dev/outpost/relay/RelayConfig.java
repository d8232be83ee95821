package dev.outpost.relay;

import dev.outpost.net.Ipv4;
import dev.outpost.relay.SiteOnRelay.Guest;
import dev.outpost.relay.SiteOnRelay.Published;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The relay's two files as its sites ask for them: always written whole, the same text for the same sites.
 *
 * @param sites every site that the relay knows
 */
public record RelayConfig(RelaySetup setup, List<SiteOnRelay> sites) {
    public RelayConfig {
        sites = sites.stream().sorted(Comparator.comparing(SiteOnRelay::router)).toList();
    }

    /** The same relay with this site in its present form. */
    public RelayConfig with(SiteOnRelay site) {
        return new RelayConfig(
                setup, Stream.concat(others(site.site()), Stream.of(site)).toList());
    }

    /** The same relay without this site. */
    public RelayConfig without(String site) {
        return new RelayConfig(setup, others(site).toList());
    }

    private Stream<SiteOnRelay> others(String site) {
        return sites.stream().filter(other -> !other.site().equals(site));
    }

    /**
     * {@code /etc/wireguard/outpost0.conf}. The private key stays in its own file; a table that does not load takes the
     * interface down again, so there is never a tunnel without its filter.
     */
    public String wireguard() {
        var text =
                new StringBuilder("""
                # Outpost: the relay's end of every site's tunnel. Written whole by outpost apply; sites are in /etc/outpost/sites.
                [Interface]
                Address = %s/%d
                ListenPort = %d
                PostUp = wg set %%i private-key /etc/wireguard/%%i.key
                PostUp = nft -f /etc/outpost/outpost.nft
                PostDown = nft delete table inet outpost
                """.formatted(setup.address(), setup.tunnel().prefix(), setup.listen()));
        for (var site : sites) {
            text.append(peer(
                    "site " + site.site(), site.routerKey().text(), site.block().toString()));
            for (var guest : site.guests()) {
                text.append(peer(words(site, guest), guest.publicKey().text(), guest.address() + "/32"));
            }
        }
        return text.toString();
    }

    private static String words(SiteOnRelay site, Guest guest) {
        var role = switch (guest.role()) {
            case VIEWER -> "viewer ";
            case ADMIN -> "admin ";
            case VERIFIER -> "proof ";
        };
        return role + guest.name() + " of " + site.site();
    }

    private static String peer(String comment, String key, String allowed) {
        return "\n# " + comment + "\n[Peer]\nPublicKey = " + key + "\nAllowedIPs = " + allowed + "\n";
    }

    /** {@code /etc/outpost/outpost.nft}: one table of our own that judges only what enters or leaves by our interface. */
    public String nftables() {
        return new NftTable(this).text();
    }

    /** Viewer and camera, pair by pair: each guest sees the cameras of its own site. */
    Stream<String> mayView() {
        return sites.stream()
                .flatMap(site -> site.guests().stream()
                        .flatMap(guest ->
                                site.cameras().stream().map(camera -> pair(guest.address(), camera.address()))));
    }

    /** Admin and router, pair by pair. */
    Stream<String> mayAdmin() {
        return sites.stream().flatMap(site -> site.admins().map(admin -> pair(admin.address(), site.router())));
    }

    Stream<Published> published() {
        return sites.stream()
                .flatMap(site -> site.published().stream())
                .sorted(Comparator.comparingInt(Published::port));
    }

    private static String pair(Ipv4 from, Ipv4 to) {
        return from + " . " + to;
    }
}
