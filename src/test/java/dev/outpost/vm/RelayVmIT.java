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
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A bare Debian with its own kernel, systemd and OpenSSH becomes a relay, once; then each test begins with that relay as it was left. Router,
 * camera and phone are places around it with the kernel's own WireGuard, a carrier's NAT between them. Where the server cannot be made it is
 * skipped by name; in CI that is a failure.
 */
class RelayVmIT {
    private static final String CAMERA = "10.77.0.18";
    private static final String ROUTER = "10.77.0.17";
    private static final String RELAY = "10.77.0.1";
    private static final String PUBLIC = "203.0.113.10";

    /** A port of the camera's place that sends back what it gets. */
    private static final int ECHO = 7777;

    private static final int SOME = 20;

    /** Seconds that another program installs packages there. */
    private static final int LOCKED = 60;

    /** What the tunnel needs at most to come back by itself. */
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    static Path folder;

    private static RelayBench.Cameras cameras;
    private static Server server;
    private static RelayBench site;
    private static RelayBench.Said first;

    @BeforeAll
    static void bareServerBecomesRelay() throws Exception {
        Server.isNeeded();
        cameras = new RelayBench.Cameras();
        server = Server.boot(cameras.rtsp(), cameras.http(), Clock.systemUTC());
        site = new RelayBench(server, cameras, folder.resolve("site"), Clock.systemUTC());
        assertEquals(0, site.probe().exit());
        locksPackages();
        watchesProcesses();
        first = site.apply();
        onServer("touch /run/unwatched; while [ ! -e /run/watched ]; do sleep 0.1; done");
        server.keeps("relay");
        site.keepsState();
    }

    /** As a new server does that fetches its updates in its first minutes. */
    private static void locksPackages() throws IOException {
        server.door("server").writes("/root/lock.py", """
                import fcntl, time
                lock = open("/var/lib/dpkg/lock-frontend", "w")
                fcntl.lockf(lock, fcntl.LOCK_EX)
                open("/root/locked", "w").close()
                time.sleep(%d)
                open("/root/unlocked", "w").write(time.strftime("%%F %%T"))
                """.formatted(LOCKED));
        onServer(
                "setsid python3 /root/lock.py </dev/null >/dev/null 2>&1 & while [ ! -e /root/locked ]; do sleep 0.1; done");
    }

    /** Every command line that is seen on the server from now on, until it is told to stop. */
    private static void watchesProcesses() throws IOException {
        server.door("server").writes("/root/watch.py", """
                import glob, os, time
                seen = set()
                while not os.path.exists("/run/unwatched"):
                    for file in glob.glob("/proc/[0-9]*/cmdline") + glob.glob("/proc/[0-9]*/environ"):
                        try:
                            seen.add(open(file, "rb").read().replace(bytes(1), b" "))
                        except OSError:
                            pass  # it has ended
                    time.sleep(0.05)
                open("/run/seen", "wb").write(bytes([10]).join(seen))
                open("/run/watched", "w").close()
                """);
        onServer("setsid python3 /root/watch.py </dev/null >/dev/null 2>&1 &");
    }

    /** No private key of the relay's, the router's or the phone's lies in a file that is not its own, or was seen in a process, a log, a journal. */
    @Test
    void keepsPrivateKeysToThemselves() throws Exception {
        var keys = List.of(
                onServer("cat /etc/wireguard/outpost0.key"),
                site.routersKey(),
                KernelEnds.keyOf(Files.readString(site.state("viewers/phone.html"))));
        assertTrue(keys.stream().allMatch(key -> key.matches("[A-Za-z0-9+/]{43}=")), "each is a key");
        assertTrue(onServer("tr '\\0' ' ' </run/seen").contains("apt-get"), "programs were seen");

        for (var key : keys) {
            server.door("server").writes("/run/key", key);
            var found = onServer(
                    "cd /; { grep -rlF -f /run/key --devices=skip etc home opt root run srv tmp var 2>/dev/null;"
                            + " journalctl -q -o export | grep -qF -f /run/key && echo journal; dmesg | grep -qF -f /run/key && echo dmesg; true; } | sort");
            assertEquals(
                    "run/key",
                    found.lines()
                            .filter(file -> !file.startsWith("var/lib/bench/")) // the router's place and the phone's
                            .filter(file -> !file.equals("etc/wireguard/outpost0.key"))
                            .collect(Collectors.joining(" ")));
            assertFalse(first.text().contains(key), "on the screen");
        }
        assertEquals(List.of("phone.conf", "phone.html", "phone.key"), site.filesWith(keys.getLast()));
        assertEquals(List.of(), site.filesWith(keys.getFirst()));
        assertEquals(List.of(), site.filesWith(keys.get(1)));
    }

