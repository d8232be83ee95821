package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleNarratorTest {
    /** Reasons as a decision carries them, and as each has a line; a bar parts the lines. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "one @ one",
                "one; two @ one|two",
                "no AT port (Linux cdc_ether; public dumps); an address of its own @ no AT port (Linux cdc_ether; public dumps)|an address of its own",
                "a (b (c; d); e); f @ a (b (c; d); e)|f",
                "a) b; c @ a) b|c",
                "a (b; c @ a (b; c",
                "a;b @ a;b",
            })
    void partsReasonsOutsideBracketsOnly(String because, String lines) {
        assertEquals(List.of(lines.split("\\|")), ConsoleNarrator.reasons(because));
    }
}
