package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.step.Exit;
import dev.outpost.text.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site that nobody saw work since its last change has something to do: hand-over, camera and proof. */
class ProvenIT {
    @TempDir
    Path folder;

    @Test
    void aRunThatStoppedBeforeTheProofIsFinishedByTheNext() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            var site = run.state().resolve("sites/barn-1");
            var page = site.resolve("viewers/phone.html");
            var writes = writes(run);

            // as a run leaves it that died between the admission and the proof
            Files.delete(site.resolve("proof"));
            Files.delete(page);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);

            var said = run.out + run.err;
            assertTrue(said.contains("picture of yard"), said);
            assertFalse(said.contains("nothing to do: nothing was written"), said);
            assertTrue(Files.exists(page));
            assertEquals(writes, writes(run));
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("nothing was written"), run.out + run.err);
        }
    }

    @Test
    void withoutAVantageNothingIsProvenAndTheFirstVantageProvesIt() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);

            assertEquals(Exit.BLOCKED, withoutVantage(run), run.out + run.err);
            assertTrue((run.out + run.err).contains("PROOF-NO-VANTAGE"), run.out + run.err);
            assertTrue((run.out + run.err).contains("the relay reaches camera yard"), run.out + run.err);
            assertEquals(Exit.BLOCKED, withoutVantage(run), run.out + run.err);
            assertTrue((run.out + run.err).contains("nothing was written"), run.out + run.err);

            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("picture of yard"), run.out + run.err);
            assertEquals(Exit.DONE, withoutVantage(run), run.out + run.err);
        }
    }

    @Test
    void verifySaysItsCostAndCheapIsOnePicture() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            run.probe();
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);

            assertEquals(Exit.DONE, run.run("verify", run.site(), "--via", run.bench.viewer()), run.out + run.err);
            assertTrue(run.out.contains("MB of the SIM's data") && run.out.contains("a key frame"), run.out);
            assertTrue(run.out.indexOf("MB of the SIM's data") < run.out.indexOf("TCP 554"), run.out);

            assertEquals(
                    Exit.DONE,
                    run.run("verify", run.site(), "--via", run.bench.viewer(), "--cheap"),
                    run.out + run.err);
            assertFalse(run.out.contains("RTSP"), run.out);
            assertTrue(run.out.contains("picture of yard"), run.out);
        }
    }

    /** Another customer's picture is no proof, and his camera is not offered this site's password. */
    @Test
    void verifyAsksNoCameraBehindAnotherRouter() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            run.probe();
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            var ledger = run.state().resolve("ledger.json");
            var text = Files.readString(ledger);
            var other = text.replaceFirst("\"routerKey\": \"[^\"]{10}", "\"routerKey\": \"AAAAAAAAAA");
            assertFalse(other.equals(text), "the ledger knows another key");
            Files.writeString(ledger, other);

            assertEquals(Exit.BLOCKED, run.run("verify", run.site(), "--via", run.bench.viewer()), run.out + run.err);

            assertTrue(run.err.contains("WAY-OTHER-ROUTER"), run.err);
            assertFalse(run.out.contains("yard: TCP"), run.out);
        }
    }

    private static Exit withoutVantage(BenchRun run) {
        return run.run(
                "apply",
                run.site(),
                "--bundle",
                run.bench.files().resolve("bundle").toString());
    }

    private static int writes(BenchRun run) throws Exception {
        return Yaml.parse("counters", run.counters())
                .map()
                .map("router")
                .flatMap(map -> map.integer("writes", 0, Integer.MAX_VALUE))
                .orElseThrow();
    }
}
