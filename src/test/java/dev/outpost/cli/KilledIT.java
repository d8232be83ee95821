package dev.outpost.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.router.Guard;
import dev.outpost.shell.Batch;
import dev.outpost.shell.LocalShell;
import dev.outpost.shell.MachineShell;
import dev.outpost.step.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An apply in a process of its own is killed with SIGKILL at each point of its journal; the next one finishes the job. */
class KilledIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prepare the relay",
                "arm the guard",
                "password and packages",
                "configuration",
                "confirm the guard",
                "admit the site to the relay",
                "wait for the router's handshake"
            })
    void theNextRunFinishesTheJob(String point) throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);
            killedAt(point, run);

            var ended = run.apply();

            assertEquals(Exit.DONE, ended, run.out + run.err);
            assertTrue((run.out + run.err).contains("picture of yard"), run.out + run.err);
            assertTrue(Files.exists(run.state().resolve("sites/barn-1/viewers/phone.html")), point);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("nothing was written"), run.out + run.err);
            assertEquals(Exit.DONE, run.run("ledger", "show"), run.err);
            assertTrue(run.out.contains("10.77.0.16/28"), run.out);
        }
    }

    /** Its script was still running on the router when the next run looked. */
    @Test
    void aDeadRunThatArmsTheGuardAfterTheLookIsPutBack() throws Exception {
        var dead = new Guard("run-00000000dead0000");
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);
            var journal = run.state().resolve("sites/barn-1/journal.jsonl");
            Files.writeString(
                    journal,
                    "{\"run\":\"" + dead.run() + "\",\"doing\":\"arm the guard\"}\n",
                    StandardOpenOption.CREATE);
            run.bench
                    .server()
                    .installsForItself(Duration.ofMinutes(1)); // holds the next run between its look and the guard
            var next = CompletableFuture.supplyAsync(run::apply);
            await().pollInterval(Duration.ofMillis(20))
                    .until(() -> Files.readString(journal).contains("prepare the relay"));

            var armed = new MachineShell(run.unit().router().machine()).run(Batch.of(dead.arm()), LocalShell.PATIENCE);

            assertEquals(0, armed.getFirst().status(), armed.toString());
            assertEquals(Exit.DONE, next.join(), run.out + run.err);
            assertTrue((run.out + run.err).contains("run " + dead.run() + " was ours and died"), run.out + run.err);
        }
    }

    private static void killedAt(String point, BenchRun run) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.outpost.cli.Main",
                "apply",
                run.site(),
                "--bundle",
                run.bench.files().resolve("bundle").toString());
        command.environment().put("XDG_STATE_HOME", run.bench.files().toString());
        command.redirectErrorStream(true)
                .redirectOutput(run.bench.files().resolve("killed.log").toFile());
        var process = command.start();
        try {
            var journal = run.state().resolve("sites/barn-1/journal.jsonl");
            await().pollInterval(Duration.ofMillis(20))
                    .until(() ->
                            Files.exists(journal) && Files.readString(journal).contains(point));
        } finally {
            process.destroyForcibly();
        }
        process.onExit().join();
    }
}
