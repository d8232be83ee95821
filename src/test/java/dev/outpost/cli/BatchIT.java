package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.sim.BenchOptions;
import dev.outpost.step.Exit;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several routers side by side: nothing was probed before, no address is given twice. */
class BatchIT {
    @TempDir
    Path folder;

    @Test
    void bringsUpThreeAtOnce() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder).withUnits(3))) {
            var ended = run.run(
                    "batch",
                    folder.resolve("fleet.yaml").toString(),
                    "--bundle",
                    folder.resolve("bundle").toString(),
                    "--via",
                    run.bench.viewer(),
                    "--format",
                    "json");

            System.err.println(run.out + run.err);
            assertEquals(Exit.DONE, ended, run.out + run.err);
            for (var site : new String[] {"barn-1", "barn-2", "barn-3"}) {
                assertTrue(run.out.contains(site), run.out);
            }
        }
    }
}
