package dev.outpost.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.net.WireguardKeys;
import dev.outpost.camera.CameraCheck;
import dev.outpost.camera.CameraTarget;
import dev.outpost.camera.LoginBudget;
import dev.outpost.ledger.Ledger;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.net.TunnelKey;
import dev.outpost.reach.LinkVantage;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.reach.TunnelSteps;
import dev.outpost.relay.SiteOnRelay.Camera;
import dev.outpost.relay.SiteOnRelay.Guest;
import dev.outpost.relay.SiteOnRelay.Published;
import dev.outpost.relay.SiteOnRelay.Role;
import dev.outpost.router.Guard;
import dev.outpost.shell.Script;
import dev.outpost.site.Site;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.Finding;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Ticker;
import dev.outpost.uplink.KeepWan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The relay's own scripts with real namespaces, nftables and wg: packets really pass, or do not. */
class RealRelayIT {
    private static final RelaySetup SETUP = new RelaySetup("198.51.101.1", 51820, Cidr.of("10.77.0.0/16"));
    private static final String ROUTER = WireguardKeys.generate();
    private static final String PHONE = WireguardKeys.generate();
    private static final String OTHER = WireguardKeys.generate();

    private static final List<Published> PORTS = List.of(
            new Published(8554, Ipv4.of("10.77.0.18"), 554, List.of(Cidr.of("198.51.102.0/24")), Optional.of("rtsp")),
            new Published(8555, Ipv4.of("10.77.0.18"), 80, List.of()));

    /** As Docker leaves it, and what Debian's own nftables service does when it is restarted. */
    private static final String THEIRS =
            "nft 'add table ip filter; add chain ip filter FORWARD { type filter hook forward priority 0; policy drop; }'";

    /** What a relay holds, on its disk and in its kernel. */
    private static final String HELD =
            "cat /etc/outpost/sites/*; ip netns exec outpost wg show outpost0 allowed-ips | sort";

    @BeforeEach
    void isNeeded() throws Exception {
        RelayBox.isNeeded();
    }

    @Test
    void carriesWhatTheSiteNamesAndNothingElseWhateverTheServersOwnFilterDoes() throws Exception {
        try (var box = RelayBox.start("4m")) {
            box.shell(THEIRS);
            var theirs = box.shell("nft list ruleset; cat /proc/sys/net/ipv4/ip_forward");
            var key = prepared(box);
            admit(box, barn(PHONE));
            box.joins("router", ROUTER, key, "10.77.0.17", "10.77.0.18");
            box.joins("viewer", PHONE, key, "10.77.240.1");
            box.joins("stranger", OTHER, key, "10.77.240.9");

            assertTrue(box.reaches("viewer", "10.77.0.18"), "the camera");
            assertFalse(box.reaches("viewer", "10.77.0.17"), "the router");
            assertFalse(box.reaches("stranger", "10.77.0.18"), "a key that nobody knows");
            assertEquals(
                    "yes",
                    box.shell("busybox ping -c 3 -W 1 10.77.0.18 >/dev/null && echo yes || echo no"),
                    "the host itself");
            assertEquals(
                    theirs,
                    box.shell("nft list ruleset | sed '/outpost_door/,/^}/d'; cat /proc/sys/net/ipv4/ip_forward"),
                    "what was the server's own");

            box.shell("nft flush ruleset");

            assertTrue(box.reaches("viewer", "10.77.0.18"), "the camera");
            assertFalse(box.reaches("viewer", "10.77.0.17"), "the filter stands where nobody else flushes");
        }
    }

    @Test
    void findsNothingToDoTheSecondTime() throws Exception {
        try (var box = RelayBox.start("4m")) {
            prepared(box);
            admit(box, barn(PHONE));

            var facts = Relay.look(box);

            assertInstanceOf(Finding.Satisfied.class, new PrepareRelay(SETUP).check(facts), facts::toString);
            assertInstanceOf(Finding.Satisfied.class, new AdmitToRelay(barn(PHONE)).check(facts), facts::toString);
            assertEquals(
                    "",
                    box.shell("grep -rl \"$(cat /etc/wireguard/outpost0.key)\" /run /etc/outpost /etc/systemd || true"),
                    "the private key lies in its own file alone");
        }
    }

