package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.step.Exit;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole applies on a router with little flash: what does not fit is refused with its numbers, before the first write. */
class SmallFlashIT {
    @TempDir
    Path folder;

    @Test
    void refusesFrom200To420KibWithoutAWriteAndGoesOnWhereThereIsRoom() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            run.probe();
            var router = run.unit().router();
            var writes = router.machine().files().writes();
            for (var kib = 200; kib <= 420; kib += 20) {
                router.hasFreeFlash(kib * 1024L);

                assertEquals(Exit.BLOCKED, run.apply(), run.out + run.err);

                assertTrue((run.out + run.err).contains("FLASH-TOO-SMALL"), run.out + run.err);
                assertEquals(writes, router.machine().files().writes(), run.out + run.err);
            }

            router.hasFreeFlash(1500 * 1024L);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
        }
    }
}
