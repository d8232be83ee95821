package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.Ticker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void putsTheEvidenceBesideOrBelow() {
        var console = console(false, 80);

        console.step(Mark.SEEN, "OpenWrt 24.10.8", "ubus system board");
        console.step(
                Mark.SEEN, "a line that is so long that it leaves no room for evidence", "a long evidence beside it");

        assertEquals("""
                  · OpenWrt 24.10.8                           ubus system board
                  · a line that is so long that it leaves no room for evidence
                      a long evidence beside it
                """, said());
    }

    @Test
    void endsTheLineOfAProblemWithItsCode() {
        console(false, 60)
                .problem(new Problem(
                        ProblemCode.SIM_PIN_LOW,
                        "the SIM has only 2 tries left, and a wrong PIN would lock it",
                        "somebody tried before",
                        "unlock it in a phone"));

        assertEquals("""

                ✗ the SIM has only 2 tries left, and a wrong PIN would lock
                  it  SIM-PIN-LOW
                  because somebody tried before
                  next    unlock it in a phone
                """, said());
    }

    @Test
    void printsAsciiAloneWhereNothingElseCanBeRead() {
        new Console(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, false, false, 80, Ticker.REAL)
                .step(Mark.DONE, "picture of yard: 1920 × 1080 …", "Telefónica");

        assertEquals("  ok picture of yard: 1920 x 1080 ...            Telefonica\n", said());
    }

    @Test
    void letsNoControlCharacterThrough() {
        console(false, 80).step(Mark.SEEN, "router \u001b[2J\u0007says\r\nhello\u009b31m", "x\ty");

        assertFalse(said().chars().anyMatch(c -> c != '\n' && Character.isISOControl(c)), said());
        assertEquals(1, said().lines().count());
    }

    @Test
    void writesAPassingLineOverOnlyOnATerminal() {
        var lively = console(true, 80);
        lively.passing("waiting");
        lively.step(Mark.DONE, "there", "");
        assertTrue(said().contains("waiting\r\u001b[K"), said());

        bytes.reset();
        console(false, 80).passing("waiting");
        assertEquals("  … waiting\n", said());
    }

    private Console console(boolean lively, int width) {
        return new Console(
                new PrintStream(bytes, true, StandardCharsets.UTF_8), lively, false, true, width, Ticker.REAL);
    }

    private String said() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