    @Test
    void addsAndRemovesAViewerWithoutALostPacketOfAnother() throws Exception {
        try (var box = RelayBox.start("4m")) {
            var key = prepared(box);
            admit(box, barn(PHONE));
            box.joins("router", ROUTER, key, "10.77.0.17", "10.77.0.18");
            box.joins("viewer", PHONE, key, "10.77.240.1");
            assertTrue(box.reaches("viewer", "10.77.0.18"));
            box.shell(
                    "ip netns exec viewer busybox ping -i 0.1 10.77.0.18 >/run/pings 2>&1 & echo $! >/run/pinging; echo begun");

            for (int n = 0; n < 3; n++) {
                admit(box, barn(PHONE).with(guests(PHONE, OTHER), List.of()));
                admit(box, barn(PHONE));
            }

            assertEquals("", box.shell("""
                    n=$(grep -c seq= /run/pings)
                    until [ "$(grep -c seq= /run/pings)" -gt $((n + 5)) ]; do sleep 0.2; done
                    kill "$(cat /run/pinging)"
                    sed -n 's/.* seq=\\([0-9]*\\) .*/\\1/p' /run/pings | {
                        want=0
                        while read -r seq; do [ "$seq" = "$want" ] || echo "lost before $seq"; want=$((seq + 1)); done
                    }"""));
            assertFalse(
                    box.shell("ip netns exec outpost wg show outpost0 peers").contains(WireguardKeys.publicOf(OTHER)));
        }
    }

    @Test
    void keepsTheSessionsOfASiteWhoseFileSomebodyBroke() throws Exception {
        try (var box = RelayBox.start("4m")) {
            var key = prepared(box);
            admit(box, barn(PHONE));
            box.joins("router", ROUTER, key, "10.77.0.17", "10.77.0.18");
            box.joins("viewer", PHONE, key, "10.77.240.1");
            box.shell("sed -i 's|^router .*|router 10.77.0.999 nonsense|' /etc/outpost/sites/barn; echo broken");
            assertEquals(
                    List.of("barn"),
                    Relay.look(box).broken().stream().map(SiteFile.Broken::name).toList());

            admit(box, quay());

            assertTrue(box.reaches("viewer", "10.77.0.18"), "its sessions go on");
            assertEquals(
                    "3",
                    box.shell("ip netns exec outpost wg show outpost0 peers | wc -l"),
                    "barn's two and quay's one");
        }
    }

    @Test
    void givesNothingTwice() throws Exception {
        try (var box = RelayBox.start("4m")) {
            prepared(box);
            admit(box, barn(PHONE));
            var before =
                    box.shell("cat /etc/outpost/sites/*; ip netns exec outpost wg show outpost0 allowed-ips | sort");
            var sameBlock = new SiteOnRelay(
                    "barn-2",
                    Cidr.of("10.77.0.16/28"),
                    Ipv4.of("10.77.0.17"),
                    WireguardKeys.publicOf(OTHER),
                    List.of(),
                    List.of(),
                    List.of());
            var samePhone = quay().with(guests(PHONE), List.of());

            for (var site : List.of(sameBlock, samePhone)) {
                var refused = assertThrows(ProblemException.class, () -> admit(box, site));

                assertEquals(ProblemCode.RELAY_TAKEN, refused.problem().code(), refused::toString);
                assertTrue(refused.problem().what().contains("barn"), refused.problem()::what);
            }
            assertEquals(
                    before,
                    box.shell("cat /etc/outpost/sites/*; ip netns exec outpost wg show outpost0 allowed-ips | sort"));
            assertEquals("gone", box.shell("[ -e /etc/outpost/guard ] && ls /etc/outpost/guard || echo gone"));
        }
    }

