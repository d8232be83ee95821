package dev.outpost.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.step.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A SIM that asks for its PIN, and a site file that says where the PIN is: the bench's card opens with 1234. */
class SimPinIT {
    @TempDir
    Path folder;

    @Test
    void applyUnlocksTheSimAndLeavesThePinToTheRouterAlone() throws Exception {
        try (var run = bench("1234", 3)) {
            assertEquals(Exit.BLOCKED, run.probe(), run.out + run.err);
            assertEquals(Optional.of(3), run.lockedWith(), "a probe sends no PIN");

            var ended = run.apply();

            var said = run.out + run.err;
            assertEquals(Exit.DONE, ended, said);
            assertEquals(Optional.empty(), run.lockedWith());
            assertTrue(said.contains("the SIM is unlocked"), said);
            assertFalse(said.contains("1234"), said);
            assertFalse(written(run.state()).contains("1234"));
            assertFalse(run.onRouter("cat /etc/config/network").contains("1234"));
            assertTrue(run.onRouter("cat /etc/outpost-pin").contains("1234"));

            run.unit().powerCycles();

            await().until(() -> run.routerLog().contains("the SIM is unlocked"));
            await().until(() -> run.unit().dongle().modem().address().isPresent());
            assertEquals(Optional.empty(), run.lockedWith());
            assertFalse(run.routerLog().contains("1234"));
            await().untilAsserted(() -> assertEquals(Exit.DONE, run.apply(), run.out + run.err));
            assertTrue((run.out + run.err).contains("nothing was written"), run.out + run.err);
        }
    }

    @Test
    void takesTheLockOffWhereTheSiteFileSaysSo() throws Exception {
        try (var run = bench("1234", 3, "\n  pin-lock: remove")) {
            assertEquals(Exit.BLOCKED, run.probe(), run.out + run.err);

            assertEquals(Exit.DONE, run.apply(), run.out + run.err);

            assertTrue((run.out + run.err).contains("the SIM's lock is off"), run.out + run.err);
            assertEquals("", run.onRouter("cat /etc/outpost-pin 2>/dev/null"));
            run.unit().powerCycles();
            assertEquals(Optional.empty(), run.lockedWith());
        }
    }

    @Test
    void aWrongPinIsSentOnceAndNeverAgain() throws Exception {
        try (var run = bench("4711", 3)) {
            run.probe();

            assertEquals(Exit.BLOCKED, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("SIM-PIN-WRONG"), run.out + run.err);
            assertEquals(Optional.of(2), run.lockedWith());

            // the old configuration is back when the network has restarted
            await().until(() -> run.run("inspect", run.bench.router()) == Exit.DONE);
            run.unit().dongle().modem().sim().locks(3);
            assertEquals(Exit.BLOCKED, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("SIM-PIN-SPENT"), run.out + run.err);
            assertEquals(Optional.of(3), run.lockedWith());
        }
    }

    @Test
    void withTwoTriesLeftNothingIsSent() throws Exception {
        try (var run = bench("1234", 2)) {
            run.probe();

            assertEquals(Exit.BLOCKED, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("SIM-PIN-LOW"), run.out + run.err);
            assertEquals(Optional.of(2), run.lockedWith());
        }
    }

    private BenchRun bench(String pin, int triesLeft) throws IOException {
        return bench(pin, triesLeft, "");
    }

    private BenchRun bench(String pin, int triesLeft, String more) throws IOException {
        var run = new BenchRun(BenchOptions.usual(folder));
        var file = Files.writeString(folder.resolve("pin"), pin + "\n");
        var site = Path.of(run.site());
        Files.writeString(
                site,
                Files.readString(site).replace("  apn: auto\n", "  apn: auto\n  pin: file:" + file + more + "\n"));
        run.unit().dongle().modem().sim().locks(triesLeft);
        return run;
    }

    private static String written(Path state) throws IOException {
        var all = new StringBuilder();
        try (var files = Files.walk(state)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                        .replaceAll("[0-9a-f]{32,}", ""));
            }
        }
        return all.toString();
    }
}
