package dev.outpost.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outpost.step.Resource;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlList;
import dev.outpost.text.YamlMap;
import dev.outpost.text.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All schemas that come with the program, as a whole. */
class ShippedSchemasTest {
    private static final String ROOT = "/dev/outpost/schema/";
    private static final Path FOLDER = Path.of("src/main/resources/dev/outpost/schema");

    /** Notes of ours in the state folder, which no command prints. */
    private static final Set<String> NOTES =
            Set.of("outpost.recording/1", "outpost.seen/1", "outpost.story/1", "outpost.unit/1");

    static List<String> names() {
        return Resource.facts(ROOT + "index");
    }

    @Test
    void theIndexNamesThemAll() throws IOException {
        try (var files = Files.list(FOLDER)) {
            var there = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".schema.json"))
                    .map(file -> file.replace(".schema.json", ""))
                    .sorted()
                    .toList();

            assertEquals(
                    there,
                    names(),
                    "run: (cd " + FOLDER + "; ls *.schema.json | sed s/.schema.json// | LC_ALL=C sort > index)");
        }
    }

    /** A document names its schema in a literal of the program. */
    @Test
    void everyDocumentOfTheProgramHasOne() throws IOException {
        var literal = Pattern.compile("\"(outpost\\.[a-z-]+/1)\"");
        var titles = names().stream()
                .map(name -> Schema.named(name).requireString("title"))
                .collect(Collectors.toSet());
        var without = new TreeSet<String>();
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            for (var source : sources.filter(Files::isRegularFile).toList()) {
                literal.matcher(Files.readString(source))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .filter(name -> !titles.contains(name) && !NOTES.contains(name))
                        .forEach(without::add);
            }
        }

        assertEquals(Set.of(), without, "these documents have no schema");
    }

    @ParameterizedTest
    @MethodSource("names")
    void saysOfEachKeyWhatItMeans(String name) {
        var silent = new ArrayList<String>();

        keysWithoutWords(Schema.named(name), name, silent);

        assertEquals(List.of(), silent, "these keys have no description");
    }

    private static void keysWithoutWords(Yaml node, String path, List<String> silent) {
        switch (node) {
            case YamlMap map ->
                map.values().forEach((key, value) -> {
                    if (key.equals("properties")) {
                        value.map().values().forEach((each, schema) -> {
                            if (!schema.map().values().containsKey("description")) {
                                silent.add(path + "/" + each);
                            }
                        });
                    }
                    keysWithoutWords(value, path + "/" + key, silent);
                });
            case YamlList list -> list.items().forEach(item -> keysWithoutWords(item, path, silent));
            case YamlText ignored -> {}
        }
    }
}