    /** systemd's own list of sources opens to everybody where the kernel has no control groups: the stand-in for it always does. */
    @Test
    void opensAPortToThoseOfItsListAlone() throws Exception {
        try (var box = RelayBox.start("4m")) {
            box.shell(THEIRS);
            var theirs = box.shell("nft list ruleset");
            prepared(box);

            admit(box, barn(PHONE).with(guests(PHONE), PORTS));

            assertEquals("yes no yes yes", dialled(box), "8554 is for the viewer's network, 8555 for everybody");
            box.shell("nft flush ruleset; " + THEIRS);
            assertEquals("yes yes yes yes", dialled(box), "nothing else keeps the stranger out");
            box.shell("sh /etc/outpost/relay.sh renew; echo renewed");
            assertEquals("yes no yes yes", dialled(box), "a minute later");
            assertEquals(theirs, box.shell("nft list ruleset | sed '/^table inet outpost/,/^}/d'"));
            admit(box, barn(PHONE));
            assertEquals("no no no no", dialled(box), "withdrawn");
            assertFalse(box.shell("nft list tables").contains("outpost_public"));
        }
    }

    @Test
    void opensNoPortThatItCannotShutToTheOthers() throws Exception {
        try (var box = RelayBox.start("4m")) {
            prepared(box);
            admit(box, barn(PHONE));
            var before = box.shell(HELD);
            box.shell(
                    "printf '#!/bin/sh\\ncase $(cat \"$2\" 2>/dev/null) in *outpost_public*) echo not permitted >&2; exit 1 ;; esac;"
                            + " exec %s \"$@\"' >/usr/local/sbin/nft; chmod 755 /usr/local/sbin/nft; echo forbidden"
                                    .formatted(box.shell("command -v nft")));

            var refused = assertThrows(
                    ProblemException.class, () -> admit(box, barn(PHONE).with(guests(PHONE), PORTS)));

            assertEquals(ProblemCode.RELAY_REFUSED, refused.problem().code());
            assertTrue(refused.problem().what().contains("stays shut"), refused.problem()::what);
            assertTrue(refused.problem().what().contains("not permitted"), refused.problem()::what);
            assertEquals("no no no no", dialled(box));
            assertEquals(before, box.shell(HELD));
            admit(box, quay());
        }
    }

    /** Whether the viewer and the stranger are answered on TCP 8554, then on 8555. */
    private static String dialled(RelayBox box) throws IOException {
        return box.shell("for port in 8554 8555; do for line in viewer:102 stranger:103; do"
                        + " ip netns exec ${line%:*} busybox nc -w 1 198.51.${line#*:}.1 $port </dev/null 2>/dev/null"
                        + " | grep -q open && echo yes || echo no; done; done")
                .replace('\n', ' ');
    }

