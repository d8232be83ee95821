package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.bench.dongle.Stick;
import dev.outpost.bench.router.Board;
import dev.outpost.bench.router.Generation;
import dev.outpost.net.Ipv4;
import dev.outpost.step.Exit;
import dev.outpost.text.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stick that is a router itself: opened where its SIM is public and the site file asks, and left alone where not. */
class HilinkIT {
    private static final String PUBLIC = "203.0.113.77";
    private static final Optional<Ipv4> ROUTER = Ipv4.parse("192.168.8.100");

    private static final String NOTES = "cat /etc/outpost/stick-* 2>/dev/null";

    @TempDir
    Path folder;

    @Test
    void aPublicStickLeadsViewersToTheRouterAndIsShutOnceNobodyAsks() throws Exception {
        try (var run = bench()) {
            var stick = stick(run);
            run.unit().dongle().modem().operator().handsOut(PUBLIC);
            stick.nextTokensAreStale(1);
            edit(run, "  relay: vps1.*", "  address-sold-as: static\n  observers: [http://echo.example/]");
            edit(run, "uplink: auto", "uplink: auto\n  hilink: dmz");

            assertEquals(Exit.DONE, run.apply(), run.out + run.err);

            var words =
                    Yaml.parse("counters", run.counters()).map().map("router").orElseThrow();
            assertTrue(words.integer("connections", 0, 1000).orElseThrow() <= 4, run.counters());
            assertTrue(words.integer("channels", 0, 1000).orElseThrow() <= 15, run.counters());
            assertEquals(ROUTER, stick.leadsTo());
            assertFalse(stick.isCone());
            assertTrue(run.out.contains("viewers call the router itself at " + PUBLIC + ":51820"), run.out);
            assertTrue(run.out.contains("picture of yard"), run.out);
            assertTrue(run.onRouter(NOTES).contains("option before '0'"), run.onRouter(NOTES));
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue(run.out.contains("nothing was written"), run.out);

            theStickIsNamedWhereItForgot(run, stick);
            aRunThatIsUndoneLeavesNoDoorOpen(run, stick);
            itIsShutWithTheNextWayIn(run, stick);
        }
    }

    private static void theStickIsNamedWhereItForgot(BenchRun run, Stick stick) throws Exception {
        stick.isReset();
        assertEquals(Optional.empty(), stick.leadsTo());

        assertEquals(Exit.BLOCKED, run.run("doctor", run.site(), "--via", run.bench.viewer()), run.out + run.err);

        assertTrue((run.out + run.err).contains("WAY-STICK-SHUT"), run.out + run.err);
        assertEquals(Exit.DONE, run.apply(), run.out + run.err);
        assertEquals(ROUTER, stick.leadsTo());
        assertEquals(Exit.DONE, run.run("doctor", run.site(), "--via", run.bench.viewer()), run.out + run.err);
    }

    /** The firewall takes nothing new, after the stick was told: the guard puts the router's files back, and the stick does as before. */
    private static void aRunThatIsUndoneLeavesNoDoorOpen(BenchRun run, Stick stick) throws Exception {
        stick.isReset();
        run.onRouter("uci delete firewall.outpost_wan; uci commit firewall; fw4 -q reload;"
                + " printf '#!/bin/sh\\nexit 0\\n' >/usr/sbin/fw4; chmod 755 /usr/sbin/fw4");

        assertEquals(Exit.ROLLED_BACK, run.apply(), run.out + run.err);

        assertTrue((run.out + run.err).contains("outpost_wan"), run.out + run.err);
        assertEquals(Optional.empty(), stick.leadsTo());
        assertEquals("", run.onRouter(NOTES));
        run.onRouter("rm /usr/sbin/fw4");
        assertEquals(Exit.DONE, run.apply(), run.out + run.err);
        assertEquals(ROUTER, stick.leadsTo());
    }

    private static void itIsShutWithTheNextWayIn(BenchRun run, Stick stick) throws Exception {
        edit(run, "  address-sold-as: static\n  observers: .*", "  way-in: wireguard\n  relay: vps1");

        assertEquals(Exit.DONE, run.apply(), run.out + run.err);

        assertEquals(Optional.empty(), stick.leadsTo());
        assertEquals("", run.onRouter(NOTES));
        assertTrue(run.out.contains("leads nothing from outside to the router"), run.out);
    }

    @Test
    void behindCarrierNatNothingIsChangedAndItIsSaid() throws Exception {
        try (var run = bench()) {
            var stick = stick(run);
            edit(run, "uplink: auto", "uplink: auto\n  hilink: dmz");

            assertEquals(Exit.DONE, run.apply(), run.out + run.err);

            var said = (run.out + run.err).replaceAll("\\s+", " ");
            assertTrue(said.contains("modem.hilink: dmz changes nothing: the SIM has 100.72.1.9"), said);
            assertTrue(said.contains("picture of yard"), said);
            assertEquals(Optional.empty(), stick.leadsTo());
            assertEquals("", run.onRouter(NOTES));
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue(run.out.contains("nothing was written"), run.out);
        }
    }

    private BenchRun bench() throws IOException {
        return new BenchRun(
                BenchOptions.usual(folder).withDongle("huawei-hilink").withRouters(Board.GL_MT1300, Generation.V24_10));
    }

    private static Stick stick(BenchRun run) {
        return run.unit().dongle().stick().orElseThrow();
    }

    private static void edit(BenchRun run, String what, String by) throws IOException {
        var site = Path.of(run.site());
        var text = Files.readString(site);
        var changed = text.replaceFirst(what, by);
        assertFalse(changed.equals(text), what + " is in\n" + text);
        Files.writeString(site, changed);
    }
}
