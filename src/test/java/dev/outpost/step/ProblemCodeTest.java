package dev.outpost.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemCodeTest {
    @ParameterizedTest
    @EnumSource
    void isReadFromWhatItPrints(ProblemCode code) {
        assertTrue(code.toString().matches("[A-Z0-9]+(-[A-Z0-9]+)+"), code.toString());
        assertEquals(Optional.of(code), ProblemCode.of(code.toString()));
        assertEquals(code.toString().startsWith("SIM-"), code.isOfTheSim());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SIM_PIN_LOW", "sim-pin-low", "SIM-PIN-LOW\n", "SIM", "-"})
    void isNotReadFromAnythingElse(String text) {
        assertEquals(Optional.empty(), ProblemCode.of(text));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = "(USAGE|FILE)_.*")
    void isTheUsersMistakeInAFileOrOnTheLine(ProblemCode code) {
        assertEquals(Exit.USAGE, code.exit());
    }

    @ParameterizedTest
    @EnumSource
    void keepsItsExitUntilItMadeUsPutThingsBack(ProblemCode code) {
        var problem = new Problem(code, "what", "because", "next");

        assertEquals(code.exit(), problem.exit());
        assertEquals(Exit.ROLLED_BACK, problem.rolledBack().exit());
        assertEquals(code, problem.rolledBack().code());
    }
}
