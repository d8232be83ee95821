package dev.outpost.reach;

import dev.outpost.ledger.Peer;
import dev.outpost.net.TunnelKey;
import dev.outpost.router.ConfigChange;
import dev.outpost.router.RouterChange;
import dev.outpost.router.RouterFacts;
import dev.outpost.router.SectionChange;
import dev.outpost.router.Sections;
import dev.outpost.step.Finding;
import dev.outpost.step.Step;
import java.util.List;
import java.util.stream.Stream;

/**
 * The router is the viewers' own end of the tunnel: an interface that listens, a peer for each of those who look, and the zone of it, where nothing
 * but a ping and an admin's SSH comes in and nothing goes through but what is mapped to a camera. Nothing is opened on wan by it.
 */
public record ServeViewers(TunnelPlan tunnel) implements Step<RouterFacts> {
    @Override
    public String title() {
        return "the router is the viewers' end of the tunnel, on UDP "
                + tunnel.relay().listen();
    }

    @Override
    public Finding check(RouterFacts router) {
        var peers = tunnel.given().peers();
        var firewall = Stream.concat(
                        Stream.of(JoinTunnel.zone(), JoinTunnel.ping()),
                        peers.stream().filter(ServeViewers::isAdmin).map(this::ssh))
                .toList();
        var changes = Stream.of(
                        SectionChange.missing(
                                router,
                                "network",
                                JoinTunnel.netInterface(tunnel)
                                        .option(
                                                "listen_port",
                                                String.valueOf(tunnel.relay().listen()))
                                        .build())
                                .stream(),
                        peers.stream()
                                .flatMap(peer -> JoinTunnel.keyed(
                                        router, peer(peer), TunnelKey.of(peer.publicKey()), "on this computer")),
                        ConfigChange.Drop.besides(router, "network", "outpost_relay", List.of()).stream(),
                        ConfigChange.Drop.besides(
                                router,
                                "network",
                                "outpost_peer_",
                                peers.stream().map(peer -> peer(peer).build()).toList())
                                .stream(),
                        ConfigChange.only(router, "firewall", firewall, "outpost_ssh").stream())
                .<RouterChange>flatMap(each -> each)
                .toList();
        return Finding.of(changes, "viewers' keys: " + peers.size() + ", the router is " + tunnel.router());
    }

    private static boolean isAdmin(Peer peer) {
        return peer.role() == Peer.Role.ADMIN;
    }

    /** No endpoint and no keepalive: who looks calls first, and from anywhere. */
    private static Sections peer(Peer peer) {
        return Sections.section("outpost_peer_" + peer.name().replace('-', '_'), "wireguard_" + JoinTunnel.NAME)
                .list("allowed_ips", List.of(peer.address() + "/32"))
                .option("route_allowed_ips", "1");
    }

    private SectionChange.Wanted ssh(Peer admin) {
        return Sections.section("outpost_ssh_" + admin.name().replace('-', '_'), "rule")
                .option("name", "outpost ssh " + admin.name())
                .option("src", JoinTunnel.NAME)
                .list("src_ip", List.of(admin.address().toString()))
                .list("proto", List.of("tcp"))
                .option("dest_port", "22")
                .option("target", "ACCEPT")
                .build();
    }
}