    /** A line of 1,400 bytes behind a carrier that passes no fragments: a camera's RTP over UDP is lost until the tunnel fits into it. */
    @Test
    void carriesACamerasPacketsThroughANarrowLine() throws Exception {
        try (var box = RelayBox.start("4m")) {
            var key = prepared(box);
            admit(box, barn(PHONE));
            passesNoFragments(box);
            box.shell(
                    "printf '#!/bin/sh\\nexec busybox ping \"$@\"' >/usr/local/sbin/ping; printf '#!/bin/sh\\necho eth0' >/usr/local/sbin/jsonfilter;"
                            + " cp /usr/local/sbin/jsonfilter /usr/local/sbin/ifstatus; chmod 755 /usr/local/sbin/*; echo put");
            box.joins("router", ROUTER, key, "10.77.0.17", "10.77.0.18");
            box.joins("viewer", PHONE, key, "10.77.240.1");
            assertTrue(box.reaches("viewer", "10.77.0.18"));
            assertEquals("narrow 1380 1320", sized(box), "WireGuard fills up to 16 bytes: 1340 is 4 too long");

            box.feed("cat >/run/fit.sh", here(TunnelSteps.fit()).getBytes(StandardCharsets.UTF_8));
            for (var each : List.of("1500 1380", "1400 1340", "1300 1280")) { // where no watchdog does it
                var bytes = each.split(" ");
                box.shell("ip -n router link set eth0 mtu " + bytes[0]
                        + "; ACTION=ifup INTERFACE=wan ip netns exec router sh /run/fit.sh; echo fits");
                assertEquals(bytes[1], box.shell("ip netns exec router cat /sys/class/net/wg-router/mtu"), each);
            }
            box.shell("ip -n router link set eth0 mtu 1400; ip -n router link set wg-router mtu 1380; echo back");
            box.feed("cat >/run/keeper.sh", here(KeepWan.program()).getBytes(StandardCharsets.UTF_8));
            box.shell("ip netns exec router sh -c '. /run/keeper.sh; fit 1420'; echo fits");

            assertEquals("1340", box.shell("ip netns exec router cat /sys/class/net/wg-router/mtu"));
            assertEquals("", sized(box));
            assertEquals(
                    "yes",
                    box.shell(
                            "ip netns exec viewer busybox ping -c 3 -W 1 -s 1200 10.77.0.18 >/dev/null && echo yes || echo no"));
        }
    }

    /** The router's line takes 1,400 bytes, and its carrier passes no fragments. */
    private static void passesNoFragments(RelayBox box) throws IOException {
        box.shell(
                "ip link set to-router mtu 1400; ip -n router link set eth0 mtu 1400; for run in '' 'ip netns exec router'; do"
                        + " $run nft 'add table ip carrier; add chain ip carrier fragments"
                        + " { type filter hook prerouting priority -500; }; add rule ip carrier fragments iifname != wg-router ip frag-off & 0x3fff != 0 drop'; done; echo narrow");
    }

    /** The relay hears what a camera sends over UDP, in the size that it sends; through a narrow line the large ones are lost, and that is told. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "1412, wide, true, 'the largest 1412 bytes, none lost'",
        "1412, narrow, false, 'packets were lost, and none larger than 200 bytes came'",
        "0, wide, true, 'the camera offers none (461 Unsupported Transport)'",
    })
    void hearsWhatACameraSendsOverUdp(int size, String line, boolean good, String words, @TempDir Path folder)
            throws Exception {
        try (var box = RelayBox.start("4m")) {
            var key = prepared(box);
            admit(box, barn(PHONE));
            if (line.equals("narrow")) {
                passesNoFragments(box);
            }
            box.joins("router", ROUTER, key, "10.77.0.18");
            box.feed("cat >/run/camera.py", RelayBox.resource("camera.py").getBytes(StandardCharsets.UTF_8));
            box.shell("ip netns exec router python3 /run/camera.py 10.77.0.18 " + size
                    + " >/run/camera 2>&1 & until grep -q listens /run/camera; do sleep 0.1; done; echo listens");
            var link = new BoxLink(box);
            var camera = new CameraTarget(
                    "yard", "10.77.0.18", 554, 80, "192.168.1.64", Optional.empty(), CameraTarget.Paths.HIKVISION);
            var check = new CameraCheck(
                    new LinkVantage(link, "the relay"), new LoginBudget(folder.resolve("logins"), Clock.systemUTC()));

            try (var ear = UdpEar.on(link, camera.host(), Ticker.REAL)) {
                var found = check.overUdp(camera, ear).orElseThrow();

                assertTrue(found.result().contains(words), found::result);
                assertEquals(good, found.good());
            }
        }
    }

    /** What the router finds of a camera's size. */
    private static String sized(RelayBox box) throws IOException {
        box.feed(
                "cat >/run/look.sh",
                here(Script.in(Guard.class, "tunnel-look").text()).getBytes(StandardCharsets.UTF_8));
        return box.shell(
                "HOST=198.51.101.1 NOISE=none NEAR=10.77.0.1 ip netns exec router sh /run/look.sh | grep narrow || true");
    }

