package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.step.Exit;
import dev.outpost.text.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
    @TempDir
    Path folder = Path.of("");

    private String out = "";
    private String err = "";

    @Test
    void goesFromTheDongleToThePictureAndEndsWithTheProof() {
        assertEquals(Exit.DONE, run("demo"), err);

        assertInOrder(
                "Simulated, inside this program",
                "$ outpost probe --save",
                "ncm (sure)",
                "ncm on",
                "/dev/ttyUSB0 (interface 0): at",
                "$ outpost inspect",
                "$ outpost plan",
                "KiB flash",
                "On the router",
                "22 packages",
                "$ outpost apply",
                "guard armed",
                "guard confirmed",
                "wan has the address",
                "move the cable",
                "picture of yard",
                "barn-1 can be seen",
                "SECRET page",
                "any day",
                "$ outpost apply",
                "nothing to do: nothing was written",
                "$ outpost verify",
                "picture of yard",
                "Kept for you",
                "yard.jpg");
        assertTrue(out.lines().allMatch(line -> line.startsWith("$ ") || line.length() <= 100), out);
    }

    /** The folder of a bench that was served before is used again; what is not a bench's is left alone. */
    @Test
    void aServedFolderIsUsedAgain() throws IOException {
        var program = new InProcess(Path.of("/"), Map.of("TMPDIR", folder.toString()));
        var served = Files.createDirectories(folder.resolve("served"));
        var driver =
                Files.createDirectories(served.resolve("laptop/sys/devices")).resolve("driver");
        Files.createSymbolicLink(driver, Path.of("../option"));
        var known =
                Files.createDirectories(served.resolve("state/outpost/sites")).resolve("barn-1.json");
        Files.writeString(known, "{}");
        var demo = program.command(DemoCommand.class);

        demo.forgetEarlier(served);
        assertTrue(Files.exists(known), "no bench was here");

        Files.writeString(served.resolve("bench.json"), "{}");
        Files.writeString(served.resolve("notes.txt"), "mine");
        demo.forgetEarlier(served);
        assertFalse(Files.exists(driver, LinkOption.NOFOLLOW_LINKS));
        assertFalse(Files.exists(known));
        assertTrue(Files.exists(served.resolve("notes.txt")));
    }

    @Test
    void isOneDocumentWhereJsonIsAskedFor() throws IOException {
        assertEquals(Exit.DONE, run("demo", "--units", "2", "--format", "json"), err);

        var document = Yaml.parse("demo", out).map();
        assertEquals("outpost.demo/1", document.requireString("schema"));
        var kept = document.strings("kept");
        assertEquals(4, kept.size());
        for (var file : kept) {
            assertTrue(Files.size(Path.of(file)) > 1_000, file);
        }
        assertTrue(err.contains("$ outpost batch"), err);
    }

    private void assertInOrder(String... pieces) {
        var at = 0;
        for (var piece : pieces) {
            var next = out.indexOf(piece, at);
            assertTrue(next >= 0, "'" + piece + "' is not where it should be in:\n" + out);
            at = next + piece.length();
        }
    }

    private Exit run(String... words) {
        var program = new InProcess(Path.of("/"), Map.of("TMPDIR", folder.toString()));
        var exit = program.run(words);
        out = program.out;
        err = program.err;
        return exit;
    }
}
