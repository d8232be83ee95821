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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The watchdog that apply leaves behind, on the bench's router, whose ncm handler never dials again by itself. */
class KeeperIT {
    /** Its patience is three minutes of the router's time, a tenth of that here; the second half is for a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @Test
    void dialsAgainWhenTheOperatorDropsTheSession() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("/usr/sbin/outpost-keeper"), run.out);

            run.unit().dongle().modem().hangUp();

            assertFalse(run.unit().dongle().modem().address().isPresent());
            await().atMost(PATIENCE)
                    .until(() -> run.unit().dongle().modem().address().isPresent());
            assertTrue(run.routerLog().contains("dialling again"), run.routerLog());
        }
    }

    /** Promise 1: a SIM error is never answered with a redial, a reset or a restart. */
    @Test
    void leavesASimAloneThatAsksForItsPin() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);

            run.unit().dongle().modem().sim().locks(3);
            run.unit().dongle().modem().hangUp();

            await().atMost(PATIENCE)
                    .until(() -> run.routerLog().contains("because of the SIM (+CPIN: SIM PIN): nothing is done"));
            assertFalse(run.routerLog().contains("dialling again"), run.routerLog());
            assertEquals(3, run.lockedWith().orElseThrow());
        }
    }

    /** A SIM that is refused or missing is dialled with once, during apply and after a restart of the router; netifd is not left to dial on. */
    @ParameterizedTest
    @CsvSource({"true, MODEM-DENIED, '+CREG: 0,3'", "false, SIM-ABSENT, '+CME ERROR: 10'"})
    void aSimThatCannotDialIsDialledOnceAndLeftAlone(boolean denied, String code, String words) throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);
            if (denied) {
                run.unit().dongle().modem().operator().denies(true);
            } else {
                run.unit().dongle().modem().sim().isTakenOut();
            }

            assertEquals(Exit.BLOCKED, run.apply(), run.out + run.err);

            var said = run.out + run.err;
            assertTrue(said.contains(code) && said.contains("wan is left down"), said);
            var dials = run.unit().dongle().modem().dials();
            assertTrue(dials >= 1 && dials <= 2, dials + " dials: " + run.routerLog());
            staysQuiet(run, dials);

            run.unit().powerCycles();
            await().atMost(PATIENCE).until(() -> run.routerLog().contains("because of the SIM (" + words));
            var afterStart = run.unit().dongle().modem().dials();
            assertTrue(afterStart <= dials + 1, afterStart + " dials: " + run.routerLog());
            staysQuiet(run, afterStart);

            run.unit().dongle().modem().operator().denies(false);
            run.unit().dongle().modem().sim().unlocks();

            await().atMost(PATIENCE)
                    .until(() -> run.unit().dongle().modem().address().isPresent());
            assertTrue(run.routerLog().contains("the SIM is well again"), run.routerLog());
        }
    }

    /** Half a minute by the router's own clock, which is also netifd's: a wan that was not left down dials in that time. */
    private static void staysQuiet(BenchRun run, long dials) throws InterruptedException {
        var before = run.onRouter("cut -d. -f1 /proc/uptime; sleep 30; cut -d. -f1 /proc/uptime")
                .split("\\s+");
        assertTrue(Long.parseLong(before[1]) - Long.parseLong(before[0]) >= 29, String.join(" ", before));
        assertEquals(dials, run.unit().dongle().modem().dials(), run.routerLog());
    }
}
