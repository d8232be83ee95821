package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.step.Exit;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpCommandTest {
    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"SIM-PIN-LOW", "sim-pin-low"})
    void printsTheCodesPage(String code) {
        var typed = new Typed(folder);

        assertEquals(Exit.DONE, typed.run("help", code), typed.err);

        assertTrue(typed.out.startsWith("SIM-PIN-LOW: "), typed.out);
        assertTrue(typed.out.contains("\nWhat to do\n"), typed.out);
        assertTrue(typed.out.lines().allMatch(line -> line.length() <= 80), typed.out);
    }

    @Test
    void printsWhatACommandTakes() {
        var typed = new Typed(folder);

        assertEquals(Exit.DONE, typed.run("help", "relay", "show"), typed.err);

        assertTrue(typed.out.contains("outpost relay show"), typed.out);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "help sim-pin-lo,neither a command nor a problem's code,outpost help SIM-PIN-LOW",
                "help aply,neither a command nor a problem's code,outpost help apply",
                "help zzzzzzzz,neither a command nor a problem's code,next    outpost help\n",
                "nosuch --help,'nosuch' means nothing here,next    outpost --help",
                "relay shw --help,'shw' means nothing here,the nearest known word is 'show'"
            })
    void refusesWhatNobodyKnowsAndNamesWhatIsNear(String words, String what, String next) {
        var typed = new Typed(folder);

        assertEquals(Exit.USAGE, typed.run(words.split(" ")));

        assertTrue(typed.err.contains(what), typed.err);
        assertTrue(typed.err.contains(next.replace("\\n", "\n")), typed.err);
    }
}
