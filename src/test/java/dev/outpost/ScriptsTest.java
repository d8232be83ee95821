package dev.outpost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every shell script that we ship, on the laptop and on the other side, is read by shellcheck and by sh itself. */
class ScriptsTest {
    private static final Path SCRIPTS = Path.of("scripts");
    private static final Path REMOTE = Path.of("src/main/resources/dev/outpost");

    /** Inside the virtual machines that tests boot, beside a package, and on the computers where a package is tried. */
    private static final List<Path> ELSEWHERE = List.of(
            Path.of("src/test/resources/vm"),
            Path.of("src/test/resources/server"),
            Path.of("src/package"),
            Path.of("src/test/resources/dev/outpost/packaged"));

    @Test
    void parseAsPlainShell() throws Exception {
        for (var script : all()) {
            assertEquals("", output("sh", "-n", script.toString()), script + " is not plain sh");
        }
    }

    @Test
    void passShellcheck() throws Exception {
        assumeTrue(onPath("shellcheck"), "shellcheck is not installed");

        // 2154, 2034: values come as assignments in front of a remote script; 3043: ash has local; 1091: sourced on the
        // router
        var words = new ArrayList<>(List.of(
                "shellcheck",
                "--shell=dash",
                "--severity=warning",
                "--exclude=SC2154,SC2034,SC3043,SC1091,SC1090",
                "--format=gcc"));
        all().forEach(script -> words.add(script.toString()));

        assertEquals("", output(words.toArray(String[]::new)));
    }

    @Test
    void areExecutableOnTheLaptop() throws IOException {
        try (var scripts = Files.list(SCRIPTS)) {
            assertEquals(
                    List.of(),
                    scripts.filter(path -> !Files.isExecutable(path)
                                    && !path.toString().endsWith(".cmd"))
                            .toList());
        }
    }

    private static List<Path> all() throws IOException {
        try (var laptop = Files.list(SCRIPTS);
                var remote = Files.walk(REMOTE)) {
            var elsewhere = new ArrayList<Path>();
            for (var folder : ELSEWHERE) {
                try (var files = Files.list(folder)) {
                    files.forEach(elsewhere::add);
                }
            }
            var found = Stream.concat(
                            laptop.filter(path -> !path.toString().endsWith(".cmd")),
                            Stream.concat(elsewhere.stream(), remote)
                                    .filter(path -> path.toString().endsWith(".sh")))
                    .sorted()
                    .toList();
            assertFalse(found.isEmpty());
            return found;
        }
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String output(String... words) throws IOException, InterruptedException {
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        var text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }
}
