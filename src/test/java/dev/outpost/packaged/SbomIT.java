package dev.outpost.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The list of what an installation carries, against what it carries. */
class SbomIT {
    private static final Path TARGET = Path.of("target");

    @Test
    void namesEveryLibraryAndNoOther() throws IOException {
        var named = new TreeSet<String>();
        for (var component : components()) {
            named.add(fileOf(component));
        }

        try (var files = Files.list(TARGET.resolve("lib"))) {
            var carried = new TreeSet<>(
                    files.map(file -> file.getFileName().toString()).toList());
            assertFalse(carried.isEmpty());
            assertEquals(carried, named);
        }
    }

    @Test
    void namesALicenceForEach() {
        var without = new ArrayList<String>();
        for (var component : components()) {
            if (component.maps("licenses").isEmpty()) {
                without.add(fileOf(component));
            }
        }

        assertEquals(List.of(), without);
    }

    /** The bench and its SSH server are no part of the program. */
    @Test
    void theProgramsJarHoldsNoClassOfTheBench() throws IOException {
        try (var program = new JarFile(TARGET.resolve("outpost.jar").toFile());
                var bench = new JarFile(TARGET.resolve("outpost-bench.jar").toFile())) {
            assertEquals(
                    List.of(),
                    program.stream()
                            .map(entry -> entry.getName())
                            .filter(name -> name.startsWith("dev/outpost/bench/") || name.contains("sshd"))
                            .toList());
            assertFalse(bench.stream().noneMatch(entry -> entry.getName().equals("dev/outpost/bench/BenchTool.class")));
            var path = program.getManifest().getMainAttributes().getValue("Class-Path");
            assertFalse(path.contains("sshd"), path);
        }
    }

    private static List<YamlMap> components() {
        return Yaml.file(TARGET.resolve("outpost.cdx.json")).map().maps("components");
    }

    /** {@code pkg:maven/GROUP/NAME@VERSION?classifier=C&type=jar} as the file that Maven makes of it. */
    private static String fileOf(YamlMap component) {
        var purl = component.requireString("purl");
        var classifier = purl.contains("classifier=") ? "-" + purl.replaceFirst(".*classifier=([^&]*).*", "$1") : "";
        return component.requireString("name") + "-" + component.requireString("version") + classifier + ".jar";
    }
}
