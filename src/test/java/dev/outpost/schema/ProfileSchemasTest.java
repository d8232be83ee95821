package dev.outpost.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every device profile as its shipped schema says it is; the schemas allow no other keys. */
class ProfileSchemasTest {
    private static final Path PROFILES = Path.of("device-profiles");

    /** Nobody writes those besides the program's makers; their reader is as strict. */
    private static final Path OPENWRT = PROFILES.resolve("openwrt");

    static Stream<Path> files() throws IOException {
        try (var all = Files.walk(PROFILES)) {
            return all.filter(file -> file.toString().endsWith(".yaml") && !file.startsWith(OPENWRT)).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isAsItsSchemaSays(Path file) throws IOException {
        assertEquals(List.of(), Schema.errors(schema(file), Files.readString(file)));
    }

    @ParameterizedTest
    @MethodSource("files")
    void wouldNotTakeAnUnknownKey(Path file) throws IOException {
        assertFalse(
                Schema.errors(schema(file), Files.readString(file) + "zz: 1\n").isEmpty());
    }

    private static String schema(Path file) {
        return file.startsWith(PROFILES.resolve("dongles")) ? "dongle-profile" : "device-profile";
    }
}
