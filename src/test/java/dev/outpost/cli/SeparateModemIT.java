package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.bench.router.Board;
import dev.outpost.bench.router.Generation;
import dev.outpost.step.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A modem of its own on the wan port: a router itself, with the LAN's network at first; then a telephone's hotspot in its place; then a bridge. */
class SeparateModemIT {
    @TempDir
    Path folder;

    @Test
    void bringsTheSiteUpBehindTwoTranslationsOnceTheNetworksDiffer() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder).withRouters(Board.GL_MT1300, Generation.V24_10))) {
            var site = Path.of(run.site());
            Files.writeString(site, Files.readString(site).replace("uplink: auto", "uplink: ethernet"));
            run.bench.plugsModem("192.168.1.77/24", "192.168.1.254");

            assertEquals(Exit.BLOCKED, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("LAN-UPLINK-CLASH"), run.out + run.err);
            assertTrue((run.out + run.err).contains("lan: auto"), run.out + run.err);

            run.control("POST", "/faults/cpe-router");
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            var said = (run.out + run.err).replaceAll("\\s+", " ");
            assertTrue(said.contains("the modem on the wan port is a router itself"), said);
            assertTrue(said.contains("given by the modem on the wan port"), said);
            assertFalse(said.contains("dongle none"), said);
            assertEquals("dhcp\n", run.onRouter("uci get network.wan.proto"));
            assertEquals("wan\n", run.onRouter("uci get network.wan.device"));

            assertTrue(said.contains("picture of yard"), said);

            theHotspotCarriesTheSite(run, site);
            theBridgeMakesTheRouterTheViewersEnd(run, site);
            aLeaseThatSomethingElseHasIsTheModemsMatter(run);
        }
    }

    private static void theHotspotCarriesTheSite(BenchRun run, Path site) throws Exception {
        run.control("DELETE", "/faults/cpe-router");
        run.control("POST", "/faults/hotspot");
        Files.writeString(run.bench.files().resolve("hotspot.password"), "hotspot-s3cret\n");
        Files.writeString(
                site,
                Files.readString(site)
                        .replace(
                                "uplink: ethernet",
                                "uplink: wifi\n  wifi: {ssid: hotspot, password: file:hotspot.password, country: DE}"));

        assertEquals(Exit.DONE, run.apply(), run.out + run.err);

        var said = (run.out + run.err).replaceAll("\\s+", " ");
        assertTrue(said.contains("192.168.43.20: given by the hotspot, which translates"), said);
        assertTrue(said.contains("picture of yard"), said);
        assertFalse(said.contains("hotspot-s3cret"), said);
        run.control("DELETE", "/faults/hotspot");
        run.onRouter("ifdown wan; ifup wan");
        isBroken(run, "hotspot");
    }

    private static void isBroken(BenchRun run, String hop) {
        run.run("doctor", run.site(), "--format", "json");

        assertEquals(hop, run.out.replaceFirst("(?s).*\"broken\": ?\"([a-z-]+)\".*", "$1"), run.out + run.err);
    }

    private static void theBridgeMakesTheRouterTheViewersEnd(BenchRun run, Path site) throws Exception {
        run.control("POST", "/faults/cpe-bridge");
        Files.writeString(
                site,
                Files.readString(site)
                        .replaceFirst("uplink: wifi\n  wifi: .*", "uplink: ethernet")
                        .replaceFirst(
                                "  relay: vps1.*",
                                "  way-in: direct\n  address-sold-as: static\n  observers: [http://echo.example/]"));

        assertEquals(Exit.DONE, run.apply(), run.out + run.err);

        var said = (run.out + run.err).replaceAll("\\s+", " ");
        assertTrue(said.contains("viewers call the router itself at 203.0.113.77:51820"), said);
        assertTrue(said.contains("picture of yard"), said);
    }

    private static void aLeaseThatSomethingElseHasIsTheModemsMatter(BenchRun run) throws Exception {
        run.control("POST", "/faults/cpe-lease-taken");

        isBroken(run, "wan-modem");
        assertTrue(run.out.contains("gives it to who asks first"), run.out + run.err);
        assertFalse(run.out.contains("\"sim\""), "there is none here: " + run.out);
    }
}