    /** As a cloud image is born: root's key only says who else may come, that user has sudo, and no password is taken from root. */
    @Test
    void letsInWhomACloudImageLetsIn() throws Exception {
        onServer(
                "useradd -m -s /bin/sh debian; echo 'debian ALL=(ALL) NOPASSWD:ALL' >/etc/sudoers.d/90-cloud-init-users;"
                        + " mkdir -m 700 ~debian/.ssh; cp /root/.ssh/authorized_keys ~debian/.ssh/; chown -R debian: ~debian/.ssh;"
                        + " sed -i 's/^/command=\"echo Please login as the user \\\\\"debian\\\\\" rather than the user \\\\\"root\\\\\".;exit 142\" /'"
                        + " /root/.ssh/authorized_keys; echo root:right | chpasswd");
        try (var relay = new Edited("relays/vps1.yaml")) {
            var forced = site.apply();
            assertEquals(3, forced.exit(), forced.text());
            assertTrue(flat(forced).contains("RELAY-OTHER-USER"), forced.text());
            assertTrue(flat(forced).contains("write user: debian into "), forced.text());

            relay.replace("key: vps1.key", "password: file:right");
            Files.writeString(site.file("relays/right"), "right");
            var prohibited = site.apply();
            assertEquals(3, prohibited.exit(), prohibited.text());
            assertTrue(flat(prohibited).contains("prohibit-password"), prohibited.text());

            relay.replace("password: file:right", "key: vps1.key");
            relay.replace("user: root", "user: debian");
            var second = site.apply();
            assertDone(second);
            assertTrue(flat(second).contains("nothing was written"), second.text());
            try (var _ = new OneMore()) {
                assertDone(site.apply());
            }
            assertEquals("4", inside("inside wg show outpost0 peers | wc -l"));
        }
    }

    /** Another laptop has the site's files and the router's password, and nothing that was remembered. */
    @Test
    void isRecoveredByALaptopThatKnowsNothing() throws Exception {
        site.forgetsAll();
        assertDone(
                site.outpost("relay", "recover", site.file("relays/vps1.yaml").toString()));
        site.remembersPassword();
        onServer("sync; sleep 1; touch /run/before");

        var again = site.apply();

        assertDone(again);
        assertTrue(flat(again).contains("nothing to do"), again.text());
        assertEquals("", onServer("find /etc -xdev -type f -newer /run/before"));
        assertViewerArrives();
    }

    @Test
    void waitsForThePackagesOfTheServer() throws Exception {
        var unlocked = onServer("cat /root/unlocked");
        var installed = onServer("sed -n 's/ install nftables.*//p' /var/log/dpkg.log");
        assertTrue(unlocked.compareTo(installed) <= 0, () -> unlocked + " and " + installed);
    }

    @AfterAll
    static void ends() throws Exception {
        if (site != null) {
            site.close();
        }
        if (server != null) {
            server.close();
        }
        if (cameras != null) {
            cameras.close();
        }
    }

    @BeforeEach
    void relayIsAsItWasLeft() throws Exception {
        server.goesBackTo("relay");
        site.goesBack();
    }

    private static String onServer(String script) throws IOException {
        return server.door("server").does(script);
    }

