package dev.outpost.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.step.Exit;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The numbers that our scripts end with are those of the table, on both sides. */
class ScriptStatusTest {
    private static final Path SCRIPTS = Path.of("src/main/resources/dev/outpost");

    /** {@code exit 76}, or a last argument of a function that says a word and exits. */
    private static final Pattern NUMBER = Pattern.compile("(?:exit |\" )(7[5-9]|8[0-9]|9[0-9])\\b");

    @ParameterizedTest
    @CsvSource({"router, ROUTER", "relay, RELAY"})
    void eachNumberOfAScriptHasAProblemAndEachRowAScript(String folder, Target target) throws IOException {
        var rows = Arrays.stream(ScriptStatus.values())
                .filter(status -> status.target() == target)
                .map(ScriptStatus::number)
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(numbers(folder), rows);
    }

    @ParameterizedTest
    @EnumSource(ScriptStatus.class)
    void eachRowSaysWhatToDoNext(ScriptStatus status) {
        var problem = status.problem("no room");

        assertTrue(problem.what().length() > 3 && !problem.what().contains("%s"), problem::toString);
        assertTrue(problem.next().length() > 10, problem::toString);
        assertTrue(problem.exit() == Exit.BLOCKED || problem.exit() == Exit.ROLLED_BACK, problem::toString);
        assertEquals(
                status,
                ScriptStatus.of(status.target(), status.number()).orElseThrow(),
                "one number of a machine means one thing");
    }

    @Test
    void aNumberThatNoScriptHasIsToldWithItsScriptAndWords() {
        var problem = ScriptStatus.problem(Target.ROUTER, new Answer("configure", 127, "", "uci: not found"));

        assertEquals(ProblemCode.ROUTER_REFUSED, problem.code());
        assertEquals("the router refused at configure (status 127): uci: not found", problem.what());
    }

    private static Set<Integer> numbers(String folder) throws IOException {
        try (var files = Files.list(SCRIPTS.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".sh"))
                    .flatMap(ScriptStatusTest::lines)
                    .filter(line -> !line.stripLeading().startsWith("#"))
                    .flatMap(line -> NUMBER.matcher(line).results())
                    .map(found -> Integer.valueOf(found.group(1)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Stream<String> lines(Path script) {
        try {
            return Files.readAllLines(script).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
