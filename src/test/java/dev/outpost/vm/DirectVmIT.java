package dev.outpost.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A router with a public address is the viewers' own end, with Linux's own WireGuard and nftables: what Outpost wrote for it is put on its place in
 * the server's world, which stands in the internet itself here. Where the world cannot be made it is skipped by name; in CI that is a failure.
 */
class DirectVmIT {
    private static final String ADDRESS = "203.0.113.77";
    private static final String ROUTER = "10.78.0.17";
    private static final String CAMERA = "10.78.0.18";
    private static final String CAMERA_AT_HOME = "192.168.1.64";
    private static final String WG = "/usr/local/lib/bench/usr/bin/wg";
    private static final int ECHO = 7777;
    private static final int PUBLIC = 8554;

    /** Some 1,800 ports at once; those are printed that take a connection, or say nothing to a datagram and to none after it. */
    private static final String SCAN = """
            import select, socket, sys, time
            kind = {"tcp": socket.SOCK_STREAM, "udp": socket.SOCK_DGRAM}[sys.argv[1]]
            waiting, found, watch = {}, [], select.epoll()
            for port in sorted({*range(1, 1100), *range(1100, 65536, 97), 1883, 5060, 7547, 8000, 8080, 8443, 8554, 8899, 37777, 51820, 51821}):
                near = socket.socket(socket.AF_INET, kind | socket.SOCK_NONBLOCK)
                near.connect_ex((sys.argv[2], port))
                waiting[near.fileno()] = (near, port)
                watch.register(near.fileno(), select.EPOLLOUT if kind == socket.SOCK_STREAM else select.EPOLLERR)
            said, sent = time.monotonic(), 0
            while waiting and time.monotonic() < said + 8:
                if kind == socket.SOCK_DGRAM and time.monotonic() > sent + 2:
                    sent = time.monotonic()
                    for near, _ in list(waiting.values()):
                        try:
                            near.send(b"x")
                        except OSError:
                            pass  # its answer is heard below
                for number, _ in watch.poll(0.2):
                    near, port = waiting.pop(number)
                    watch.unregister(number)
                    if near.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0:
                        found.append(port)
                    said = time.monotonic()
            print(len(waiting), "silent:", *(found + [port for _, port in waiting.values()]))
            """;

    /** What a tunnel needs at most to come up. */
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    static Path folder;

    private static RelayBench.Cameras cameras;
    private static Server server;
    private static RelayBench site;
    private static RelayBench.Said unheard;
    private static RelayBench.Said first;

    @BeforeAll
    static void routerIsSetUp() throws Exception {
        Server.isNeeded();
        cameras = new RelayBench.Cameras();
        server = Server.boot("direct", cameras.rtsp(), cameras.http(), Clock.systemUTC());
        standsInTheInternet();
        site = RelayBench.direct(server, cameras, folder.resolve("site"), Clock.systemUTC(), ADDRESS);
        asksForAWay();
        assertEquals(0, site.probe().exit());
        onServer("ip netns exec internet iptables -I FORWARD -p udp --dport 51820 -j DROP");
        unheard = site.apply();
        onServer("ip netns exec internet iptables -D FORWARD -p udp --dport 51820 -j DROP");
        first = site.apply();
        for (var tries = 0; tries < 3 && first.exit() != 0; tries++) {
            first = site.apply(); // nothing is changed any more; on a busy machine a camera in there answers late
        }
    }

    /** An operator who sells a public address, and keeps calls away from it: the camera and its cable are not to blame. */
    @Test
    void anOperatorWhoKeepsCallsAwayIsNamed() {
        assertEquals(3, unheard.exit(), unheard.text());
        assertTrue(unheard.text().contains("WAY-NO-HANDSHAKE"), unheard.text());
        assertFalse(unheard.text().contains("CAM-"), unheard.text());
    }

