package dev.outpost.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Codes and their pages: each code has one, and no page is of a code that is gone. */
class ProblemPagesTest {
    private static final Path PAGES = Path.of("src/site/markdown/problems");

    @Test
    void areOfTheCodesAndOfNothingElse() throws IOException {
        try (var files = Files.list(PAGES)) {
            var pages = files.map(file -> file.getFileName().toString().replaceFirst("\\.md$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            var codes = Arrays.stream(ProblemCode.values())
                    .map(ProblemCode::toString)
                    .collect(Collectors.toCollection(TreeSet::new));

            assertEquals(codes, pages);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellWhatWasSeenItsCausesAndCures(ProblemCode code) throws IOException {
        var page = Files.readString(PAGES.resolve(code + ".md"));

        assertTrue(
                page.matches("(?s)# " + code
                        + ": [^\n]{8,80}\n\n## What was seen\n\n.{10,}\n\n## Causes\n\n.{5,}\n\n## What to do"
                        + "\n\n.{10,}\n"),
                page);
        assertTrue(page.lines().count() <= 30, page);
    }
}