    /** A script of the router's, for an end of the tunnel that is called otherwise here. */
    private static String here(String script) {
        return script.replace("net/outpost/", "net/wg-router/").replace("wg show outpost", "wg show wg-router");
    }

    /** Two laptops that know nothing of each other set up 25 sites each, all at once; what one takes first the other is refused. */
    @Test
    void givesFiftyAtOnceABlockEach(@TempDir Path folder) throws Exception {
        try (var box = RelayBox.start("4m");
                var all = Executors.newVirtualThreadPerTaskExecutor()) {
            prepared(box);
            Files.createDirectories(folder.resolve("relays"));
            Files.writeString(folder.resolve("relays/vps1.yaml"), "host: 198.51.101.1\n");
            var laptops = List.of(Ledger.in(folder.resolve("one")), Ledger.in(folder.resolve("other")));
            var refused = new AtomicInteger();

            var given = IntStream.range(0, 50)
                    .mapToObj(n -> all.submit(() -> {
                        var site = SiteFiles.site(
                                Files.writeString(folder.resolve("site-" + n + ".yaml"), """
                                site: site-%d
                                router: {reach: 192.168.1.1}
                                access: {relay: vps1}
                                viewers: [phone]
                                cameras: [{name: yard, address: 192.168.1.64}]
                                """.formatted(n)));
                        return applied(box, site, laptops.get(n % 2), refused);
                    }))
                    .toList();

            for (var site : given) {
                site.get();
            }
            var sites = Relay.look(box).sites();
            assertEquals(50, sites.stream().map(SiteOnRelay::block).distinct().count());
            assertEquals(
                    100,
                    sites.stream()
                            .flatMap(site -> site.guests().stream())
                            .map(Guest::address)
                            .distinct()
                            .count());
            assertEquals("150", box.shell("ip netns exec outpost wg show outpost0 allowed-ips | grep -c '/'"));
            assertTrue(refused.get() > 0, "they asked for the same");
        }
    }

    /** As an apply does it: by ledger and relay, and by something else where another was faster. */
    private static Cidr applied(RelayBox box, Site site, Ledger ledger, AtomicInteger refused) throws IOException {
        var file = site.access().relay().orElseThrow();
        for (; ; ) {
            var relay = new Relay(box, SETUP, "run-" + site.name(), "");
            var facts = relay.look();
            var entry = ledger.give(TunnelPlan.wish(site, file, Optional.of(facts)));
            entry.peers().stream()
                    .filter(peer -> peer.publicKey().isEmpty())
                    .forEach(peer ->
                            ledger.peerKey(site.name(), peer.name(), WireguardKeys.publicOf(WireguardKeys.generate())));
            var tunnel = TunnelPlan.of(site, file, ledger.find(site.name()).orElseThrow());
            var key = new TunnelKey.Born(WireguardKeys.publicOf(WireguardKeys.generate()));
            try {
                relay.carry(site.name(), missing(new AdmitToRelay(tunnel.onRelay(key)).check(facts)), facts);
                relay.confirm();
                return tunnel.block();
            } catch (ProblemException e) {
                assertEquals(ProblemCode.RELAY_TAKEN, e.problem().code(), e::toString);
                refused.incrementAndGet();
            }
        }
    }

