package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.step.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenFilesTest {
    private static final int TEN_MEGABYTES = 10 << 20;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"plan", "apply", "batch", "verify", "profiles check", "probe --usb-devices"})
    void ofTenMegabytesInOneLineAreRefusedUnread(String command) throws IOException {
        var file = Files.writeString(folder.resolve("site.yaml"), "site: " + "a".repeat(TEN_MEGABYTES));

        refused(command, file, "FILE-TOO-LARGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "apply", "batch", "verify", "profiles check", "probe --usb-devices"})
    void thatAreLinksToAnEndlessDeviceAreRefusedUnread(String command) throws IOException {
        refused(command, Files.createSymbolicLink(folder.resolve("site.yaml"), Path.of("/dev/zero")), "FILE-NOT-PLAIN");
    }

    @Test
    void thatATableNamesHaveALimitToo() throws IOException {
        var csv = Files.writeString(folder.resolve("units.csv"), "site,reach\n" + "a".repeat(TEN_MEGABYTES));
        var fleet = Files.writeString(folder.resolve("fleet.yaml"), "units: " + csv.getFileName() + "\n");

        refused("batch", fleet, "FILE-TOO-LARGE");
    }

    private void refused(String command, Path file, String code) {
        var typed = new Typed(folder.resolve("state"));

        var exit = typed.run((command + " " + file).split(" "));

        assertEquals(Exit.USAGE, exit, typed.err);
        assertTrue(typed.err.contains(code), typed.err);
    }
}
