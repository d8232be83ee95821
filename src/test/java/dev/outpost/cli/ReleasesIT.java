package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.bench.router.Board;
import dev.outpost.bench.router.Generation;
import dev.outpost.step.Exit;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The main job on every release, with a switch, with DSA and with ports of their own; ApplyIT has the demo's router. */
class ReleasesIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "mr3020-v3, V23_05",
        "gl-mt1300, V23_05",
        "gl-mt1300, V24_10",
        "mr3020-v3, V25_12",
        "gl-mt1300, V25_12",
        "gl-mt3000, V25_12"
    })
    void bringsAFreshRouterToThePictureThenFindsNothingToDo(String model, Generation generation) throws Exception {
        var board = Board.named(model).orElseThrow();
        try (var run = new BenchRun(BenchOptions.usual(folder).withRouters(board, generation))) {
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);

            assertEquals(Exit.DONE, run.apply(), run.out + run.err);

            var talk = run.out + run.err;
            assertTrue(talk.contains("OpenWrt " + generation.release()), talk);
            assertTrue(talk.contains("picture of yard"), talk);
            var first = counters(run);
            assertTrue(count(first, "connections") <= 4, first.toString());
            assertTrue(count(first, "channels") <= 15, first.toString());
            assertTrue(count(first, "bytesIn") <= 60_000, first.toString());

            assertEquals(Exit.DONE, run.apply(), run.out + run.err);

            assertTrue((run.out + run.err).contains("nothing was written"), run.out + run.err);
            var second = counters(run);
            assertEquals(count(first, "writes"), count(second, "writes"));
            assertEquals(1, count(second, "connections") - count(first, "connections"));
            assertTrue(count(second, "channels") - count(first, "channels") <= 2);
        }
    }

    private static YamlMap counters(BenchRun run) throws Exception {
        return Yaml.parse("counters", run.counters()).map();
    }

    private static int count(YamlMap counters, String what) {
        return counters.map("router")
                .flatMap(map -> map.integer(what, 0, Integer.MAX_VALUE))
                .orElseThrow();
    }
}
