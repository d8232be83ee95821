package dev.outpost.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the bench puts on its routers is its own: the texts that OpenWrt's packages bring are not among its files. */
class OwnFilesTest {
    private static final Path RESOURCES = Path.of("src/bench/resources");
    private static final int LINES_AT_MOST = 25;

    @Test
    void noFileIsOneOfThePackages() throws IOException {
        assertEquals(
                List.of(),
                files().stream()
                        .filter(file -> file.toString().matches(".*([.]gcom|[.]chat|/ncm[.]json)"))
                        .toList());
    }

    @Test
    void eachHandlerIsAShortStubThatSaysWhoseItIs() throws IOException {
        var handlers =
                files().stream().filter(file -> file.toString().endsWith(".sh")).toList();

        assertFalse(handlers.isEmpty());
        for (var handler : handlers) {
            var text = Files.readAllLines(handler);
            assertTrue(text.size() < LINES_AT_MOST, handler + " has " + text.size() + " lines");
            assertTrue(text.get(1).startsWith("# The virtual bench's own "), handler + ": " + text.get(1));
        }
    }

    private static List<Path> files() throws IOException {
        try (var all = Files.walk(RESOURCES)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