    /** A relay with 20 sites whose disk is full: none of them is lost, and it is said in plain words. */
    @ParameterizedTest(name = "{0} KB free")
    @ValueSource(ints = {0, 12, 24, 60, 120})
    void losesNobodyWhenItsDiskIsFull(int free) throws Exception {
        try (var box = RelayBox.start("512k")) {
            prepared(box);
            for (int n = 1; n <= 20; n++) {
                box.shell("printf 'site s%d\\nblock 10.77.1.%d/28\\nrouter 10.77.1.%d %s\\n' >/etc/outpost/sites/s%d"
                        .formatted(
                                n,
                                16 * (n % 16),
                                16 * (n % 16) + 1,
                                WireguardKeys.publicOf(WireguardKeys.generate()),
                                n)
                        .replace("10.77.1.", n < 16 ? "10.77.1." : "10.77.2."));
            }
            box.shell("sh /etc/outpost/relay.sh load 0; echo loaded");
            assertEquals("20", box.shell("ip netns exec outpost wg show outpost0 peers | wc -l"));
            box.shell("free=$(df -k /etc/outpost | tail -n 1 | sed 's/  */ /g' | cut -d ' ' -f 4);"
                    + " dd if=/dev/zero of=/etc/outpost/filler bs=1k count=$((free - " + free
                    + ")) 2>/dev/null; echo filled");
            var left =
                    Integer.parseInt(box.shell("df -k /etc/outpost | tail -n 1 | sed 's/  */ /g' | cut -d ' ' -f 4"));
            assertTrue(
                    left >= free && left <= free + 4,
                    left + " KB are left: it is as full as it was to be, but for a page");

            var outcome = attempt(box, barn(PHONE));

            assertTrue(outcome.isEmpty() || outcome.equals("RELAY-DISK-FULL"), outcome);
            assertEquals(free == 0 ? "RELAY-DISK-FULL" : outcome, outcome);
            assertEquals(
                    outcome.isEmpty() ? "22" : "20", box.shell("ip netns exec outpost wg show outpost0 peers | wc -l"));
            assertEquals(outcome.isEmpty() ? "21" : "20", box.shell("ls /etc/outpost/sites | wc -l"));
        }
    }

    /** The kernel would take a handshake of 1970 for an old one that is played again; who was heard last is remembered all the same. */
    @Test
    void forgetsTheClockOfARouterThatIsSilentForLong() throws Exception {
        try (var box = RelayBox.start("4m")) {
            var key = prepared(box);
            admit(box, barn(PHONE));
            box.joins("router", ROUTER, key, "10.77.0.17", "10.77.0.18");
            var relay = new Relay(box, SETUP, "run-3", "");
            var router = WireguardKeys.publicOf(ROUTER);
            var heard =
                    relay.awaitHandshake(router, Duration.ofSeconds(30)).at().orElseThrow();
            box.shell("sh /etc/outpost/relay.sh renew; echo looked");
            assertEquals("0", box.shell("ls /run/outpost/heard | wc -l"), "a living one is left alone");
            box.shell("ip netns exec router ip link del wg-router; echo silent");

            box.shell("sed 's/now=$(date -u +%s)/now=$(($(date -u +%s) + 400))/'"
                    + " /etc/outpost/relay.sh >/run/later.sh; sh /run/later.sh renew; echo renewed");

            assertEquals(
                    "0",
                    box.shell("ip netns exec outpost wg show outpost0 latest-handshakes | grep -F '" + router
                            + "' | cut -f 2"),
                    "its clock is forgotten");
            assertEquals(
                    heard,
                    Relay.look(box).handshake(router).flatMap(Handshake::at).orElseThrow());
            box.joins("router", ROUTER, key, "10.77.0.17", "10.77.0.18");
            assertTrue(relay.awaitHandshake(router, Duration.ofSeconds(30))
                            .at()
                            .orElseThrow()
                            .compareTo(heard)
                    >= 0);
        }
    }

