package dev.outpost.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What else happens on a relay's server, and to it: other firewalls, its owner, a full disk, a power cut, the internet. */
class RelayServerVmIT extends OnDebian {
    @TempDir
    static Path folder;

    /** What the owner has there: a WireGuard of his own, the rules of fail2ban, a host that forwards nothing. */
    private static final String OWN = "wg=/usr/local/lib/bench/usr/bin/wg; $wg showconf own0; ip -o addr show dev own0;"
            + " iptables-save 2>/dev/null | sed '/^#/d; s/ \\[[0-9:]*\\]//'; cat /proc/sys/net/ipv4/ip_forward";

    private static String own = "";
    private static RelayBench.Said withoutMirror;

    @BeforeAll
    static void bareServerBecomesRelay() throws Exception {
        boots("server", folder.resolve("site"));
        onServer("cd /root; wg=/usr/local/lib/bench/usr/bin/wg; $wg genkey >own.key; ip link add own0 type wireguard;"
                + " $wg set own0 listen-port 51821 private-key own.key peer $($wg genkey | $wg pubkey) allowed-ips 10.9.0.2/32;"
                + " ip addr add 10.9.0.1/24 dev own0; ip link set own0 up; iptables -N f2b-sshd; iptables -A f2b-sshd -j RETURN;"
                + " iptables -I INPUT -p tcp --dport 22 -j f2b-sshd");
        own = onServer(OWN);
        onServer(
                "rm -rf /var/lib/apt/lists/*; mv /etc/apt/sources.list /root/; echo 'deb http://mirror.invalid/debian bookworm main'"
                        + " >/etc/apt/sources.list");
        withoutMirror = site().apply();
        onServer("mv /root/sources.list /etc/apt/");
        assertDone(site().apply());
        keeps();
    }

    @Test
    void leavesWhatTheOwnerHasThere() throws Exception {
        assertTrue(own.contains("AllowedIPs = 10.9.0.2/32") && own.contains("-j f2b-sshd"), own);
        assertTrue(own.endsWith("\n0"), own);

        assertEquals(own, onServer(OWN));
    }

    /** A new server before its network is right: apt itself ends well, and then knows no package. */
    @Test
    void saysThatNoMirrorAnswers() {
        assertEquals(3, withoutMirror.exit(), withoutMirror.text());
        assertTrue(
                flat(withoutMirror)
                        .contains("the relay cannot install its packages: W: Failed to fetch http://mirror.invalid/"),
                withoutMirror.text());
        assertTrue(flat(withoutMirror).contains("its package source does not answer"), withoutMirror.text());
    }

    @Test
    void comesBackByItselfAfterAPowerCut() throws Exception {
        assertViewerArrives();

        server().losesPower();

        awaitViewer();
        assertEquals("", onServer("systemctl --failed --no-legend"));
        assertIsolated();
    }

    @Test
    void answersTheInternetBySshAndWireguardOnly() throws Exception {
        var stranger = server().door("stranger");
        onServer(
                "ip link del own0; sysctl -q -w net.ipv4.icmp_ratelimit=0 net.ipv4.icmp_msgs_per_sec=100000 net.ipv4.icmp_msgs_burst=100000");

        assertEquals(
                "22 closed=65534 silent=0", stranger.ask("tcp " + PUBLIC, SOON).strip());
        assertEquals("51820", stranger.ask("udp " + PUBLIC, SOON).strip());
    }

    /** Each as its program loads it, the owner's one line for the tunnel's port among it: {@code scripts/vm-firewalls} has the programs. */
    @ParameterizedTest
    @ValueSource(strings = {"ufw", "oracle", "docker", "firewalld"})
    void livesBesideTheFirewall(String program) throws Exception {
        var rules = Files.readString(Path.of("src/test/resources/server/firewalls", program + ".rules"));
        server().door("server").writes("/root/rules", rules);
        onServer(rules.contains("*filter") ? "iptables-restore </root/rules" : "nft -f /root/rules");

        livesBesideOthers(program.equals("docker")); // one stands for all: what Outpost changes is the same
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
        var stranger = server().door("stranger");
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
        server().door("viewer").does("ip link del outpost");
        onServer("date +%s >/run/now; date -s @2147000000");
        server().door("router").does("sh /var/lib/bench/router.sh");
        Awaitility.await("its handshake of 2038")
                .atMost(SOON)
                .until(() -> inside("inside wg show outpost0 latest-handshakes").contains("\t2147"));
        onServer("date -s @$(cat /run/now)");

        server().door("router").does("sh /var/lib/bench/router.sh");

        var handshakes = "/usr/local/lib/bench/usr/bin/wg show outpost latest-handshakes";
        assertTrue(server().door("router").does("sleep 7; " + handshakes).endsWith("\t0"), "it is not heard");
        onServer("systemctl is-active outpost-renew.timer && systemctl start outpost-renew.service");
        server().door("viewer").does("sh /var/lib/bench/viewer.sh");
        awaitViewer();
    }

    /** Twenty sites, and a disk with too few KB free for a change, or just enough. */
    @Test
    void losesNoPeerToAFullDisk() throws Exception {
        var ours = onServer("cat /etc/outpost/sites/barn-1");
        var script = new StringBuilder("cd /etc/outpost/sites\n");
        for (int i = 2; i <= 20; i++) {
            script.append("cat >shed-" + i + " <<'END'\n" + moved(ours, i) + "END\n");
        }
        server().door("server").writes("/root/sites.sh", script.toString());
        onServer("umask 077; sh /root/sites.sh; sh /etc/outpost/relay.sh load 0;"
                + " fallocate -l $(($(df -k / | awk 'NR == 2 { print $4 }') - 1024))K /full");
        var wanted = 60;
        assertEquals(wanted, peers());
        for (var free : new int[] {0, 12, 24, 60, 120}) {
            onServer("dd if=/dev/zero of=/full bs=1k oflag=append conv=notrunc 2>/dev/null; truncate -s -" + free
                    + "K /full; sync");
            var left = Integer.parseInt(onServer("df -k / | awk 'NR == 2 { print $4 }'"));
            assertTrue(left <= free + 64, left + " KB are free, and " + free + " were to be");

            var said = site().viewer("add", "tablet-" + free);

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
