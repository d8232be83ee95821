package dev.outpost.bench.dongle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DongleFolderTest {
    private static final Path PROFILES = Path.of("device-profiles/dongles");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "colour blue",
                "switch 0123 becomes huawei-e3372-stick after 4s",
                "switch 55534243123456780000000000000011062000000101000100000000000000 after 4s",
                "interface 0 ff/02 2 option tty",
                "interface 0 ff/02/12 2 option pipe"
            })
    void refusesALineThatItDoesNotKnow(String line) {
        assertThrows(IllegalArgumentException.class, () -> DongleFolder.parse("usb 12d1:1506\n" + line, "", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"maners polite", "+CSQ +CSQ: 1,99", "AT+CSQ", "like 3"})
    void refusesATranscriptsLineThatItDoesNotKnow(String line) {
        assertThrows(IllegalArgumentException.class, () -> PortScript.parse("port 0\n" + line));
    }

    @Test
    void readsAnAnswerThatGoesOutAsItIs() {
        var ports = PortScript.parse("port 0\nAT+X 5ms raw \\r\\nOK\\r\\n");

        var answers = ports.values().stream()
                .map(port -> port.find("at+x").orElseThrow().text())
                .toList();
        assertEquals(List.of("raw \r\nOK\r\n"), answers);
    }

    /** What switches the simulated stick is what the profile of the real one carries, and both name the same outcome. */
    @ParameterizedTest
    @MethodSource("dev.outpost.bench.dongle.EveryDongleFolderTest#names")
    void switchesByAMessageThatAProfileCarries(String name) throws Exception {
        var folder = DongleFolder.read(name);
        var before = folder.identity().vid() + ":" + folder.identity().pid();
        for (var each : folder.switches()) {
            var became = DongleFolder.read(each.becomes()).identity();
            var after = became.vid() + ":" + became.pid();

            assertTrue(
                    profiles().stream()
                            .map(DongleFolderTest::switchPart)
                            .filter(part -> line(part, "from").contains(before)
                                    && line(part, "to").contains(after))
                            .anyMatch(part -> part.contains(each.message()) || part.contains("StandardEject")),
                    before + " to " + after);
        }
    }

    private static List<String> profiles() throws Exception {
        try (var files = Files.list(PROFILES)) {
            return files.map(DongleFolderTest::text).toList();
        }
    }

    private static String switchPart(String profile) {
        int at = profile.indexOf("\nswitch:");
        return at < 0 ? "" : profile.substring(at);
    }

    private static String line(String part, String key) {
        return part.lines()
                .filter(line -> line.strip().startsWith(key + ":"))
                .findFirst()
                .orElse("");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
