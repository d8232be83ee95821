package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.schema.Schema;
import dev.outpost.step.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every command's document, from a bench that is there, as the shipped schemas say it is. */
class DocumentsIT {
    @TempDir
    Path folder = Path.of("");

    @Test
    void areAsTheirSchemasSay() throws IOException {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            var bundle = folder.resolve("bundle").toString();
            assertFits("bench", Files.readString(folder.resolve("bench.json")));
            assertFits("bundle", Files.readString(folder.resolve("bundle/index.json")));
            assertFits("site", Files.readString(folder.resolve("site.yaml")));
            assertFits("fleet", Files.readString(folder.resolve("fleet.yaml")));
            assertFits("relay", Files.readString(folder.resolve("relays/vps1.yaml")));

            assertDone(run, "probe", "probe", "--port", run.bench.dongle(), "--save", run.site());
            assertDone(run, "inspect", "inspect", run.bench.router());
            assertDone(run, "plan", "plan", run.site(), "--bundle", bundle);
            assertDone(run, "apply", "apply", run.site(), "--bundle", bundle, "--via", run.bench.viewer());
            assertDone(run, "verify", "verify", run.site(), "--via", run.bench.viewer());
            assertDone(run, "ledger", "ledger", "show");
            assertDone(run, "batch", "batch", folder.resolve("fleet.yaml").toString(), "--bundle", bundle);

            assertEquals(Exit.BLOCKED, run.run("verify", run.site(), "--format", "json"), "there is no vantage");
        }
    }

    /** What needs nothing but the program: {@link InProcess} holds each against its schema. */
    @ParameterizedTest
    @CsvSource({
        "faults, demo --fault help",
        "help, help WAN-APN-REFUSED",
        "init, init barn-north --camera 192.168.1.64 --file FOLDER/barn-north.yaml",
        "profiles, profiles list",
        "profile, profiles show huawei-e3372h-607",
        "profiles-check, profiles check device-profiles/dongles/huawei-e3372h-607.yaml",
        "schemas, schema",
        "version, version",
        "problem, plan FOLDER/none.yaml",
    })
    void areSoWithoutABench(String schema, String line) {
        var typed = new InProcess(folder, Map.of("XDG_STATE_HOME", folder.toString()));

        typed.run((line.replace("FOLDER", folder.toString()) + " --format json").split(" "));

        assertOne(schema, typed);
    }

    private static void assertDone(BenchRun run, String schema, String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--format", "json"));

        assertEquals(Exit.DONE, run.run(all.toArray(String[]::new)), run.out + run.err);

        assertOne(schema, run);
    }

    private static void assertOne(String schema, InProcess run) {
        assertTrue(run.out.contains("\"schema\": \"outpost." + schema + "/1\""), run.out + run.err);
        assertEquals(1, run.documents, run.out);
    }

    private static void assertFits(String schema, String document) {
        assertEquals(List.of(), Schema.errors(schema, document), schema);
    }
}
