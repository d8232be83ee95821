package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outpost.sim.BenchOptions;
import dev.outpost.step.Exit;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job against the virtual bench. */
class ApplyIT {
    @TempDir
    Path folder;

    @Test
    void bringsAFreshBenchToThePictureThenFindsNothingToDo() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);
            System.err.println(run.out + run.err);
            var first = run.apply();
            System.err.println(run.out + run.err + run.counters());
            assertEquals(Exit.DONE, first, run.out + run.err);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            System.err.println(run.out + run.err + run.counters());
        }
    }
}
