package dev.outpost.reach;

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
 * The router's end of the tunnel: interface, its one peer, and a firewall zone that lets SSH and ping in from there. Its private
 * key is born on the router and is nobody's business here.
 *
 * @param relayKey the relay's public key, which is born there
 */
public record JoinTunnel(TunnelPlan tunnel, TunnelKey relayKey) implements Step<RouterFacts> {
    /** Name of the interface, of its device and of the firewall zone. */
    public static final String NAME = "outpost";

    private static final String PUBLIC_KEY = "public_key";

    /** Room for the outer headers on most lines with small packets; once wan is up the tunnel takes what wan's own device leaves (tunnel-fit.sh). */
    private static final String MTU = "1380";

    @Override
    public String title() {
        return "the router keeps a tunnel to the relay open";
    }

    @Override
    public Finding check(RouterFacts router) {
        var changes = Stream.of(
                        ConfigChange.only(
                                router, "network", List.of(netInterface(tunnel).build()))
                                .stream(),
                        keyed(router, peer(), relayKey, "on the relay"),
                        ConfigChange.Drop.besides(router, "network", "outpost_peer_", List.of()).stream(),
                        ConfigChange.Drop.besides(router, "firewall", "outpost_ssh_", List.of()).stream(),
                        ConfigChange.only(router, "firewall", List.of(zone(), ssh(), ping())).stream())
                .<RouterChange>flatMap(each -> each)
                .toList();
        return Finding.of(changes, "the router's end of the tunnel is " + tunnel.router());
    }

    /**
     * The router's end of a tunnel that has no other end yet: WireGuard is there and the key is born, so that whoever names a relay later needs
     * neither packages nor the laptop on the LAN. The interface stays down: nothing leads anywhere.
     */
    static Step<RouterFacts> awaited() {
        var down = Sections.section(NAME, "interface")
                .option("proto", "wireguard")
                .option("auto", "0")
                .keeping("private_key")
                .build();
        return Step.of(
                "the router has a key for a tunnel to come",
                router -> Finding.of(
                        ConfigChange.only(router, "network", List.of(down)), "the key for a tunnel to come is born"));
    }

    static Sections netInterface(TunnelPlan tunnel) {
        return Sections.section(NAME, "interface")
                .option("proto", "wireguard")
                .list("addresses", List.of(tunnel.router() + "/32"))
                .option("mtu", MTU)
                .keeping("private_key");
    }

    /**
     * A peer with its key.
     *
     * @param where the key is born, while it is not
     */
    static Stream<RouterChange> keyed(RouterFacts router, Sections peer, TunnelKey its, String where) {
        return switch (its) {
            case TunnelKey.Born(var key) ->
                SectionChange.missing(
                        router, "network", peer.option(PUBLIC_KEY, key).build())
                        .<RouterChange>map(section -> section)
                        .stream();
            case TunnelKey.Unborn() ->
                SectionChange.missing(
                        router, "network", peer.keeping(PUBLIC_KEY).build())
                        .<RouterChange>map(section -> section.unborn(PUBLIC_KEY, where))
                        .stream();
        };
    }

    private Sections peer() {
        return Sections.section("outpost_relay", "wireguard_" + NAME)
                .option("endpoint_host", tunnel.relay().publicAddress())
                .option("endpoint_port", Integer.toString(tunnel.relay().listen()))
                .option("persistent_keepalive", Integer.toString(TunnelPlan.KEEPALIVE))
                .list("allowed_ips", List.of(tunnel.relay().tunnel().toString()))
                .option("route_allowed_ips", "1");
    }

    /** By device and not by network: then the rules are in place before the interface is up. */
    static SectionChange.Wanted zone() {
        return Sections.section("outpost_zone", "zone")
                .option("name", NAME)
                .list("device", List.of(NAME))
                .option("input", "REJECT")
                .option("output", "ACCEPT")
                .option("forward", "REJECT")
                .option("mtu_fix", "1")
                .build();
    }

    private static SectionChange.Wanted ssh() {
        return Sections.section("outpost_ssh", "rule")
                .option("name", "outpost ssh")
                .option("src", NAME)
                .list("proto", List.of("tcp"))
                .option("dest_port", "22")
                .option("target", "ACCEPT")
                .build();
    }

    static SectionChange.Wanted ping() {
        return Sections.section("outpost_ping", "rule")
                .option("name", "outpost ping")
                .option("src", NAME)
                .list("proto", List.of("icmp"))
                .list("icmp_type", List.of("echo-request"))
                .option("target", "ACCEPT")
                .build();
    }
}
