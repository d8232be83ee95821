package dev.outpost.bench.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.camera.SimulatedCamera;
import dev.outpost.bench.host.SimClock;
import dev.outpost.bench.relay.SimulatedRelay;
import dev.outpost.bench.ssh.HostKeys;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The table of what each missing piece looks like from outside: nothing is carried that a real field would not carry. */
class VirtualNetworkTest {

    private static final KeyPair HOST_KEY = HostKeys.generate();
    private static final Ipv4 RELAY = Ipv4.of("203.0.113.10");
    private static final Ipv4 VIEWER_TUNNEL = Ipv4.of("10.77.240.1");
    private static final Origin VIEWER = new Origin.Viewer();
    private static final InetSocketAddress ROUTER_SSH = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_022);

    private final AtomicReference<Duration> time = new AtomicReference<>(Duration.ofMinutes(1));
    private final VirtualNetwork net = new VirtualNetwork(time::get);
    private final String viewerKey = WireguardKeys.generate();
    private final SimulatedRelay server;
    private final SimulatedCamera camera;
    private FakeRouter router;

    VirtualNetworkTest() throws IOException, InterruptedException {
        var clock = new SimClock(1_000, Instant.parse("2026-11-22T21:00:00Z"));
        server = new SimulatedRelay("vps1", RELAY, clock, net, HOST_KEY);
        run("apt-get update; apt-get -y install wireguard-tools nftables; wg genkey >/etc/wireguard/outpost0.key");
        router = new FakeRouter(run("wg pubkey </etc/wireguard/outpost0.key").strip(), ROUTER_SSH);
        camera = new SimulatedCamera(
                "44:47:cc:00:11:22",
                Cidr.of("192.168.1.64/24"),
                Ipv4.of("192.168.1.1"),
                "viewer",
                "pw",
                () -> Instant.EPOCH);
    }

    @BeforeEach
    void everythingIsRight() throws InterruptedException {
        net.add(router);
        net.add(router, camera);
        relayHas(conf -> conf, table -> table);
        run("sysctl -w net.ipv4.ip_forward=1");
        net.scan(page("10.77.0.0/16"));
    }

    @AfterEach
    void stop() throws IOException {
        camera.close();
        server.close();
    }

    @Test
    void carriesTheViewerToTheCamerasRealServer() {
        assertEquals(new Outcome.Connected(camera.service(554).orElseThrow()), look());
        assertInstanceOf(Outcome.Connected.class, net.ping(VIEWER, FakeRouter.CAMERA_TUNNEL));
    }

    @Test
    void answersRefusedWhereTheCameraHasNoSuchPort() {
        refused(net.connect(VIEWER, FakeRouter.CAMERA_TUNNEL, 8000), "camera");
    }

    // --- the viewer

    @Test
    void isSilentForAKeyTheRelayDoesNotKnow() {
        net.scan(page("10.77.0.0/16").replace(viewerKey, WireguardKeys.generate()));

        silent(look(), "each other's keys");
    }

    @Test
    void isSilentWhenTheViewerExpectsAnotherRelay() {
        net.scan(page("10.77.0.0/16").replace(router.relayKey, WireguardKeys.publicOf(WireguardKeys.generate())));

        silent(look(), "each other's keys");
    }

    @Test
    void isSilentAtAWrongEndpoint() {
        net.scan(page("10.77.0.0/16").replace(":51820", ":51821"));

        silent(look(), "no WireGuard listens");
    }

    @Test
    void goesOverThePlainInternetWhereTheViewersAllowedIpsDoNotCover() {
        net.scan(page("10.99.0.0/16"));

        silent(look(), "nobody on the internet");
    }

    @Test
    void isSilentForAViewerWithAnAddressThatIsNotItsOwn() {
        net.scan(page("10.77.0.0/16").replace(VIEWER_TUNNEL.toString(), "10.77.240.9"));

        silent(look(), "allowed IPs of the viewer");
    }

    @Test
    void playsAnOwnerWhoScannedThePageOfTheSitesFirstViewer() {
        var bare = new VirtualNetwork(time::get);
        bare.add(server.view());
        bare.add(router);

        assertEquals(
                VIEWER_TUNNEL,
                bare.viewer(FakeRouter.CAMERA_TUNNEL).orElseThrow().address());
        assertTrue(bare.viewer(RELAY).isEmpty());
    }

    // --- the relay

    @Test
    void isSilentWhileTheRelayDoesNotForward() throws InterruptedException {
        run("sysctl -w net.ipv4.ip_forward=0");

        silent(look(), "ip_forward");
    }

    @Test
    void isSilentForAViewerThatTheTableDoesNotName() throws InterruptedException {
        relayHas(conf -> conf, table -> table.replace("10.77.240.1 . 10.77.0.18", "10.77.240.2 . 10.77.0.18"));

        silent(look(), "hook forward");
    }

    @Test
    void isSilentWhenTheTableDropsTheAnswer() throws InterruptedException {
        relayHas(conf -> conf, table -> table.replace("ct state established,related accept\n", ""));

        silent(look(), "on the answer");
    }

    @Test
    void isUnreachableWhereNoPeerHasTheAddress() throws InterruptedException {
        relayHas(conf -> conf.replace("10.77.0.16/28", "10.77.0.32/28"), table -> table);

        unreachable(look(), "allowed IPs");
    }

    @Test
    void isSilentWhileTheRelayIsDark() {
        server.goesDark();

        silent(look(), "nobody answers");
        silent(net.connect(new Origin.Outsider(), RELAY, 22), "off");
    }

    @Test
    void shutsTheUnpublishedPortsAndShowsSshToAnybody() {
        assertInstanceOf(Outcome.Connected.class, net.connect(new Origin.Outsider(), RELAY, 22));
        refused(net.connect(new Origin.Outsider(), RELAY, 554), "nothing listens");
    }

    @Test
    void carriesAPublishedPortOnlyForThoseItIsFor() throws InterruptedException {
        relayHas(conf -> conf, table -> table + published("192.0.2.0/24"));

        assertInstanceOf(Outcome.Connected.class, net.connect(new Origin.Outsider(), RELAY, 8554));

        relayHas(conf -> conf, table -> table + published("198.51.100.0/24"));
        refused(net.connect(new Origin.Outsider(), RELAY, 8554), "nothing listens");
    }

    @Test
    void losesAPublishedPortsPacketsInTheRouterWhenNothingMasquerades() throws InterruptedException {
        relayHas(
                conf -> conf,
                table -> table
                        + published("192.0.2.0/24").replace("oifname \"outpost0\" ct status dnat masquerade", ""));

        silent(net.connect(new Origin.Outsider(), RELAY, 8554), "do not cover 192.0.2.50");
    }

    // --- the tunnel

    @Test
    void hasNoHandshakeAtARelayThatDoesNotKnowTheRouter() throws InterruptedException {
        relayHas(conf -> conf.replace(routerKey(), WireguardKeys.publicOf(WireguardKeys.generate())), table -> table);

        unreachable(look(), "no endpoint is known");
        assertEquals("0", handshake());
    }

    @Test
    void hasNoHandshakeWithAWrongRelayKeyOnTheRouter() {
        router.relayKey = WireguardKeys.publicOf(WireguardKeys.generate());

        unreachable(look(), "no endpoint");
    }

    @Test
    void hasNoHandshakeAtAWrongPort() {
        router.endpoint = new WireguardPeer.Endpoint(RELAY, 51_821);

        unreachable(look(), "no handshake");
    }

    @Test
    void hasNoHandshakeWhileTheWanIsDown() {
        router.dialled = false;

        unreachable(look(), "no handshake");
    }

    @Test
    void hasNoHandshakeWhenTheRoutersDefaultRouteLeadsIntoTheTunnelItself() {
        router.defaultIntoTunnel = true;

        unreachable(look(), "no handshake");
    }

    @Test
    void neverWorksWithoutKeepaliveUntilTheRouterSpeaks() throws InterruptedException {
        router.keepalive = Duration.ZERO;
        unreachable(look(), "no handshake");

        net.ping(new Origin.OnRouter(router), Ipv4.of("10.77.0.1"));

        assertInstanceOf(Outcome.Connected.class, look());
    }

    @Test
    void fallsSilentWithoutKeepaliveOnceTheOperatorsNatForgot() {
        router.keepalive = Duration.ZERO;
        net.ping(new Origin.OnRouter(router), Ipv4.of("10.77.0.1"));
        assertInstanceOf(Outcome.Connected.class, look());

        pass(Duration.ofMinutes(2));

        silent(look(), "carries nothing now");
    }

    @Test
    void fallsSilentWhenTheWanGoesAndHealsByItself() {
        look();
        router.dialled = false;
        silent(look(), "carries nothing now");

        router.dialled = true;
        look();
        pass(Duration.ofSeconds(6));

        assertInstanceOf(Outcome.Connected.class, look());
    }

    @Test
    void shakesNoHandsWithARouterWhoseClockWentBack() {
        look();
        router.wall = Instant.parse("2024-01-01T00:00:00Z");
        router.since = time.get();
        pass(Duration.ofSeconds(30));

        assertFalse(look() instanceof Outcome.Connected);

        router.wall = Instant.parse("2026-11-22T23:00:00Z");
        pass(Duration.ofSeconds(30));
        assertInstanceOf(Outcome.Connected.class, look());
    }

    @Test
    void showsTheHandshakeAndTheOperatorsAddressAtTheRelay() throws InterruptedException {
        look();

        assertTrue(Long.parseLong(handshake()) > 1_700_000_000L);
        var endpoints = run("wg show outpost0 endpoints");
        assertTrue(endpoints.contains(routerKey() + "\t198.51.100.77:"), endpoints);
        assertTrue(seen(router, router.relayKey).latestHandshake().isPresent());
    }

    // --- the router

    @Test
    void losesTheViewersPacketsInTheRouterWhoseAllowedIpsAreTooNarrow() {
        router.allowed = Cidr.of("10.77.0.1/32");

        silent(look(), "do not cover 10.77.240.1");
        assertTrue(seen(router, router.relayKey).latestHandshake().isPresent(), "handshake, no traffic");
    }

    @Test
    void isRefusedByARouterThatDoesNotMapTheCamera() {
        router.mapped = false;

        refused(look(), "zone outpost");
    }

    @Test
    void isSilentWhenTheRouterSendsTheAnswerAnotherWay() {
        router.routesTunnel = false;

        silent(look(), "and not by outpost");
    }

    @Test
    void reachesTheRoutersSshFromTheRelay() {
        assertEquals(
                new Outcome.Connected(ROUTER_SSH),
                net.connect(new Origin.OnRelay(server.view()), FakeRouter.TUNNEL, 22));
        refused(net.connect(new Origin.OnRelay(server.view()), FakeRouter.TUNNEL, 80), "zone outpost");
    }

    @Test
    void isRefusedAtTheOperatorsNat() {
        refused(net.connect(new Origin.Outsider(), VirtualNetwork.CARRIER, 554), "operator's NAT");
    }

    @Test
    void isSilentAfterTheRouterLostItsPower() {
        look();
        router.powered = false;

        silent(look(), "carries nothing now");
    }

    // --- the last hop

    @Test
    void isSilentForACameraWithoutGateway() {
        camera.losesGateway();

        silent(look(), "gateway");
    }

    @Test
    void reachesACameraWithoutGatewayThroughARouterThatMasquerades() {
        camera.losesGateway();
        router.masquerades = true;

        assertInstanceOf(Outcome.Connected.class, look());
    }

    @Test
    void reachesACameraWithoutGatewayFromItsOwnRouter() {
        camera.losesGateway();

        assertInstanceOf(Outcome.Connected.class, net.connect(new Origin.OnRouter(router), FakeRouter.CAMERA, 554));
    }

    @Test
    void isSilentOutsideAndUnreachableInsideWhenTheCameraHasNoPower() {
        camera.hasLink(false);

        silent(look(), "nobody answers ARP");
        unreachable(net.connect(new Origin.OnRouter(router), FakeRouter.CAMERA, 554), "nobody answers ARP");
        assertTrue(net.camerasHeardBy(router).isEmpty());
    }

    @Test
    void hearsNoCameraWhileTheOneCableIsInTheLaptop() {
        router.plugged = RouterView.Plug.LAPTOP;

        silent(look(), "nobody answers ARP");
    }

    // --- the parts

    private Outcome look() {
        var first = net.connect(VIEWER, FakeRouter.CAMERA_TUNNEL, 554);
        if (first instanceof Outcome.Connected) {
            return first;
        }
        pass(Duration.ofSeconds(6));
        return net.connect(VIEWER, FakeRouter.CAMERA_TUNNEL, 554);
    }

    private void pass(Duration more) {
        time.updateAndGet(now -> now.plus(more));
    }

    private String routerKey() {
        return WireguardKeys.publicOf(router.privateKey);
    }

    private String page(String allowed) {
        return """
                [Interface]
                PrivateKey = %s
                Address = %s/32
                [Peer]
                PublicKey = %s
                Endpoint = 203.0.113.10:51820
                AllowedIPs = %s
                PersistentKeepalive = 25
                """.formatted(viewerKey, VIEWER_TUNNEL, router.relayKey, allowed);
    }

    private void relayHas(UnaryOperator<String> conf, UnaryOperator<String> table) throws InterruptedException {
        var peers = """
                [Interface]
                Address = 10.77.0.1/16
                ListenPort = 51820
                PostUp = wg set %%i private-key /etc/wireguard/%%i.key
                PostUp = nft -f /etc/outpost.nft
                PostDown = nft delete table inet outpost
                [Peer]
                PublicKey = %s
                AllowedIPs = 10.77.0.16/28
                [Peer]
                PublicKey = %s
                AllowedIPs = 10.77.240.1/32
                """.formatted(routerKey(), WireguardKeys.publicOf(viewerKey));
        var rules = """
                table inet outpost {
                	set may_view {
                		type ipv4_addr . ipv4_addr
                		elements = { 10.77.240.1 . 10.77.0.18 }
                	}
                	chain forward {
                		type filter hook forward priority filter; policy accept;
                		iifname != "outpost0" oifname != "outpost0" accept
                		ct state established,related accept
                		iifname "outpost0" oifname "outpost0" ip saddr . ip daddr @may_view accept
                		iifname != "outpost0" ct status dnat accept
                		drop
                	}
                }
                """;
        server.machine().files().put("/etc/wireguard/outpost0.conf", conf.apply(peers), 0600);
        server.machine().files().put("/etc/outpost.nft", table.apply(rules));
        run("wg-quick down outpost0; wg-quick up outpost0");
        assertEquals("outpost0\n", run("wg show interfaces"));
    }

    private static String published(String allowed) {
        return """
                table inet outpost {
                	chain prerouting {
                		type nat hook prerouting priority dstnat; policy accept;
                		iifname "eth0" tcp dport 8554 ip saddr %s dnat ip to 10.77.0.18:554
                	}
                	chain postrouting {
                		type nat hook postrouting priority srcnat; policy accept;
                		oifname "outpost0" ct status dnat masquerade
                	}
                }
                """.formatted(allowed);
    }

    private String handshake() throws InterruptedException {
        return run("wg show outpost0 latest-handshakes")
                .lines()
                .findFirst()
                .orElseThrow()
                .replaceFirst(".*\t", "");
    }

    private String run(String command) throws InterruptedException {
        return server.machine().run(command).out();
    }

    private static void refused(Outcome outcome, String words) {
        assertTrue(assertInstanceOf(Outcome.Refused.class, outcome).by().contains(words), outcome::toString);
    }

    private static void silent(Outcome outcome, String words) {
        assertTrue(assertInstanceOf(Outcome.Silence.class, outcome).at().contains(words), outcome::toString);
    }

    private static void unreachable(Outcome outcome, String words) {
        assertTrue(assertInstanceOf(Outcome.Unreachable.class, outcome).by().contains(words), outcome::toString);
    }

    private VirtualNetwork.PeerState seen(HostView host, String peer) {
        var end = host.wireguard("outpost").orElseThrow();
        return net.peer(host, end, end.peer(peer).orElseThrow());
    }
}
