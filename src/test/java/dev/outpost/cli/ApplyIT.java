package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.step.Exit;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job against the virtual bench, by the program's own commands. */
class ApplyIT {
    @TempDir
    Path folder;

    @Test
    void bringsAFreshBenchToThePictureThenFindsNothingToDo() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);

            assertEquals(Exit.DONE, run.apply(), run.out + run.err);

            var talk = run.out + run.err;
            assertTrue(talk.contains("the probed dongle answers on /dev/ttyUSB0 of the router"), talk);
            assertTrue(talk.contains("carrier NAT"), talk);
            assertTrue(talk.contains("only what should answers"), talk);
            assertTrue(Files.exists(run.state().resolve("sites/barn-1/report/index.html")), talk);
            var first = counters(run);
            assertTrue(count(first, "router", "connections") <= 4, first.toString());
            assertTrue(count(first, "router", "channels") <= 15, first.toString());
            assertTrue(count(first, "router", "bytesIn") <= 60_000, first.toString());
            assertEquals(1, count(first, "relay", "connections"), first.toString());
            assertTrue(count(first, "relay", "channels") <= 8, first.toString());

            assertEquals(Exit.DONE, run.apply(), run.out + run.err);

            talk += run.out + run.err;
            assertTrue(talk.contains("nothing was written"), talk);
            assertTrue(
                    Files.readString(run.state().resolve("sites/barn-1/journal.jsonl"))
                            .contains("wan dials through the dongle (ncm): "),
                    "what holds is kept with its evidence");
            var second = counters(run);
            assertEquals(count(first, "router", "writes"), count(second, "router", "writes"));
            assertEquals(count(first, "relay", "writes"), count(second, "relay", "writes"));
            assertEquals(1, count(second, "router", "connections") - count(first, "router", "connections"));
            assertTrue(count(second, "router", "channels") - count(first, "router", "channels") <= 2);
            assertTrue(count(second, "relay", "channels") - count(first, "relay", "channels") <= 2);
            assertNoSecretIn(run, talk);
        }
    }

    /** The router's password and the guests' private keys are where they belong and nowhere else. */
    private static void assertNoSecretIn(BenchRun run, String talk) throws IOException {
        var site = run.state().resolve("sites/barn-1");
        var secrets = List.of(
                Files.readString(site.resolve("password")).strip(),
                Files.readAllLines(site.resolve("viewers/phone.key")).getFirst());
        var told = talk
                + Files.readString(site.resolve("journal.jsonl"), StandardCharsets.UTF_8)
                + Files.readString(site.resolve("report/index.html"), StandardCharsets.UTF_8)
                + Files.readString(site.resolve("story.json"), StandardCharsets.UTF_8);
        secrets.forEach(secret -> assertFalse(told.contains(secret)));
    }

    private static YamlMap counters(BenchRun run) throws Exception {
        return Yaml.parse("counters", run.counters()).map();
    }

    private static int count(YamlMap counters, String host, String what) {
        return counters.map(host)
                .flatMap(map -> map.integer(what, 0, Integer.MAX_VALUE))
                .orElseThrow();
    }
}
