package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.step.Exit;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several routers side by side: nothing was probed before, no address is given twice, a second run changes nothing. */
class BatchIT {
    private static final int UNITS = 3;

    @TempDir
    Path folder;

    @Test
    void bringsUpThreeAtOnce() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder).withUnits(UNITS))) {
            assertEquals(Exit.DONE, batch(run), run.out + run.err);

            var rows = Yaml.parse("batch", run.out).map().maps("units");
            assertEquals(UNITS, rows.size());
            assertEquals(
                    UNITS,
                    rows.stream()
                            .map(row -> row.string("wanAddress"))
                            .flatMap(Optional::stream)
                            .collect(Collectors.toSet())
                            .size());

            assertEquals(Exit.DONE, batch(run), run.out + run.err);
            for (YamlMap row : Yaml.parse("batch", run.out).map().maps("units")) {
                assertTrue(row.flag("nothingToDo").orElse(false), run.out);
            }
        }
    }

    private Exit batch(BenchRun run) {
        return run.run(
                "batch",
                folder.resolve("fleet.yaml").toString(),
                "--bundle",
                folder.resolve("bundle").toString(),
                "--via",
                run.bench.viewer(),
                "--format",
                "json");
    }
}
