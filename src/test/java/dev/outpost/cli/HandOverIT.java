package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.step.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dongle that was probed on the laptop, and the one that the router finds. */
class HandOverIT {
    /** Of the simulated dongle; a real one's would be somebody's. */
    private static final String IMEI = "860000000002047";

    @TempDir
    Path folder = Path.of("");

    @Test
    void saysThatAnotherDongleIsInTheRouter() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);
            var saved = run.state().resolve("sites/barn-1/probe.json");
            var probe = Files.readString(saved);
            assertTrue(probe.matches("(?s).*\"marks\": \\{\\s+\"imei\": \"[0-9a-f]{8}:[0-9a-f]{32}\".*"), probe);
            Files.writeString(saved, probe.replaceFirst("(\"imei\": \"[0-9a-f]{8}:)[0-9a-f]{8}", "$100000000"));

            assertEquals(Exit.DONE, run.apply(), run.out + run.err);

            assertTrue(run.out.contains("DONGLE-OTHER"), run.out);
            assertTrue(run.out.replaceAll("\\s+", " ").contains("outpost probe --save"), run.out);
            assertNowhere(IMEI, run.out + run.err);
        }
    }

    private void assertNowhere(String secret, String talk) throws IOException {
        assertFalse(talk.contains(secret));
        try (var files = Files.walk(folder.resolve("outpost"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertFalse(text.contains(secret), file.toString());
            }
        }
    }
}
