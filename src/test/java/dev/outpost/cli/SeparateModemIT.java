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

/** A modem of its own on the wan port, which is a router itself and has the LAN's network at first. */
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

            run.bench.plugsModem("192.168.0.100/24", "192.168.0.1");
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            var said = (run.out + run.err).replaceAll("\\s+", " ");
            assertTrue(said.contains("the modem on the wan port is a router itself"), said);
            assertTrue(said.contains("given by the modem on the wan port"), said);
            assertFalse(said.contains("dongle none"), said);
            assertEquals("dhcp\n", run.bench.onRouter("uci get network.wan.proto"));
            assertEquals("wan\n", run.bench.onRouter("uci get network.wan.device"));

            run.bench.onRouter("ifdown wan");
            assertFalse(run.bench.onRouter("ifstatus wan").contains("\"up\": true"));
            run.run("doctor", run.site(), "--format", "json");
            var broken = run.out.replaceFirst("(?s).*\"broken\": ?\"([a-z-]+)\".*", "$1");
            assertEquals("wan-modem", broken, run.out + run.err);
            assertFalse(run.out.contains("\"sim\""), "there is none here: " + run.out);
        }
    }
}