    /** The router's line has no carrier between any more, and its links have the names that its firewall calls them by. */
    private static void standsInTheInternet() throws IOException {
        onServer(
                "ip -n router link del wan; ip -n carrier link set out netns router;"
                        + " ip -n router link set out name wwan0; ip -n router addr add " + ADDRESS
                        + " peer 192.0.2.1 dev wwan0;"
                        + " ip -n router link set wwan0 up; ip -n router route add default via 192.0.2.1;"
                        + " ip -n internet route add " + ADDRESS + " dev lte;"
                        + " ip -n router link set lan down; ip -n router link set lan name br-lan; ip -n router link set br-lan up");
        onServer("for deb in /srv/packages/*.deb; do dpkg-deb -x $deb /usr/local/lib/bench; done");
        onServer("sysctl -q -w net.ipv4.icmp_msgs_per_sec=100000 net.ipv4.icmp_msgs_burst=100000;"
                + " ip netns exec router sysctl -q -w net.ipv4.icmp_ratelimit=0");
    }

    private static void asksForAWay() throws IOException {
        var file = site.file("site.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                                .replaceFirst(
                                        "  relay: vps1.*",
                                        "  address-sold-as: static\n  observers: [http://echo.example/]")
                                .replaceFirst("(?m)^viewers:", "admins: [bench]\nviewers:")
                                .stripTrailing()
                        + "\n    exposure: {public: {port: " + PUBLIC
                        + ", service: rtsp, allow: [198.51.100.0/24], because: the neighbours look too}}\n");
    }

    @AfterAll
    static void ends() throws Exception {
        for (var each : Arrays.asList(site, server, cameras)) {
            if (each != null) {
                each.close();
            }
        }
    }

    private static String onServer(String script) throws IOException {
        return server.door("server").does(script);
    }

    /** Whose phone it is from now on, by the page that he was given. */
    private static Door phoneOf(String guest) throws IOException {
        site.phoneBelongsTo(guest);
        var viewer = server.door("viewer");
        Awaitility.await("the tunnel of " + guest)
                .atMost(SOON)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> viewer.sh("ping -c 1 -W 2 " + ROUTER).status() == 0);
        return viewer;
    }

    /** The proof was made through that tunnel: RTSP, HTTP, a picture. */
    @Test
    void aViewerSeesTheCameraByHisOwnFile() throws Exception {
        assertEquals(0, first.exit(), first.text());
        assertTrue(first.text().contains("picture of yard: 1920"), first.text());
        assertTrue(unheard.text().contains("viewers call the router itself at " + ADDRESS + ":51820"), unheard.text());

        var viewer = phoneOf("phone");

        assertEquals(20, viewer.echoes(CAMERA, ECHO, 20));
        assertEquals("connected", viewer.dials(CAMERA, 554));
        assertEquals("connected", viewer.dials(CAMERA, 80));
        assertNotEquals("connected", viewer.dials(ROUTER, 22), "the router's SSH is an admin's");
        assertNotEquals("connected", viewer.dials(ROUTER, 80));
    }

    /** Whatever he writes into his file: the LAN beyond the cameras, the internet and other people's addresses are not his. */
    @Test
    void aViewerHasNothingButTheCameras() throws Exception {
        var viewer = phoneOf("phone");
        var router = server.door("router");
        var refused = refusedOf(router);
        viewer.does(WG + " set outpost peer $(" + WG
                + " show outpost peers) allowed-ips 10.76.0.0/14,192.168.1.0/24,198.18.0.0/16;"
                + " ip route replace 192.168.1.0/24 dev outpost; ip route replace 198.18.0.0/16 dev outpost");
        try {
            assertNotEquals("connected", viewer.dials(CAMERA_AT_HOME, 554));
            assertNotEquals("connected", viewer.dials("192.168.1.1", 22));
            assertNotEquals("connected", viewer.dials("198.18.5.1", 22));
            assertTrue(refusedOf(router) > refused, "they came through the tunnel as far as the router");

            viewer.does("ip addr add " + adminsAddress() + "/32 dev outpost; ip route replace " + ROUTER
                    + " dev outpost src " + adminsAddress());
            assertEquals("silent", viewer.dials(ROUTER, 22), "an admin's address, and not his key");
        } finally {
            viewer.does("ip route del 192.168.1.0/24; ip route del 198.18.0.0/16");
        }
    }

    private static String adminsAddress() throws InterruptedException {
        return site.onRouter("uci get network.outpost_peer_bench.allowed_ips")
                .strip()
                .replace("/32", "");
    }

    /** Packets that the router's firewall refused to those of the tunnel. */
    private static int refusedOf(Door router) throws IOException {
        var said = router.does(KernelEnds.NFT + " list table inet fw4");
        return Pattern.compile("(?:iif|oif)name \"outpost\" counter packets ([0-9]+) bytes [0-9]+ jump handle_reject")
                .matcher(said)
                .results()
                .mapToInt(match -> Integer.parseInt(match.group(1)))
                .sum();
    }

    @Test
    void anAdminReachesTheRoutersSsh() throws Exception {
        phoneOf("bench");

        try (var admin = server.door("viewer").open("dial " + ROUTER + " 22", SOON)) {
            assertEquals("connected", Door.line(admin));
            assertTrue(Door.line(admin).startsWith("SSH-2.0-"));
        }
    }

    /** Somebody without a key of this router's, and somebody whose key is of another site: both know the port and the router's public key. */
    @Test
    void strangersGetNoHandshake() throws Exception {
        var routersKey = server.door("router").does(WG + " show outpost public-key");
        var stranger = server.door("stranger");
        stranger.does("umask 077; " + WG + " genkey >/run/own.key; ip link add outpost type wireguard; " + WG
                + " set outpost private-key /run/own.key peer " + routersKey + " endpoint " + ADDRESS
                + ":51820 allowed-ips 10.78.0.0/16 persistent-keepalive 1; ip addr add 10.78.240.1/32 dev outpost;"
                + " ip link set outpost up; ip route add 10.78.0.0/16 dev outpost");
        try {
            assertEquals(0, stranger.echoes(CAMERA, ECHO, 20));
            assertNotEquals("connected", stranger.dials(CAMERA, 554));
            assertNotEquals("connected", stranger.dials(ROUTER, 22));
            var transfer = stranger.does(WG + " show outpost transfer").split("\t");
            assertEquals("0", transfer[1], "not one byte came back");
            assertNotEquals("0", transfer[2], "and it called");
            assertTrue(stranger.does(WG + " show outpost latest-handshakes").endsWith("\t0"));
        } finally {
            stranger.does("ip link del outpost");
        }
    }

    /** One published camera for those of its list; besides it the internet finds the tunnel's port, which says nothing. */
    @Test
    void theInternetFindsNothingElse() throws Exception {
        var viewer = server.door("viewer");
        try (var neighbour = viewer.open("dial " + ADDRESS + " " + PUBLIC, SOON)) {
            assertEquals("connected", Door.line(neighbour));
            neighbour
                    .getOutputStream()
                    .write("OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertTrue(Door.line(neighbour).startsWith("RTSP/1.0 "), "the camera's own words");
        }
        var stranger = server.door("stranger");
        assertEquals("connected", stranger.dials("203.0.113.10", 22), "it sees the internet");

        assertEquals(Set.of(""), open(stranger, "tcp"));
        assertEquals(Set.of("51820"), open(stranger, "udp"));
        assertEquals("connected", server.door("router").dials("127.0.0.1", 22), "what is shut listens there");
    }

    /** What a scan finds; a port is open that another scan finds too: a busy machine answers late. */
    private static Set<String> open(Door stranger, String protocol) throws IOException {
        stranger.writes("/root/scan.py", SCAN);
        var found = scanned(stranger, protocol);
        for (var tries = 0; tries < 2 && found.size() > 1; tries++) {
            found.retainAll(scanned(stranger, protocol));
        }
        return found;
    }

    private static Set<String> scanned(Door stranger, String protocol) throws IOException {
        var said = stranger.does("ulimit -n 4096; python3 /root/scan.py " + protocol + " " + ADDRESS);
        return new TreeSet<>(
                Arrays.asList(said.substring(said.indexOf(':') + 1).strip().split(" +")));
    }

    @Test
    void aSecondRunWritesNothing() throws Exception {
        phoneOf("phone");
        var before = written();

        var second = site.apply();

        assertEquals(0, second.exit(), second.text());
        assertTrue(second.text().contains("nothing was written"), second.text());
        assertEquals(before, written());
    }

    private static String written() throws IOException, InterruptedException {
        return site.onRouter("uci export network; uci export firewall; uci export outpost")
                + server.door("router").does(WG + " showconf outpost | grep -v Endpoint");
    }
}
