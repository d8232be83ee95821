package dev.outpost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a comment says of facts can be opened: it names a document of the site and a heading in it. */
class FactsTest {
    private static final Path FACTS = Path.of("src/site/markdown/facts");

    private static final List<Path> PLACES = List.of(
            Path.of("src/main"),
            Path.of("src/bench"),
            Path.of("src/test"),
            Path.of("device-profiles"),
            Path.of("udev"),
            Path.of("scripts"));

    private static final Pattern REFERENCE =
            Pattern.compile("facts/([a-z-]+)\\.md((?:#[a-z0-9-]+(?:(?:,|,? and|,? to)\\s*[*#]*\\s*(?=#))?)*)");

    /** By a number, or of a document that is nowhere. */
    private static final Pattern NOT_TO_BE_OPENED = Pattern.compile(
            "(?i)\\bbehaviours? [0-9]|(?<![/a-z-])(?:modems|openwrt|cameras|openwrt-behaviours)\\.md|fact collection");

    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([a-z]*(?:\\.md)?)#([a-z0-9-]+)\\)");

    @Test
    void eachReferenceInACommentIsAHeading() throws IOException {
        var broken = new ArrayList<String>();
        var seen = 0;
        for (var file : files()) {
            for (var found : REFERENCE
                    .matcher(text(file))
                    .results()
                    .map(r -> List.of(r.group(1), r.group(2)))
                    .toList()) {
                seen++;
                broken.addAll(broken(file, found.getFirst(), found.getLast()));
            }
        }

        assertEquals(List.of(), broken);
        assertTrue(seen > 60, "only " + seen + " references were found");
    }

    @Test
    void noneIsByANumberOnly() throws IOException {
        var old = files().stream()
                .filter(file -> !file.endsWith("FactsTest.java"))
                .flatMap(file -> NOT_TO_BE_OPENED.matcher(text(file)).results().map(r -> file + ": " + r.group()))
                .toList();

        assertEquals(List.of(), old);
    }

    @Test
    void theDocumentsLinkToHeadingsThatAreThere() throws IOException {
        var broken = new ArrayList<String>();
        for (var document : documents()) {
            var own = document.getFileName().toString();
            LINK.matcher(text(document))
                    .results()
                    .filter(link -> !headings(link.group(1).isEmpty() ? own : link.group(1))
                            .contains(link.group(2)))
                    .forEach(link -> broken.add(own + ": " + link.group()));
        }

        assertEquals(List.of(), broken);
    }

    private static List<String> broken(Path file, String document, String anchors) {
        if (anchors.isEmpty()) {
            return Files.exists(FACTS.resolve(document + ".md")) ? List.of() : List.of(file + ": " + document);
        }
        var there = headings(document + ".md");
        return Stream.of(anchors.split("#"))
                .map(anchor -> anchor.replaceAll("[^a-z0-9-].*|(?s)\\s.*", ""))
                .filter(anchor -> !anchor.isBlank() && !there.contains(anchor))
                .map(anchor -> file + ": facts/" + document + ".md#" + anchor)
                .toList();
    }

    /** As a heading becomes an anchor: small letters, dashes for blanks, no other signs. */
    private static Set<String> headings(String document) {
        return HEADING.matcher(text(FACTS.resolve(document)))
                .results()
                .map(found -> found.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static List<Path> documents() throws IOException {
        try (var files = Files.list(FACTS)) {
            return files.toList();
        }
    }

    private static List<Path> files() throws IOException {
        var all = new ArrayList<Path>();
        for (var place : PLACES) {
            try (var files = Files.walk(place)) {
                files.filter(Files::isRegularFile).forEach(all::add);
            }
        }
        return all;
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