    /** A tunnel that is as good as full: the last site costs what the first did, its rules are loaded at once, and nobody else loses a packet. */
    @Test
    void addsTheLastOfThreeThousandEightHundredSites() throws Exception {
        try (var box = RelayBox.start("64m")) {
            var key = prepared(box);
            box.shell(
                    "printf '#!/bin/sh\\necho \"$*\" >>/run/nft-calls; exec %s \"$@\"' >/usr/local/sbin/nft; chmod 755 /usr/local/sbin/nft; echo counted"
                            .formatted(box.shell("command -v nft")));
            assertEquals("3 channels, rules 1", costOf(box, barn(PHONE)), "a look, the change, the word that it stays");
            box.feed("tar -xf - -C /etc/outpost/sites", Crowd.of(3_799));
            box.shell("sh /etc/outpost/relay.sh load 0; echo loaded");
            box.joins("router", ROUTER, key, "10.77.0.17", "10.77.0.18");
            box.joins("viewer", PHONE, key, "10.77.240.1");
            assertTrue(box.reaches("viewer", "10.77.0.18"));
            assertEquals("3801", box.shell("ip netns exec outpost wg show outpost0 peers | wc -l"));
            box.shell(
                    "ip netns exec viewer busybox ping -c 100000 -i 0.1 10.77.0.18 >/run/pings 2>&1 & echo $! >/run/pinging; echo begun");

            var last = costOf(
                    box,
                    new SiteOnRelay(
                            "last",
                            Cidr.of("10.77.237.160/28"),
                            Ipv4.of("10.77.237.161"),
                            WireguardKeys.publicOf(OTHER),
                            List.of(),
                            List.of(),
                            List.of()));

            var pings =
                    box.shell("kill -INT $(cat /run/pinging); until grep 'packet loss' /run/pings; do sleep 0.1; done");
            assertTrue(pings.contains(" 0% packet loss"), pings);
            assertEquals("3 channels, rules 1", last);
            assertEquals("3802", box.shell("ip netns exec outpost wg show outpost0 peers | wc -l"));
            assertEquals(3_801, Relay.look(box).sites().size());
        }
    }

    private static String costOf(RelayBox box, SiteOnRelay site) throws IOException {
        box.shell("echo >/run/nft-calls; echo begun");
        var channels = box.channels();
        admit(box, site);
        return box.channels() - channels + " channels, rules " + box.shell("grep -c '^-f' /run/nft-calls");
    }

    /** Power that fails at any program of a change: at the next boot the relay has the old site or the new one, and nobody else less. */
    @Test
    void losesNobodyWhereverThePowerFails() throws Exception {
        try (var box = RelayBox.start("4m")) {
            prepared(box);
            admit(box, quay());
            var old = box.shell(HELD);
            box.countsPrograms();
            admit(box, barn(PHONE));
            var fresh = box.shell(HELD);
            var cuts = 0;
            for (int n = 1; ; n++) {
                withdraw(box);
                assertEquals(old, box.shell(HELD), "before");
                box.failsAtProgram(n);
                try {
                    admit(box, barn(PHONE));
                } catch (IOException dark) {
                    cuts++;
                }
                if (!box.isDark()) {
                    break; // it was through before its turn came
                }
                box.losesPower();
                box.boots();

                var now = box.shell(HELD);
                assertTrue(now.equals(old) || now.equals(fresh), "after a cut at program " + n + ": " + now);
                assertEquals(
                        "gone", box.shell("[ -e /etc/outpost/guard/armed ] && ls /etc/outpost/guard || echo gone"));
            }
            assertTrue(cuts > 10, "the power failed in " + cuts + " changes");
        }
    }

    /** Power that fails again, at any program of the way back: the boot after that ends with the old state, whole. */
    @Test
    void comesBackWholeWhereverThePowerFailsAgain() throws Exception {
        try (var box = RelayBox.start("4m")) {
            prepared(box);
            admit(box, quay());
            var old = box.shell(HELD);
            box.countsPrograms();
            var cuts = 0;
            for (int n = 1; ; n++) {
                var relay = new Relay(box, SETUP, "run-" + n, "");
                var facts = relay.look();
                relay.carry("barn", missing(new AdmitToRelay(barn(PHONE)).check(facts)), facts);
                box.losesPower();
                box.failsAtProgram(n);
                try {
                    box.boots();
                } catch (IOException dark) {
                    cuts++;
                }
                var dark = box.isDark();
                if (dark) {
                    box.losesPower();
                    box.boots();
                }

                assertEquals(old, box.shell(HELD), "after a cut at program " + n + " of the way back");
                assertEquals("gone", box.shell("[ -e /etc/outpost/guard ] && ls /etc/outpost/guard || echo gone"));
                if (!dark) {
                    break;
                }
            }
            assertTrue(cuts > 10, "the power failed in " + cuts + " boots");
        }
    }

