package dev.outpost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Each recorded behaviour of real OpenWrt programs that facts/behaviours.md describes is named by a test, but for those that it says are not met:
 * by its heading in a comment, or by a method that ends in {@code _29}.
 */
class BehavioursTest {
    private static final Path DOCUMENT = Path.of("src/site/markdown/facts/behaviours.md");
    private static final Pattern SECTION = Pattern.compile("(?ms)^### ([0-9]+)$(.*?)(?=^##|\\z)");

    private static final Pattern NAMED =
            Pattern.compile("facts/behaviours\\.md((?:(?:, | and | to )?#[0-9]+)+)|void [a-zA-Z]+((?:_[0-9]+)+)\\(");

    private static final Pattern RANGE = Pattern.compile("#?([0-9]+)(?: to #([0-9]+))?");

    @Test
    void eachThatTouchesTheProgramIsNamedByATest() throws IOException {
        var missing = new TreeSet<Integer>();
        described().forEach((number, text) -> {
            if (!text.contains("\nNot met: ")) {
                missing.add(number);
            }
        });
        assertTrue(missing.size() > 40, () -> "only " + missing + " are described");

        missing.removeAll(named());

        assertEquals(new TreeSet<Integer>(), missing);
    }

    private static Map<Integer, String> described() throws IOException {
        return SECTION.matcher(Files.readString(DOCUMENT))
                .results()
                .collect(Collectors.toMap(
                        found -> Integer.valueOf(found.group(1)), found -> found.group(2), (a, b) -> a, TreeMap::new));
    }

    private static Set<Integer> named() throws IOException {
        var named = new TreeSet<Integer>();
        try (var files = Files.walk(Path.of("src/test/java"))) {
            for (var file : files.filter(path -> path.toString().matches(".*(Test|IT)\\.java"))
                    .toList()) {
                NAMED.matcher(Files.readString(file))
                        .results()
                        .flatMap(found -> RANGE.matcher(numbers(found)).results())
                        .forEach(range ->
                                IntStream.rangeClosed(first(range), last(range)).forEach(named::add));
            }
        }
        return named;
    }

    private static String numbers(MatchResult found) {
        return found.group(1) == null ? found.group(2) : found.group(1);
    }

    private static int first(MatchResult range) {
        return Integer.parseInt(range.group(1));
    }

    private static int last(MatchResult range) {
        return range.group(2) == null ? first(range) : Integer.parseInt(range.group(2));
    }
}
