package dev.outpost.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.step.Exit;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watchdog that apply leaves behind, on the bench's router, whose ncm handler never dials again by itself. */
class KeeperIT {
    /** Its patience is three minutes of the router's time, a tenth of that here; the second half is for a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void dialsAgainWhenTheOperatorDropsTheSession() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("/usr/sbin/outpost-keeper"), run.out);

            run.bench.operatorDropsSession();

            assertFalse(run.bench.hasSession());
            await().atMost(PATIENCE).until(run.bench::hasSession);
            assertTrue(run.bench.routerLog().contains("dialling again"), run.bench.routerLog());
        }
    }

    /** Promise 1: a SIM error is never answered with a redial, a reset or a restart. */
    @Test
    void leavesASimAloneThatAsksForItsPin() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);

            run.bench.locksSims(3);
            run.bench.operatorDropsSession();

            await().atMost(PATIENCE)
                    .until(() ->
                            run.bench.routerLog().contains("because of the SIM (+CPIN: SIM PIN): nothing is done"));
            assertFalse(run.bench.routerLog().contains("dialling again"), run.bench.routerLog());
            assertEquals(3, run.bench.lockedWith().orElseThrow());
        }
    }
}
