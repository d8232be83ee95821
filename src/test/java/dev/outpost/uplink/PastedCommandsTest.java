package dev.outpost.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command for a modem that stands in words can be pasted as it stands: straight double quotes, nothing left out. */
class PastedCommandsTest {
    private static final Pattern SPOILT = Pattern.compile(
            "AT[+^!#$%*][A-Z0-9]+(?:=[' ]|[=?]?[\\u2018\\u2019\\u201c\\u201d]|=[^ ;|]*(?:\\.\\.\\.|\\u2026))");

    @Test
    void areNotSpoiltAnywhereThatAReaderLooks() {
        var spoilt = Stream.of("device-profiles", "src/main/resources", "src/main/java", "src/site", "README.md")
                .map(Path::of)
                .filter(Files::exists)
                .flatMap(PastedCommandsTest::walk)
                .filter(Files::isRegularFile)
                .filter(file -> file.toString().matches(".*\\.(yaml|md|java|tsv|sh|txt)"))
                .flatMap(PastedCommandsTest::lines)
                .toList();

        assertEquals(List.of(), spoilt);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AT+QCFG='usbnet' says",
                "AT+QCFG=\u201cusbnet\u201d",
                "AT^SETPORT=\"A1,A2...",
                "AT+CGDCONT=\u2026"
            })
    void areKnownWhenSpoilt(String line) {
        assertTrue(SPOILT.matcher(line).find(), line);
    }

    private static Stream<Path> walk(Path root) {
        try (var files = Files.walk(root)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> SPOILT.matcher(line).find())
                    .map(line -> file + ": " + line.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
