package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.step.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordOptionsTest {
    private static final String RECORDING = "src/test/resources/recordings/simulated-quectel-ec25";

    @TempDir
    Path folder;

    @Test
    void aReplayTouchesNothingAndEndsAsTheLookDid() {
        var typed = new Typed(folder);

        var exit = typed.run("probe", "--replay", RECORDING, "--format", "json");

        assertEquals(Exit.DONE, exit, typed.out + typed.err);
        assertTrue(typed.out.contains("\"model\": \"EC25\""), typed.out);
        assertEquals(List.of(), typed.outside.contacted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port /dev/ttyUSB0",
                "--sysfs /sys",
                "--usb-devices /etc/hostname",
                "--on-router 192.168.1.1",
                "--switch",
                "--record x",
                "--save here"
            })
    void aReplayIsWhatIsLookedAtAndNothingElse(String others) {
        var typed = new Typed(folder);
        var words = ("probe --replay " + RECORDING + " " + others).split(" ");

        assertEquals(Exit.USAGE, typed.run(words), typed.out + typed.err);
        assertTrue(typed.err.contains("USAGE-MISTAKE"), typed.err);
        assertEquals(List.of(), typed.outside.contacted);
    }

    @Test
    void aFolderThatIsUsedIsNotRecordedInto() throws Exception {
        Files.writeString(folder.resolve("mine.txt"), "mine");
        var typed = new Typed(folder);

        assertEquals(Exit.USAGE, typed.run("probe", "--record", folder.toString()));
        assertTrue(typed.err.contains("is not empty"), typed.err);
        assertEquals(
                Exit.USAGE,
                typed.run("probe", "--record", folder.resolve("mine.txt").toString()));
        assertEquals("mine", Files.readString(folder.resolve("mine.txt")));
    }

    @Test
    void whatIsNoRecordingIsSaidWithoutATrace() {
        var typed = new Typed(folder);

        assertEquals(Exit.USAGE, typed.run("probe", "--replay", folder.toString()));
        assertTrue(typed.err.contains("RECORDING-INCOMPLETE"), typed.err);
        assertFalse(typed.err.contains("Exception"), typed.err);
        assertEquals(
                Exit.USAGE,
                typed.run("probe", "--replay", folder.resolve("absent").toString()));
    }
}
