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

/** A site whose own address can be called: no relay, the router is the viewers' end. */
class DirectIT {
    private static final String FIXED = "203.0.113.77";

    @TempDir
    Path folder;

    @Test
    void aFixedPublicAddressNeedsNoRelayAndTheSecondRunWritesNothing() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder).withRouters(Board.GL_MT1300, Generation.V24_10))) {
            run.bench.operatorGives(FIXED);
            run.probe();
            var site = Path.of(run.site());
            Files.writeString(
                    site,
                    Files.readString(site)
                            .replaceFirst(
                                    "  relay: vps1.*",
                                    "  address-sold-as: static\n  observers: [http://echo.example/]"));

            assertEquals(Exit.DONE, run.apply(), run.out + run.err);

            assertTrue(run.out.contains("viewers call the router itself at " + FIXED + ":51820"), run.out);
            assertTrue(run.out.contains("picture of yard"), run.out);
            var conf = Files.readString(run.state().resolve("sites/barn-1/viewers/phone.conf"));
            assertTrue(conf.contains("Endpoint = " + FIXED + ":51820"), conf);
            assertFalse(run.bench.onRouter("uci show network").contains("outpost_relay"), "there is none");
            var before = run.counters();

            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue(run.out.contains("nothing was written"), run.out);
            assertEquals(writes(before), writes(run.counters()));

            run.bench.viewerScans(conf);
            assertEquals(Exit.DONE, run.run("verify", run.site(), "--via", run.bench.viewer()), run.out + run.err);

            assertEquals(Exit.DONE, run.run("retire", run.site()), run.out + run.err);
            assertEquals("", run.bench.onRouter("uci show firewall | grep outpost"));
        }
    }

    private static String writes(String counters) {
        return counters.replaceFirst(".*?\"writes\":([0-9]+).*", "$1").strip();
    }
}
