package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManPagesTest {
    @TempDir
    Path folder = Path.of("");

    private Map<String, String> pages = Map.of();

    @BeforeEach
    void written() {
        pages = ManPages.of(new Program(Main.surroundings()).commandLine());
    }

    @Test
    void everyCommandHasOne() {
        assertTrue(
                pages.keySet().containsAll(List.of("outpost.1", "outpost-apply.1", "outpost-relay-init.1")),
                pages::toString);
        assertFalse(pages.toString().contains("${"), "a variable of the help was not filled in");
    }

    @Test
    void renderWithoutAWarning() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/groff")), "groff is not here");
        var files = new ArrayList<Path>();
        for (var page : pages.entrySet()) {
            files.add(Files.writeString(folder.resolve(page.getKey()), page.getValue()));
        }

        assertEquals("", groff(files));
        assertNotEquals(
                "", groff(List.of(Files.writeString(folder.resolve("bad.1"), ".TH X 1\n\\[nosuch]\n.nosuch\n"))));
    }

    private static String groff(List<Path> files) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("groff", "-man", "-ww", "-z", "-Tutf8"));
        files.forEach(file -> words.add(file.toString()));
        var process = new ProcessBuilder(words).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
