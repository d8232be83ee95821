package dev.outpost.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.sim.BenchOptions;
import dev.outpost.step.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A SIM that asks for its PIN, and a site file that says where the PIN is: the bench's card opens with 1234. */
class SimPinIT {
    @TempDir
    Path folder;

    @Test
    void applyUnlocksTheSimAndLeavesThePinNowhere() throws Exception {
        try (var run = bench("1234", 3)) {
            assertEquals(Exit.BLOCKED, run.probe(), run.out + run.err);
            assertEquals(Optional.of(3), run.bench.lockedWith(), "a probe sends no PIN");

            var ended = run.apply();

            var said = run.out + run.err;
            assertEquals(Exit.DONE, ended, said);
            assertEquals(Optional.empty(), run.bench.lockedWith());
            assertTrue(said.contains("the SIM is unlocked"), said);
            assertFalse(said.contains("1234"), said);
            assertFalse(written(run.state()).contains("1234"));
        }
    }

    @Test
    void aWrongPinIsSentOnceAndNeverAgain() throws Exception {
        try (var run = bench("4711", 3)) {
            run.probe();

            assertEquals(Exit.BLOCKED, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("SIM-PIN-WRONG"), run.out + run.err);
            assertEquals(Optional.of(2), run.bench.lockedWith());

            // the old configuration is back when the network has restarted
            await().atMost(Duration.ofSeconds(90)).until(() -> run.run("inspect", run.bench.router()) == Exit.DONE);
            run.bench.locksSims(3);
            assertEquals(Exit.BLOCKED, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("SIM-PIN-SPENT"), run.out + run.err);
            assertEquals(Optional.of(3), run.bench.lockedWith());
        }
    }

    @Test
    void withTwoTriesLeftNothingIsSent() throws Exception {
        try (var run = bench("1234", 2)) {
            run.probe();

            assertEquals(Exit.BLOCKED, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("SIM-PIN-LOW"), run.out + run.err);
            assertEquals(Optional.of(2), run.bench.lockedWith());
        }
    }

    private BenchRun bench(String pin, int triesLeft) throws IOException {
        var run = new BenchRun(BenchOptions.usual(folder));
        var file = Files.writeString(folder.resolve("pin"), pin + "\n");
        var site = Path.of(run.site());
        Files.writeString(
                site, Files.readString(site).replace("  apn: auto\n", "  apn: auto\n  pin: file:" + file + "\n"));
        run.bench.locksSims(triesLeft);
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
