package dev.outpost.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a site does with a relay on a real Debian: it is made while another program installs packages, left, found again, and changed. */
class RelayVmIT extends OnDebian {
    /** Seconds that another program installs packages there. */
    private static final int LOCKED = 60;

    @TempDir
    static Path folder;

    private static RelayBench.Said first;

    @BeforeAll
    static void bareServerBecomesRelay() throws Exception {
        boots("relay", folder.resolve("site"));
        locksPackages();
        watchesProcesses();
        first = site().apply();
        onServer("touch /run/unwatched; while [ ! -e /run/watched ]; do sleep 0.1; done");
        keeps();
    }

    /** As a new server does that fetches its updates in its first minutes. */
    private static void locksPackages() throws IOException {
        server().door("server").writes("/root/lock.py", """
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

    /** Command line and environment of every program that the kernel tells of from now on, until it is told to stop. */
    private static void watchesProcesses() throws IOException {
        server().door("server").writes("/root/watch.py", """
                import glob, os, socket, struct
                seen = set()
                def look(pid):
                    for file in ("cmdline", "environ"):
                        try:
                            seen.add(open("/proc/%s/%s" % (pid, file), "rb").read().replace(bytes(1), b" "))
                        except OSError:
                            pass  # it has ended
                kernel = socket.socket(socket.AF_NETLINK, socket.SOCK_DGRAM, 11)  # the connector's events of processes
                kernel.setsockopt(socket.SOL_SOCKET, 33, 4 << 20)
                kernel.bind((0, 1))
                kernel.send(struct.pack("=IHHIIIIIIHHI", 40, 3, 0, 0, 0, 1, 1, 0, 0, 4, 0, 1))
                kernel.settimeout(0.5)
                for folder in glob.glob("/proc/[0-9]*"):
                    look(folder[6:])
                open("/run/watching", "w").close()
                while not os.path.exists("/run/unwatched"):
                    try:
                        event = kernel.recv(4096)
                    except socket.timeout:
                        continue
                    what, pid = struct.unpack_from("=I12xI", event, 36)
                    if what == 2:  # a program was begun
                        look(pid)
                open("/run/seen", "wb").write(bytes([10]).join(seen))
                open("/run/watched", "w").close()
                """);
        onServer(
                "setsid python3 /root/watch.py </dev/null >/dev/null 2>&1 & while [ ! -e /run/watching ]; do sleep 0.1; done");
    }

    /** No private key of the relay's, the router's or the phone's lies in a file that is not its own, or was seen in a process, a log, a journal. */
    @Test
    void keepsPrivateKeysToThemselves() throws Exception {
        var keys = List.of(
                onServer("cat /etc/wireguard/outpost0.key"),
                site().routersKey(),
                KernelEnds.keyOf(Files.readString(site().state("viewers/phone.html"))));
        assertTrue(keys.stream().allMatch(key -> key.matches("[A-Za-z0-9+/]{43}=")), "each is a key");
        assertTrue(onServer("tr '\\0' ' ' </run/seen").contains("apt-get"), "programs were seen");

        for (var key : keys) {
            server().door("server").writes("/run/key", key);
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
        assertEquals(List.of("phone.conf", "phone.html", "phone.key"), site().filesWith(keys.getLast()));
        assertEquals(List.of(), site().filesWith(keys.getFirst()));
        assertEquals(List.of(), site().filesWith(keys.get(1)));
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
            var forced = site().apply();
            assertEquals(3, forced.exit(), forced.text());
            assertTrue(flat(forced).contains("RELAY-OTHER-USER"), forced.text());
            assertTrue(flat(forced).contains("write user: debian into "), forced.text());

            relay.replace("key: vps1.key", "password: file:right");
            Files.writeString(site().file("relays/right"), "right");
            var prohibited = site().apply();
            assertEquals(3, prohibited.exit(), prohibited.text());
            assertTrue(flat(prohibited).contains("prohibit-password"), prohibited.text());

            relay.replace("password: file:right", "key: vps1.key");
            relay.replace("user: root", "user: debian");
            var second = site().apply();
            assertDone(second);
            assertTrue(flat(second).contains("nothing was written"), second.text());
            try (var _ = new OneMore()) {
                assertDone(site().apply());
            }
            assertEquals("4", inside("inside wg show outpost0 peers | wc -l"));
        }
    }

    /** Another laptop has the site's files and the router's password, and nothing that was remembered. */
    @Test
    void isRecoveredByALaptopThatKnowsNothing() throws Exception {
        site().forgetsAll();
        assertDone(site().outpost(
                        "relay", "recover", site().file("relays/vps1.yaml").toString()));
        site().remembersPassword();
        onServer("sync; sleep 1; touch /run/before");

        var again = site().apply();

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

        var second = site().apply();

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

    /** The server's power goes while it is being changed. */
    @Test
    void isOldOrNewAfterAPowerCutInTheMiddle() throws Exception {
        try (var tablet = new OneMore()) {
            var apply = site().starts(site().words("apply"));
            onServer("until [ -e /etc/outpost/guard ]; do sleep 0.02; done");

            server().losesPower();

            awaitViewer();
            assertNotEquals(0, apply.waitFor());
            assertDone(site().apply());
            assertEquals("4", inside("inside wg show outpost0 peers | wc -l"));
            assertViewerArrives();
        }
    }

    @Test
    void shutsOutAViewerThatIsRemoved() throws Exception {
        assertDone(site().viewer("add", "tablet"));
        var page = Files.readString(site().state("viewers/tablet.html"));
        site().phoneHas(page);
        awaitViewer();
        site().phoneBelongsTo("phone");
        assertDone(site().viewer("remove", "tablet"));

        site().phoneHas(page);

        assertEquals(0, server().door("viewer").echoes(CAMERA, ECHO, 40));
        var handshakes = server().door("viewer").does("/usr/local/lib/bench/usr/bin/wg show outpost latest-handshakes");
        assertTrue(handshakes.endsWith("\t0"), handshakes);
        site().phoneBelongsTo("phone");
        awaitViewer();
    }

    /** Both still have their keys, and knock. */
    @Test
    void shutsOutRouterAndViewerOfASiteThatIsRetired() throws Exception {
        assertViewerArrives();
        assertDone(site().outpost("retire", site().file("site.yaml").toString(), "--router-is-gone"));

        meetsAnew();

        assertEquals(0, server().door("viewer").echoes(CAMERA, ECHO, 40));
        for (var place : List.of("router", "viewer")) {
            var handshakes =
                    server().door(place).does("/usr/local/lib/bench/usr/bin/wg show outpost latest-handshakes");
            assertTrue(handshakes.endsWith("\t0"), place + " " + handshakes);
        }
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
            file = site().file(name);
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

    /** Another customer's camera answers at this site's address, as where two laptops gave one block twice. */
    @Test
    void takesNoOtherSitesCameraForProof() throws Exception {
        var other = server().door("stranger");
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

        var said = site().verify();

        assertEquals(3, said.exit(), said.text());
        assertTrue(said.text().contains("WAY-OTHER-ROUTER"), said.text());
        var heard = other.does("cat /root/heard");
        assertFalse(heard.contains("Authorization"), heard);
    }
}