    /** Two that watch over one change: the old state comes back whole, or the new one stays whole. */
    @Test
    void comesBackWholeWhoeverWatches() throws Exception {
        try (var box = RelayBox.start("4m")) {
            prepared(box);
            admit(box, barn(PHONE));
            var old = box.shell("cat /etc/outpost/sites/*; ip netns exec outpost wg show outpost0 allowed-ips | sort");
            for (int race = 0; race < 12; race++) {
                var relay = new Relay(box, SETUP, "race-" + race, "");
                var facts = relay.look();
                relay.carry("quay", missing(new AdmitToRelay(quay()).check(facts)), facts);
                assertNotEquals(old, box.shell("cat /etc/outpost/sites/*"), "something was changed");

                box.shell(
                        "for n in 1 2 3; do sh /etc/outpost/guard/watch race-" + race
                                + " now >/dev/null 2>&1 & done; wait; while [ -e /etc/outpost/guard ]; do sleep 0.1; done; echo over");

                assertEquals(
                        old,
                        box.shell(
                                "cat /etc/outpost/sites/*; ip netns exec outpost wg show outpost0 allowed-ips | sort"),
                        "race " + race);
            }
        }
    }

    private static void withdraw(RelayBox box) throws IOException {
        var relay = new Relay(box, SETUP, "run-2", "");
        var facts = relay.look();
        if (facts.site("barn").isPresent()) {
            relay.carry("barn", List.of(RelayChange.expelling("barn")), facts);
            relay.confirm();
        }
    }

    private static String attempt(RelayBox box, SiteOnRelay site) throws IOException {
        try {
            admit(box, site);
            return "";
        } catch (ProblemException e) {
            return e.problem().code().toString();
        }
    }

    private static String prepared(RelayBox box) throws IOException {
        var relay = new Relay(box, SETUP, "run-1", "");
        var facts = relay.look();
        var key = relay.prepare("", missing(new PrepareRelay(SETUP).check(facts)), facts)
                .said();
        relay.confirm();
        return key;
    }

    private static void admit(RelayBox box, SiteOnRelay site) throws IOException {
        var relay = new Relay(box, SETUP, "run-2", "");
        var facts = relay.look();
        relay.carry(site.site(), missing(new AdmitToRelay(site).check(facts)), facts);
        relay.confirm();
    }

    private static List<RelayChange> missing(Finding finding) {
        return assertInstanceOf(Finding.Needed.class, finding).changes().stream()
                .map(RelayChange.class::cast)
                .toList();
    }

    private static SiteOnRelay barn(String phone) {
        return new SiteOnRelay(
                "barn",
                Cidr.of("10.77.0.16/28"),
                Ipv4.of("10.77.0.17"),
                WireguardKeys.publicOf(ROUTER),
                List.of(new Camera("yard", Ipv4.of("10.77.0.18"))),
                guests(phone),
                List.of());
    }

    private static List<Guest> guests(String... keys) {
        var guests = new ArrayList<Guest>();
        for (var key : keys) {
            guests.add(new Guest(
                    Role.VIEWER,
                    "viewer-" + guests.size(),
                    Ipv4.of("10.77.240." + (guests.size() + 1)),
                    WireguardKeys.publicOf(key)));
        }
        return guests;
    }

    private static SiteOnRelay quay() {
        return new SiteOnRelay(
                "quay",
                Cidr.of("10.77.0.32/28"),
                Ipv4.of("10.77.0.33"),
                WireguardKeys.publicOf(OTHER),
                List.of(),
                List.of(),
                List.of());
    }
}
