package dev.outpost.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.bench.clock.RoomTime;
import dev.outpost.step.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The router loses its power at a random moment of a guarded step: it answers again, and the next run finishes the job. */
class PowerCutIT {
    /** The same in each run of the gate; {@code -Doutpost.seed=N} tries another. */
    private static final long SEED = 20_261_127;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"arm the guard", "password and packages", "configuration"})
    void theRouterAnswersAgainAndTheNextRunFinishesTheJob(String point) throws Exception {
        var seed = Long.getLong("outpost.seed", SEED) + point.hashCode();
        var moment = Duration.ofMillis(new Random(seed).nextLong(1_500));
        var when = point + ", " + moment.toMillis() + " ms later (-Doutpost.seed=" + (seed - point.hashCode()) + ")";
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);
            var apply = CompletableFuture.supplyAsync(run::apply);
            var journal = run.state().resolve("sites/barn-1/journal.jsonl");
            await().pollInterval(Duration.ofMillis(20))
                    .until(() ->
                            Files.exists(journal) && Files.readString(journal).contains(point));
            RoomTime.ROOM.pause(moment);

            var router = run.unit().router();
            router.powerCut();
            router.power();
            var first = apply.join();

            if (first != Exit.DONE) {
                assertEquals(Exit.DONE, again(run), when + ", after " + first + "\n" + run.out + run.err);
            }
            assertEquals(Exit.DONE, again(run), when + "\n" + run.out + run.err);
            assertTrue((run.out + run.err).contains("nothing was written"), when + "\n" + run.out + run.err);
        }
    }

    /** The same command again, as it says itself, as long as the router is still starting. */
    private static Exit again(BenchRun run) {
        var exit = run.apply();
        for (var tries = 0; tries < 5 && exit == Exit.UNREACHABLE; tries++) {
            exit = run.apply();
        }
        return exit;
    }
}