    /** A shell function {@code inside}, which runs its words where the tunnel's interface is. */
    private static String inside(String script) throws IOException {
        return onServer(
                "inside() { if ip netns pids outpost >/dev/null 2>&1; then ip netns exec outpost \"$@\"; else \"$@\"; fi; }; "
                        + script);
    }

    private static void assertViewerArrives() throws IOException {
        assertEquals(SOME, server.door("viewer").echoes(CAMERA, ECHO, SOME));
    }

    private static void awaitViewer() {
        Awaitility.await("the viewer's way to the camera")
                .atMost(SOON)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> server.door("viewer").echoes(CAMERA, ECHO, 1) == 1);
    }

    @Test
    void carriesThePictureWithFewWords() throws Exception {
        assertEquals(0, first.exit(), first.text());
        assertTrue(first.text().contains("picture of yard: 1920"), first.text());
        var login = "journalctl -q -u ssh -o cat | grep -c '^Accepted publickey' || true";
        var session = "journalctl -q -u ssh -o cat | grep -c '^Starting session' || true";
        var logins = Integer.parseInt(onServer(login));
        var sessions = Integer.parseInt(onServer(session));
        assertEquals(1, logins);
        assertTrue(sessions <= 8, () -> sessions + " exec channels");
        var tunnel = inside("inside nft -s list ruleset; inside wg showconf outpost0 | grep -v Endpoint");
        onServer("sync; sleep 1; touch /run/before");

        var second = site.apply();

        assertEquals(0, second.exit(), second.text());
        assertTrue(second.text().contains("nothing was written"), second.text());
        assertEquals(1, Integer.parseInt(onServer(login)) - logins);
        assertTrue(Integer.parseInt(onServer(session)) - sessions <= 2);
        assertEquals(
                "",
                onServer("find / -xdev -type f -newer /run/before ! -path '/var/log/*' ! -path '/var/lib/systemd/*'"));
        assertEquals(tunnel, inside("inside nft -s list ruleset; inside wg showconf outpost0 | grep -v Endpoint"));
    }

    /** The whole of these tests runs with AppArmor's profile of wg, as Ubuntu has it: a file elsewhere is not wg's to read. */
    @Test
    void livesWithWgConfined() throws Exception {
        assertEquals(
                "Permission denied",
                onServer(
                        "cp /etc/wireguard/outpost0.key /root/; wg set outpost0 private-key /root/outpost0.key 2>&1 | sed 's/.*: //'"));
    }

    @Test
    void comesBackByItselfAfterAPowerCut() throws Exception {
        assertViewerArrives();

        server.losesPower();

        awaitViewer();
        assertEquals("", onServer("systemctl --failed --no-legend"));
        assertIsolated();
    }

    private static void assertIsolated() throws IOException {
        var viewer = server.door("viewer");
        assertEquals("connected", viewer.dials(CAMERA, 554));
        assertNotEquals("connected", viewer.dials(ROUTER, 22));
        assertNotEquals("connected", viewer.dials(ROUTER, 80));
        assertNotEquals("connected", viewer.dials(RELAY, 22));
        assertNotEquals("connected", server.door("router").dials(RELAY, 22));
    }

    @Test
    void answersTheInternetBySshAndWireguardOnly() throws Exception {
        var stranger = server.door("stranger");
        onServer(
                "sysctl -q -w net.ipv4.icmp_ratelimit=0 net.ipv4.icmp_msgs_per_sec=100000 net.ipv4.icmp_msgs_burst=100000");

        assertEquals(
                "22 closed=65534 silent=0", stranger.ask("tcp " + PUBLIC, SOON).strip());
        assertEquals("51820", stranger.ask("udp " + PUBLIC, SOON).strip());
    }

    /** The server's power goes while it is being changed. */
    @Test
    void isOldOrNewAfterAPowerCutInTheMiddle() throws Exception {
        try (var tablet = new OneMore()) {
            var apply = site.starts(site.words("apply"));
            Awaitility.await("the server's guard")
                    .atMost(SOON)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> server.door("server")
                                    .sh("[ -e /etc/outpost/guard ]")
                                    .status()
                            == 0);

            server.losesPower();

            awaitViewer();
            assertNotEquals(0, apply.waitFor());
            assertDone(site.apply());
            assertEquals("4", inside("inside wg show outpost0 peers | wc -l"));
            assertViewerArrives();
        }
    }

    @Test
    void shutsOutAViewerThatIsRemoved() throws Exception {
        assertDone(site.viewer("add", "tablet"));
        var page = Files.readString(site.state("viewers/tablet.html"));
        site.phoneHas(page);
        awaitViewer();
        site.phoneBelongsTo("phone");
        assertDone(site.viewer("remove", "tablet"));

        site.phoneHas(page);

        assertEquals(0, server.door("viewer").echoes(CAMERA, ECHO, 40));
        var handshakes = server.door("viewer").does("/usr/local/lib/bench/usr/bin/wg show outpost latest-handshakes");
        assertTrue(handshakes.endsWith("\t0"), handshakes);
        site.phoneBelongsTo("phone");
        awaitViewer();
    }

    private static String flat(RelayBench.Said said) {
        return said.text().replaceAll("\\s+", " ");
    }

    private static void assertDone(RelayBench.Said said) {
        assertEquals(0, said.exit(), said.text());
    }

    /** The site file with one viewer more, until it is closed. */
    private static final class OneMore extends Edited {
        OneMore() throws IOException {
            super("site.yaml");
            replace("viewers: [phone]", "viewers: [phone, tablet]");
        }
    }

    /** One of the site's files with other words, until it is closed. */
    private static class Edited implements AutoCloseable {
        private final Path file;
        private final String before;

        Edited(String name) throws IOException {
            file = site.file(name);
            before = Files.readString(file);
        }

        final void replace(String old, String now) throws IOException {
            var text = Files.readString(file);
            assertTrue(text.contains(old), text);
            Files.writeString(file, text.replace(old, now));
        }

        @Override
        public void close() throws IOException {
            Files.writeString(file, before);
        }
    }

    /** Each as its program loads it, the owner's one line for the tunnel's port among it. */
    @ParameterizedTest
    @ValueSource(strings = {"ufw", "oracle", "docker", "firewalld"})
    void livesBesideTheFirewall(String program) throws Exception {
        loads(program);
        var theirs = "nft -s list ruleset | sed '/^table inet outpost/,/^}/d'";
        var before = onServer(theirs);
        assertTrue(before.lines().count() > 10, before);
        meetsAnew();
        awaitViewer();

        assertViewerArrives();
        if (program.equals("docker")) { // one stands for all: what Outpost changes is the same
            assertDone(site.viewer("add", "tablet"));
            assertViewerArrives();
        }
        assertEquals(before, onServer(theirs));
    }

    /** The program itself where the server's own mirror has it (scripts/vm-server with SERVER_MORE), else the rules that it loaded there. */
    private static void loads(String program) throws IOException {
        var file = Files.readString(Path.of("src/test/resources/server/firewalls", program + ".rules"));
        server.door("server").writes("/root/rules", file);
        var byItself = switch (program) {
            case "ufw" -> "ufw allow 22/tcp; ufw allow 51820/udp; ufw --force enable";
            case "firewalld" -> "systemctl start firewalld; firewall-cmd --add-port=51820/udp";
            case "docker" -> "systemctl start docker";
            default -> "false";
        };
        var rules = file.contains("*filter") ? "iptables-restore </root/rules" : "nft -f /root/rules";
        onServer("if ls /srv/packages/" + program + "*.deb >/dev/null 2>&1; then export DEBIAN_FRONTEND=noninteractive;"
                + " apt-get -y -q install $(dpkg-deb -f $(ls /srv/packages/" + program
                + "*.deb | head -n 1) Package) && { "
                + byItself + "; } && echo installed; else " + rules + "; fi");
    }

    /** Both ends begin from new ports, so that nothing is let through as the rest of an old conversation. */
    private static void meetsAnew() throws IOException {
        for (var place : List.of("router", "viewer")) {
            server.door(place).does("sh /var/lib/bench/" + place + ".sh");
        }
    }

    @Test
    void isNotConcernedByWhatTheServersOwnerDoes() throws Exception {
        assertViewerArrives();
        onServer("nft flush ruleset");
        assertViewerArrives();
        assertIsolated();
        onServer(
                "echo net.ipv4.ip_forward=0 >/etc/sysctl.d/99-own.conf; sysctl -q --system; sysctl -q -w net.ipv4.ip_forward=0");
        assertViewerArrives();
        onServer("ip link add own type dummy; ip addr add 10.77.0.30/27 dev own; ip link set own up");
        assertViewerArrives();
        assertIsolated();
    }

    /** Through the kernel's own control groups and the host's own table: each alone keeps the stranger out. */
    @Test
    void opensAPortToThoseOfItsListAlone() throws Exception {
        onServer(
                "echo 'public 8554 10.77.0.18 554 198.51.100.0/24' >>/etc/outpost/sites/barn-1; sh /etc/outpost/relay.sh load 0 barn-1;"
                        + " until systemctl -q is-active outpost-public-8554.socket; do sleep 0.1; done");
        assertTrue(said(PUBLIC, 8554).startsWith("RTSP/1.0 "), "the camera's own words");
        var stranger = server.door("stranger");
        assertNotEquals("connected", stranger.dials(PUBLIC, 8554), "both keep out");

        onServer("nft delete table inet outpost_public");
        assertNotEquals("connected", stranger.dials(PUBLIC, 8554), "systemd alone");

        onServer("sh /etc/outpost/relay.sh renew; sed -i /IPAddress/d /run/systemd/system/outpost-public-8554.socket;"
                + " systemctl daemon-reload; systemctl stop outpost-public-8554.socket outpost-public-8554.service;"
                + " systemctl start outpost-public-8554.socket");
        assertNotEquals("connected", stranger.dials(PUBLIC, 8554), "the table alone");

        onServer("nft delete table inet outpost_public");
        assertEquals("connected", stranger.dials(PUBLIC, 8554), "nobody");
    }

    /** What a camera says first to the viewer there. */
    private static String said(String address, int port) throws IOException {
        try (var phone = server.door("viewer").open("dial " + address + " " + port, SOON)) {
            assertEquals("connected", Door.line(phone));
            phone.getOutputStream().write("OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return Door.line(phone);
        }
    }

    @Test
    void comesBackWhenTheCarrierChangesItsAddress() throws Exception {
        assertViewerArrives();

        onServer("ip -n carrier addr del 192.0.2.77/24 dev out; ip -n carrier addr add 192.0.2.78/24 dev out;"
                + " ip -n carrier route replace default via 192.0.2.1");

        awaitViewer();
        assertTrue(inside("inside wg show outpost0 endpoints").contains("\t192.0.2.78:"), "by its new address");
    }

    /** It was in 2038 once and is right now; all have one clock here, so the server's own is wrong as long as the router's. */
    @Test
    void hearsARouterWhoseClockWentBack() throws Exception {
        server.door("viewer").does("ip link del outpost");
        onServer("date +%s >/run/now; date -s @2147000000");
        server.door("router").does("sh /var/lib/bench/router.sh");
        Awaitility.await("its handshake of 2038")
                .atMost(SOON)
                .until(() -> inside("inside wg show outpost0 latest-handshakes").contains("\t2147"));
        onServer("date -s @$(cat /run/now)");

        server.door("router").does("sh /var/lib/bench/router.sh");

        var handshakes = "/usr/local/lib/bench/usr/bin/wg show outpost latest-handshakes";
        assertTrue(server.door("router").does("sleep 7; " + handshakes).endsWith("\t0"), "it is not heard");
        onServer("systemctl is-active outpost-renew.timer && systemctl start outpost-renew.service");
        server.door("viewer").does("sh /var/lib/bench/viewer.sh");
        awaitViewer();
    }

    /** Another customer's camera answers at this site's address, as where two laptops gave one block twice. */
    @Test
    void takesNoOtherSitesCameraForProof() throws Exception {
        var other = server.door("stranger");
        var relayKey = inside("inside wg show outpost0 public-key");
        var key = other.does(
                "umask 077; wg=/usr/local/lib/bench/usr/bin/wg; $wg genkey >/run/other.key; ip link add outpost type wireguard;"
                        + " $wg set outpost private-key /run/other.key peer " + relayKey
                        + " endpoint " + PUBLIC + ":51820 allowed-ips 10.77.0.0/16 persistent-keepalive 1; ip addr add "
                        + CAMERA
                        + "/32 dev outpost; ip link set outpost up; ip route add 10.77.0.0/16 dev outpost; $wg pubkey </run/other.key");
        other.writes("/root/camera.py", """
                import socket
                there = socket.create_server(("%s", 554))
                while True:
                    peer, _ = there.accept()
                    asked = peer.makefile("rb")
                    for line in asked:
                        open("/root/heard", "ab").write(line)
                        if line == b"\\r\\n":
                            peer.sendall(b'RTSP/1.0 401 Unauthorized\\r\\nCSeq: 1\\r\\nWWW-Authenticate: Digest realm="a", nonce="b"\\r\\n\\r\\n')
                """.formatted(CAMERA));
        other.does("setsid python3 /root/camera.py </dev/null >/dev/null 2>&1 &");
        inside("inside wg set outpost0 peer '" + key + "' allowed-ips 10.77.0.16/28");
        assertTrue(said(CAMERA, 554).startsWith("RTSP/1.0 401"), "the other one answers");

        var said = site.verify();

        assertEquals(3, said.exit(), said.text());
        assertTrue(said.text().contains("WAY-OTHER-ROUTER"), said.text());
        var heard = other.does("cat /root/heard");
        assertFalse(heard.contains("Authorization"), heard);
    }

    /** Twenty sites, and a disk with too few KB free for a change, or just enough. */
    @Test
    void losesNoPeerToAFullDisk() throws Exception {
        var ours = onServer("cat /etc/outpost/sites/barn-1");
        var script = new StringBuilder("cd /etc/outpost/sites\n");
        for (int i = 2; i <= 20; i++) {
            script.append("cat >shed-" + i + " <<'END'\n" + moved(ours, i) + "END\n");
        }
        server.door("server").writes("/root/sites.sh", script.toString());
        onServer(
                "umask 077; sh /root/sites.sh; sh /etc/outpost/relay.sh load 0; dd if=/dev/zero of=/full bs=64k 2>/dev/null; true");
        var wanted = 60;
        assertEquals(wanted, peers());
        for (var free : new int[] {0, 12, 24, 60, 120}) {
            onServer("dd if=/dev/zero of=/full bs=1k oflag=append conv=notrunc 2>/dev/null; truncate -s -" + free
                    + "K /full; sync");
            var left = Integer.parseInt(onServer("df -k / | awk 'NR == 2 { print $4 }'"));
            assertTrue(left <= free + 64, left + " KB are free, and " + free + " were to be");

            var said = site.viewer("add", "tablet-" + free);

            assertTrue(said.exit() == 0 || said.text().contains("RELAY-DISK-FULL"), said.text());
            assertTrue(free > 0 || said.exit() != 0, said.text());
            wanted += said.exit() == 0 ? 1 : 0;
            assertEquals(wanted, peers(), said::text);
        }
    }

    private static int peers() throws IOException {
        return Integer.parseInt(inside("inside wg show outpost0 peers | wc -l"));
    }

    /** Our site's file with the addresses of the block at this place, and keys of its own. */
    private static String moved(String ours, int place) {
        var random = new Random(place);
        var text = ours.replace("10.77.240.", "10.77." + (200 + place) + ".");
        var moved = Pattern.compile("10\\.77\\.0\\.(\\d+)")
                .matcher(text)
                .replaceAll(match -> "10.77.%d.%s".formatted(place, match.group(1)));
        return Pattern.compile("[A-Za-z0-9+/]{43}=").matcher(moved).replaceAll(match -> key(random)) + "\n";
    }

    private static String key(Random random) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
