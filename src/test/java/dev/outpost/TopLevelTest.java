package dev.outpost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What stands at the top, where a newcomer looks first. */
class TopLevelTest {
    private static final Set<String> ENTRIES =
            Set.of("pom.xml", "src", "device-profiles", "udev", "scripts", "README.md", "LICENSE", "NOTICE", "target");

    @Test
    void nothingElseStandsThere() throws IOException {
        try (var entries = Files.list(Path.of("").toAbsolutePath())) {
            assertEquals(
                    List.of(),
                    entries.map(entry -> entry.getFileName().toString())
                            .filter(name -> !name.startsWith(".") && !ENTRIES.contains(name))
                            .toList());
        }
    }
}
