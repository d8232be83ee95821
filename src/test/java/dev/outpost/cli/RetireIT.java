package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.bench.router.Board;
import dev.outpost.bench.router.Generation;
import dev.outpost.ledger.Ledger;
import dev.outpost.schema.Schema;
import dev.outpost.step.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site is taken down: nothing of ours stays at either end, and what it was given is free again. */
class RetireIT {
    @TempDir
    Path folder;

    @Test
    void takesOursOffTheRouterAndTheRelayAndFreesWhatWasGiven() throws Exception {
        var board = Board.named("gl-mt1300").orElseThrow(); // the laptop keeps a port of its own
        try (var run = new BenchRun(BenchOptions.usual(folder).withRouters(board, Generation.V24_10))) {
            run.onRouter(
                    "printf 'Package: uhttpd\\nVersion: 2024\\nStatus: install user installed\\n\\n' >>/usr/lib/opkg/status");
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue(run.onRouter("uci show network; uci show firewall").contains("outpost"));
            assertTrue(run.onRouter("cat /www/outpost.html").contains("/cgi-bin/outpost"));
            assertTrue(run.onRouter("cat /www/cgi-bin/outpost").contains("outpost.lights.camera"));

            assertEquals(Exit.DONE, run.run("retire", run.site(), "--format", "json"), run.out + run.err);

            assertEquals(List.of(), Schema.errors("retire", run.out));
            assertFalse(run.onRouter("uci show network; uci show firewall").contains("outpost"));
            assertEquals(
                    "", run.onRouter("cat /etc/dropbear/authorized_keys; ls /etc/outpost/guard/complete 2>/dev/null"));
            assertEquals("", run.onRouter("ls /etc/init.d | grep outpost-keeper; ls /etc/config | grep outpost"));
            assertEquals("", run.onRouter("ls /www /www/cgi-bin | grep outpost"), "the page of lights");
            assertTrue(run.onRouter("uci get network.wan.proto").contains("ncm"), "its wan stays");
            assertEquals(Optional.empty(), Ledger.in(run.state()).find("barn-1"));
            assertEquals(Optional.empty(), Ledger.in(run.state()).unit("barn-1"));
            assertFalse(Files.exists(run.state().resolve("sites/barn-1/unit.json")));

            assertEquals(Exit.DONE, run.run("retire", run.site()), run.out + run.err);
        }
    }

    @Test
    void aRouterThatIsGoneIsNotWaitedFor() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);

            assertEquals(Exit.UNREACHABLE, run.run("retire", run.site(), "--router", "127.0.0.1:9"), run.out + run.err);
            assertTrue(run.err.replaceAll("\\s+", " ").contains("--router-is-gone"), run.err);
            assertTrue(Ledger.in(run.state()).find("barn-1").isPresent());

            assertEquals(Exit.DONE, run.run("retire", run.site(), "--router-is-gone"), run.out + run.err);
            assertTrue(
                    (run.out + run.err).contains("the relay knows site barn-1 and its viewers no more"),
                    run.out + run.err);
            assertTrue((run.out + run.err).contains("should the router come back, it still has"), run.out + run.err);
            assertEquals(Optional.empty(), Ledger.in(run.state()).unit("barn-1"));
        }
    }
}
