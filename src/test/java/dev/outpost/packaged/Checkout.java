package dev.outpost.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A copy of the checkout, built, in a folder with a blank in its name; what its scripts need of this computer. */
record Checkout(Path folder) {
    private static final List<String> PARTS =
            List.of("pom.xml", "src", "device-profiles", "udev", "scripts", "README.md", "LICENSE", "NOTICE");

    private static final List<String> BUILT =
            List.of("classes", "test-classes", "lib", "outpost.jar", "outpost-bench.jar", "outpost.cdx.json", "vm");

    static Checkout copied(Path parent) throws Exception {
        var folder = parent.resolve("a check out");
        var target = Files.createDirectories(folder.resolve("target"));
        for (var each : PARTS) {
            copy(Path.of(each), folder);
        }
        for (var each : BUILT) {
            if (Files.exists(Path.of("target", each))) {
                copy(Path.of("target", each), target);
            }
        }
        Files.writeString(target.resolve("test-classpath"), libraries());
        for (var built : List.of(".built", ".tests-built")) {
            Files.setLastModifiedTime(
                    Files.writeString(target.resolve(built), ""), FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
        }
        return new Checkout(folder);
    }

    private static void copy(Path from, Path to) throws Exception {
        var copy = new ProcessBuilder("cp", "-a", from.toString(), to.toString())
                .inheritIO()
                .start();
        assertEquals(0, copy.waitFor(), from.toString());
    }

    /** What the tests run with, but for the classes of this checkout. */
    private static String libraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(each -> each.endsWith(".jar") && !each.contains("surefire"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What a line prints in the copy, which it must end well. */
    String run(String line) throws Exception {
        var process = new ProcessBuilder("sh", "-c", line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> line + "\n" + said);
        return said;
    }

    static void needs(String... programs) {
        for (var program : programs) {
            var path = System.getenv("PATH") + ":/usr/sbin:/sbin";
            assumeTrue(
                    Stream.of(path.split(":")).anyMatch(each -> Files.isExecutable(Path.of(each, program))),
                    program + " is not here");
        }
    }

    static void needsRoot(String because) throws IOException {
        assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), because);
    }
}
