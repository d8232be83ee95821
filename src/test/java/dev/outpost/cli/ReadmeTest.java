package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the README and the pages say that one can type, and what they say comes of it. */
class ReadmeTest {
    private static final Path PAGES = Path.of("src/site/markdown");
    private static final int LINES = 72;
    private static final int COLUMNS = 140;

    /** Indented as a command to paste, or behind a prompt. */
    private static final Pattern TYPED = Pattern.compile("(?m)^(?: +|\\$ )(?:scripts/)?outpost (.+)$");

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    static List<Path> pages() throws IOException {
        var pages = new ArrayList<>(List.of(Readme.FILE));
        try (var files = Files.list(PAGES)) {
            files.filter(file -> file.toString().endsWith(".md") && !file.endsWith("changelog.md"))
                    .sorted()
                    .forEach(pages::add);
        }
        return pages;
    }

    static List<Path> shown() {
        return Readme.PAGES;
    }

    @ParameterizedTest
    @MethodSource("shown")
    void everyOutputIsWhatTheProgramPrints(Path page) throws IOException {
        var text = Files.readString(page);
        assertTrue(Readme.blocks(text) >= 1, () -> page + " shows what the program prints");

        assertEquals(Readme.renewed(text), text, "run scripts/readme");
        var wrong = text.replaceFirst("(?m)^(.*(?:: ncm|can be seen).*)$", "$1, nobody says");
        assertNotEquals(wrong, text);
        assertEquals(text, Readme.renewed(wrong), "a line that nobody printed is seen");
    }

    @Test
    void isShort() throws IOException {
        var lines = Files.readString(Readme.FILE).lines().toList();

        assertTrue(lines.size() <= LINES, () -> lines.size() + " lines");
        assertEquals(
                List.of(),
                lines.stream().filter(line -> line.length() > COLUMNS).toList());
        assertEquals(5, Readme.fiveCommands(Files.readString(Readme.FILE)).size());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandCanBeTyped(Path page) throws IOException {
        for (var found : TYPED.matcher(Files.readString(page)).results().toList()) {
            var words = found.group(1)
                    .replaceAll(" {2,}#.*| {3,}.*| #.*", "")
                    .strip()
                    .split(" +");
            var line = new Program(Main.surroundings()).commandLine();

            assertTrue(isKnown(line, words), () -> page + ": outpost " + String.join(" ", words));
        }
    }

    private static boolean isKnown(CommandLine line, String... words) {
        try {
            line.parseArgs(words);
            return true;
        } catch (CommandLine.ParameterException e) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        var folder = page.toAbsolutePath().getParent();

        var broken = LINK.matcher(Files.readString(page))
                .results()
                .map(found -> found.group(1))
                .filter(link -> folder == null || !Files.exists(folder.resolve(link)))
                .toList();

        assertEquals(List.of(), broken, page.toString());
    }

    @Test
    void aCommandThatIsNotThereIsSeen() {
        var line = new Program(Main.surroundings()).commandLine();

        assertTrue(Stream.of("aply site.yaml", "apply --no-such site.yaml")
                .noneMatch(each -> isKnown(line, each.split(" "))));
    }
}
