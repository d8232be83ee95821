package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.schema.Schema;
import dev.outpost.step.Exit;
import dev.outpost.text.Yaml;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may see what through a relay. */
class RelayShowIT {
    @TempDir
    Path folder;

    @Test
    void saysWhoMaySeeWhatAndWhenEachWasLastHeard() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            var relay = run.bench.files().resolve("relays/vps1.yaml").toString();
            assertEquals(Exit.DONE, run.run("relay", "show", relay), run.out + run.err);
            assertTrue(run.out.contains("no relay yet; it becomes one with: outpost apply SITE"), run.out);
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            var counted = run.counters();

            assertEquals(Exit.DONE, run.run("relay", "show", relay), run.out + run.err);

            assertTrue(run.out.contains("debian 12"), run.out);
            assertTrue(run.out.matches("(?s).*\nSITE +WHO +ADDRESS +MAY SEE +LAST HEARD +FROM IT +TO IT\n.*"), run.out);
            assertTrue(
                    run.out.matches(
                            "(?s).*\nbarn-1 +router +10\\.77\\.0\\.17 +- +[0-9]+ (s|min) ago +[0-9]+ (B|KiB|MiB) +[0-9]+ (B|KiB|MiB)\n.*"),
                    run.out);
            assertTrue(run.out.matches("(?s).* viewer phone +10\\.77\\.240\\.[0-9]+ +yard +.*"), run.out);
            assertTrue(run.out.matches("(?s).* the proof's own +10\\.77\\.240\\.[0-9]+ +yard +.*"), run.out);

            assertEquals(Exit.DONE, run.run("relay", "show", relay, "--format", "json"), run.out + run.err);

            assertEquals(List.of(), Schema.errors("relay-show", run.out));
            assertFalse(Schema.errors("relay-show", run.out.replace("verifier", "owner"))
                    .isEmpty());
            var router = Yaml.parse("show", run.out)
                    .map()
                    .require("sites")
                    .list()
                    .items()
                    .getFirst()
                    .map()
                    .require("router")
                    .map();
            assertTrue(router.requireString("mac").matches("[0-9a-f:]{17}"), run.out);
            assertTrue(router.requireString("hostKey").startsWith("SHA256:"), run.out);
            assertEquals(writes(counted), writes(run.counters()), "a look writes nothing");
        }
    }

    @Test
    void namesTheCommandThatMakesAFileWhichIsNotThere() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            assertEquals(Exit.USAGE, run.run("relay", "show", "vps9"), run.out + run.err);

            assertTrue(run.err.contains("outpost relay init vps9"), run.err);
        }
    }

    private static List<String> writes(String counters) {
        return Pattern.compile("\"writes\": ?[0-9]+")
                .matcher(counters)
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
