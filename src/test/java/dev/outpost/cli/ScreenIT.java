package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.step.Exit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of the main job, line by line: numbers, times, keys and folders are left out. */
class ScreenIT {
    private static final int GOOD_RUN = 30;
    private static final int NOTHING_TO_DO = 4;

    @TempDir
    Path folder;

    @Test
    void aGoodRunFitsOnOneScreenAndTheSecondIsAFewLines() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder), 80)) {
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);

            assertEquals(Exit.DONE, run.screen("plan"), run.out + run.err);
            assertScreen("plan", run);

            assertEquals(Exit.DONE, run.screen("apply"), run.out + run.err);
            assertScreen("apply", run);
            assertTrue(run.out.lines().count() <= GOOD_RUN, run.out);

            assertEquals(Exit.DONE, run.screen("apply"), run.out + run.err);
            assertScreen("apply-again", run);
            assertTrue(run.out.lines().count() <= NOTHING_TO_DO, run.out);

            assertEquals(Exit.DONE, run.screen("verify"), run.out + run.err);
            assertScreen("verify", run);

            assertEquals(Exit.DONE, run.screen("verify", "-q"), run.out + run.err);
            assertFalse((run.out + run.err).contains("✓"), run.out + run.err);

            assertEquals(Exit.DONE, run.screen("verify", "--measure", "-v"), run.out + run.err);
            assertTrue(run.out.contains("at most 2 MB more of the SIM's data"), run.out);
            assertTrue(run.out.matches("(?s).*the site sends [0-9.]+ Mbit/s through its tunnel.*"), run.out);
            assertTrue(
                    run.out.matches(
                            "(?s).*main stream (fits|will stall|will stall now and then|comes as fast as it plays): .*"),
                    run.out);
        }
    }

    private static void assertScreen(String name, BenchRun run) throws Exception {
        var file = "/screens/" + name + ".txt";
        var seen = Path.of("target").resolve(file.substring(1));
        Files.createDirectories(Objects.requireNonNull(seen.getParent(), file));
        Files.writeString(seen, plain(run));
        try (var in = Objects.requireNonNull(ScreenIT.class.getResourceAsStream(file), file)) {
            assertEquals(
                    flashLeftOut(new String(in.readAllBytes(), StandardCharsets.UTF_8)),
                    flashLeftOut(plain(run)),
                    run.out);
        }
    }

    /** A line of a script more or less is no other screen. */
    private static String flashLeftOut(String screen) {
        return screen.replaceAll("[0-9]+ of ([0-9]+) KiB flash", "N of $1 KiB flash");
    }

    private static String plain(BenchRun run) {
        return run.out
                .replace(run.bench.files().toString(), "FOLDER")
                .replaceAll("SHA256:\\S+", "KEY")
                .replaceAll("(Kept in|outpost verify)\\s+FOLDER", "$1 FOLDER")
                .replaceAll("(?m) +[0-9]+ s$", "")
                .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}", "DATE")
                .replaceAll("[0-9]+ bytes in [0-9]+ ms", "N bytes in N ms")
                .replaceAll("in [0-9]+ ms", "in N ms")
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
