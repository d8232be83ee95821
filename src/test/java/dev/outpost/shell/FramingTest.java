package dev.outpost.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {
    private final LocalShell shell = new LocalShell();

    @Test
    void givesEachScriptItsOwnOutputAndStatus() throws IOException {
        var answers = shell.run(
                Batch.of(
                        Script.of("one", "echo out; echo err >&2"),
                        Script.of("two", "printf 'no newline'"),
                        Script.of("three", "exit 7"),
                        Script.of("four", "echo never")),
                LocalShell.PATIENCE);

        assertEquals(
                List.of(
                        new Answer("one", 0, "out\n", "err\n"),
                        new Answer("two", 0, "no newline", ""),
                        new Answer("three", 7, "", "")),
                answers);
    }

    @Test
    void aScriptThatStopsAtItsFirstErrorDoesNotTakeTheBatchAlong() throws IOException {
        var answers = shell.run(Batch.of(Script.of("strict", "set -eu\necho $NOT_SET")), LocalShell.PATIENCE);

        assertFalse(answers.getFirst().succeeded());
    }

    @Test
    void oneScriptReadsThePayloadAndTheOthersReadNothing() throws IOException {
        var payload = new byte[100_000];
        new Random(1).nextBytes(payload);

        var answers = shell.run(
                Batch.of(Script.of("first", "wc -c"), Script.of("second", "wc -c"))
                        .feeding(payload),
                LocalShell.PATIENCE);

        assertEquals(
                List.of("0", "100000"),
                answers.stream().map(a -> a.stdout().strip()).toList());
    }

    @Test
    void twoHundredHostileValuesStayLiteral() throws IOException {
        var values = HostileValues.all();
        assertTrue(values.size() >= 200);
        for (var start = 0; start < values.size(); start += 25) {
            var part = values.subList(start, Math.min(start + 25, values.size()));
            var scripts = new ArrayList<Script>();
            part.forEach(value ->
                    scripts.add(Script.of("print", "printf '%s' \"$V\"").with("V", value)));

            var answers = shell.run(Batch.of(scripts), LocalShell.PATIENCE);

            assertEquals(part, answers.stream().map(Answer::stdout).toList());
        }
    }

    @Test
    void refusesWhatAShellCannotHold() {
        var script = Script.of("print", "");
        assertThrows(IllegalArgumentException.class, () -> script.with("V", "a\0b"));
        assertThrows(IllegalArgumentException.class, () -> script.with("V", "\ud800"));
        assertThrows(IllegalArgumentException.class, () -> script.with("V; reboot", "x"));
    }

    @Test
    void secretsPrintAsStars() {
        var script = Script.of("password", "").secret("PASSWORD", Secret.of("canary"));

        assertFalse((script + " " + Batch.of(script) + " " + script.values()).contains("canary"));
        assertTrue(script.render().contains("'canary'"));
        assertFalse(new Framing(Batch.of(script)).commandLine().contains("canary"));
    }

    @Test
    void skipsABannerAndNoticesACutAnswer() throws IOException {
        var framing = new Framing(Batch.of(Script.of("look", "")), "frame-x");

        assertEquals(
                List.of(new Answer("look", 0, "ab", "c")),
                framing.parse(bytes("welcome\nframe-x 0 2 1\nabcframe-x end\n")));
        assertThrows(IOException.class, () -> framing.parse(bytes("frame-x 0 2 1\nab")));
        assertThrows(IOException.class, () -> framing.parse(bytes("frame-x 0 2 1\nabc")));
        var notAShell = assertThrows(IOException.class, () -> framing.parse(bytes("Unknown command eval")));
        assertTrue(String.valueOf(notAShell.getMessage()).contains("Unknown command eval"));
    }

    /** A router that is none, or is hostile: whatever stands where the numbers belong is no answer, and no fault of ours. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1 2 1",
                "0 -2 1",
                "0 2 -1",
                "0 99999999999 1",
                "0 2147483647 2147483647",
                "2147483648 0 0",
                "x 2 1",
                "0 two 1",
                "0 2",
                "0 2 1 4",
                "",
                "\u0660 2 1",
                "0x1 2 1",
                "ended"
            })
    void aHeadThatIsNoFrameIsNotAShellsAnswer(String head) {
        var framing = new Framing(Batch.of(Script.of("look", "")), "frame-x");

        assertThrows(IOException.class, () -> framing.parse(bytes("frame-x " + head + "\nabcframe-x end\n")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
