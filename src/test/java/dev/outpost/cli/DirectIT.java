package dev.outpost.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.bench.router.Board;
import dev.outpost.bench.router.Generation;
import dev.outpost.reach.Dial;
import dev.outpost.reach.SocksVantage;
import dev.outpost.step.Exit;
import dev.outpost.text.Yaml;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site whose own address can be called: no relay, the router is the viewers' end. */
class DirectIT {
    private static final String FIXED = "203.0.113.77";
    private static final String MOVED = "203.0.113.142";
    private static final String NOTHING = "{\"router\": {\"connections\": 0, \"channels\": 0}}";

    private static final String WAN_STARTS = "logread | grep -c \"'wan' is now up\"";

    @TempDir
    Path folder;

    @Test
    void aFixedPublicAddressNeedsNoRelayAndTheSecondRunWritesNothing() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder).withRouters(Board.GL_MT1300, Generation.V24_10))) {
            run.unit().dongle().modem().operator().handsOut(FIXED);
            run.probe();
            var site = Path.of(run.site());
            Files.writeString(
                    site,
                    Files.readString(site)
                            .replaceFirst(
                                    "  relay: vps1.*", "  address-sold-as: static\n  observers: [http://echo.example/]")
                            .replaceFirst("(?m)^viewers:", "admins: [bench]\nviewers:"));

            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            fewWords(run, NOTHING, 4, 15);

            assertTrue(run.out.contains("viewers call the router itself at " + FIXED + ":51820"), run.out);
            assertTrue(run.out.contains("picture of yard"), run.out);
            assertFalse(run.out.contains("ports that should answer do not"), "a router's SSH is none: " + run.out);
            var conf = Files.readString(run.state().resolve("sites/barn-1/viewers/phone.conf"));
            assertTrue(conf.contains("Endpoint = " + FIXED + ":51820"), conf);
            assertFalse(run.onRouter("uci show network").contains("outpost_relay"), "there is none");
            var before = run.counters();

            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue(run.out.contains("nothing was written"), run.out);
            assertEquals(writes(before), writes(run.counters()));
            fewWords(run, before, 1, 2);

            onlyAnAdminReachesTheRoutersSsh(run, conf);
            run.bench.viewerScans(conf);
            assertEquals(Exit.DONE, run.run("verify", run.site(), "--via", run.bench.viewer()), run.out + run.err);

            theWayIsWalked(run);

            var dialled = run.onRouter(WAN_STARTS);
            assertEquals(Exit.DONE, run.run("viewer", "add", run.site(), "tablet"), run.out + run.err);
            assertEquals(dialled, run.onRouter(WAN_STARTS), "wan stays up for another viewer: " + run.out);
            assertTrue(Files.exists(run.state().resolve("sites/barn-1/viewers/tablet.html")), run.out);
            assertTrue(run.onRouter("wg show outpost allowed-ips").lines().count() == 4, "bench, phone, tablet, proof");
            assertEquals(Exit.DONE, run.run("viewer", "remove", run.site(), "phone"), run.out + run.err);
            assertFalse(run.onRouter("uci show network").contains("outpost_peer_phone"));
            assertFalse(Files.exists(run.state().resolve("sites/barn-1/viewers/phone.html")));

            assertEquals(Exit.DONE, run.run("retire", run.site()), run.out + run.err);
            assertEquals("", run.onRouter("uci show firewall | grep outpost"));
        }
    }

    /** The class is known only once wan is up; what follows from it is made over the connection that stands, from what was read back. */
    private static void fewWords(BenchRun run, String before, int connections, int channels) throws Exception {
        var said = run.counters();
        assertTrue(count(said, "connections") - count(before, "connections") <= connections, before + said);
        assertTrue(count(said, "channels") - count(before, "channels") <= channels, before + said);
    }

    private static int count(String counters, String what) {
        return Yaml.parse("counters", counters)
                .map()
                .map("router")
                .orElseThrow()
                .integer(what, 0, 1000)
                .orElseThrow();
    }

    private static void onlyAnAdminReachesTheRoutersSsh(BenchRun run, String phone) throws Exception {
        var router = run.onRouter("uci get network.outpost.addresses").strip().replace("/32", "");
        var outside = SocksVantage.of(run.bench.viewer());
        var patience = Duration.ofSeconds(5);
        run.bench.viewerScans(phone);
        assertFalse(outside.dial(router, 22, patience) instanceof Dial.Connected, "a viewer");

        run.bench.viewerScans(Files.readString(run.state().resolve("sites/barn-1/viewers/bench.conf")));

        var dial = assertInstanceOf(Dial.Connected.class, outside.dial(router, 22, patience), "an admin");
        try (dial) {
            assertEquals("SSH-2.0-", new String(dial.in().readNBytes(8), StandardCharsets.US_ASCII));
        }
    }

    private static void theWayIsWalked(BenchRun run) throws Exception {
        assertEquals(
                Exit.DONE,
                run.run("doctor", run.site(), "--via", run.bench.viewer(), "--format", "json"),
                run.out + run.err);
        assertTrue(run.out.contains("\"router-udp\"") && !run.out.contains("\"relay-udp\""), run.out);
        assertTrue(run.out.contains("\"broken\": null") || run.out.contains("\"broken\":null"), run.out);
        run.onRouter("ifdown outpost");
        assertFalse(run.onRouter("ifstatus outpost").contains("\"up\": true"));

        assertEquals(Exit.BLOCKED, run.run("doctor", run.site()), run.out + run.err);

        assertTrue((run.out + run.err).contains("WAY-TUNNEL-DOWN"), run.out + run.err);
        run.onRouter("ifup outpost");
    }

    @Test
    void aNameFollowsAnAddressThatMoves() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder).withRouters(Board.GL_MT1300, Generation.V24_10))) {
            run.control("POST", "/faults/public-address");
            run.probe();
            Files.writeString(run.bench.files().resolve("name.password"), "name-s3cret\n");
            var site = Path.of(run.site());
            Files.writeString(site, Files.readString(site).replaceFirst("  relay: vps1.*", """
                      address-sold-as: dynamic
                      observers: [http://echo.example/]
                      ddns:
                        provider: own.example
                        url: http://ddns.example/nic/update?hostname=[DOMAIN]&myip=[IP]
                        hostname: barn.example.org
                        username: me
                        password: file:name.password
                    """.stripTrailing()));

            assertEquals(Exit.DONE, run.apply(), run.out + run.err);

            fewWords(run, NOTHING, 4, 15);
            assertEquals(List.of(FIXED), run.bench.namesTaken());
            assertTrue(run.out.contains("own.example has the address for barn.example.org"), run.out);
            var conf = Files.readString(run.state().resolve("sites/barn-1/viewers/phone.conf"));
            assertTrue(conf.contains("Endpoint = barn.example.org:51820"), conf);
            theZoneWasAsked(run, FIXED);
            assertTrue(run.onRouter("ls -l /etc/outpost-ddns").startsWith("-rw-------"));
            var before = run.counters();
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue(run.out.contains("nothing was written"), run.out);
            fewWords(run, before, 1, 2);

            run.control("POST", "/faults/address-moves");
            run.onRouter("n=0; while [ $n -lt 60 ] && ! ifstatus wan | grep -q " + MOVED
                    + " && ! ifstatus wan_4 | grep -q " + MOVED + "; do sleep 1; n=$((n + 1)); done");
            await("the router tells the provider by itself")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> run.bench.namesTaken().contains(MOVED));

            assertEquals(MOVED, run.bench.namesTaken().getLast(), run.routerLog());
            run.bench.viewerScans(conf);
            assertEquals(Exit.DONE, run.run("verify", run.site(), "--via", run.bench.viewer()), run.out + run.err);
            assertEquals(Exit.DONE, run.run("doctor", run.site(), "--via", run.bench.viewer()), run.out + run.err);
            theZoneWasAsked(run, MOVED);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue(run.out.contains("nothing was written"), run.out);
            assertFalse(run.out.contains("SECRET page"), "the name stays: " + run.out);
            var said = run.routerLog()
                    + Files.readString(run.state().resolve("sites/barn-1/journal.jsonl"))
                    + run.out
                    + run.err
                    + run.onRouter("uci show; ps");
            assertFalse(said.contains("s3cret"), "in a log or a list");
            eachHopThatOnlySuchASiteHasIsNamed(run);
        }
    }

    private static void eachHopThatOnlySuchASiteHasIsNamed(BenchRun run) throws Exception {
        if (run.bench.askedOfTheZone().isPresent()) {
            DoctorIT.inTurn(run, new DoctorIT.Broken("name-astray", "", "name", "WAY-NAME-ELSEWHERE"));
        }
        DoctorIT.inTurn(
                run,
                new DoctorIT.Broken("clock-behind", "", "clock", "WAY-CLOCK-BEHIND"),
                new DoctorIT.Broken("port-shut", "", "router-udp", "WAY-PORT-SHUT"),
                new DoctorIT.Broken("udp-blocked", "", "calls", "WAY-NO-HANDSHAKE"));
    }

    /** What a resolver remembers is of no account; where this computer gives nobody port 53, nobody could be asked. */
    private static void theZoneWasAsked(BenchRun run, String address) {
        var asked = run.bench.askedOfTheZone();
        if (asked.isPresent()) {
            assertTrue(asked.get().contains("barn.example.org"), asked + "");
            assertTrue(flat(run.out).contains("barn.example.org leads to " + address), run.out);
            assertTrue(flat(run.out).contains("its zone's own name server 127."), run.out);
        }
    }

    private static String flat(String said) {
        return said.replaceAll("\\s+", " ");
    }

    private static String writes(String counters) {
        return counters.replaceFirst(".*?\"writes\":([0-9]+).*", "$1").strip();
    }
}
