package dev.outpost.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every script of the checkout does its work once, in a copy of the checkout below the folder for temporary files, in a folder with a blank in its name. */
class ScriptsRunIT {
    private static final List<String> CHECKOUT =
            List.of("pom.xml", "src", "device-profiles", "udev", "scripts", "README.md", "LICENSE", "NOTICE");

    /** The gate itself, which runs this. */
    private static final String GATE = "test";

    private static final String RUNS = """
            find-jdk        ~ scripts/find-jdk          ~ /
            outpost         ~ scripts/outpost version   ~ outpost
            test-classpath  ~ scripts/test-classpath    ~ target/test-classes
            fuzz            ~ scripts/fuzz 8            ~ inputs, seed
            """;

    private static final String TABLES = """
            refresh-apns        ~ dongle/apns.tsv       ~ some.apn
            refresh-modeswitch  ~ usb/switch-table.txt  ~ 1234:0001 StandardEject 1234:0002
            refresh-boards      ~ router/boards.tsv     ~ acme,box
            refresh-packages    ~ router/packages.tsv   ~ 25.12.9
            refresh-usb-drivers ~ usb/linux-drivers.txt ~ 5678
            refresh-exploited   ~ ../../../../../device-profiles/cameras/known-exploited.tsv ~ CVE-2027-0001
            """;

    @TempDir
    static Path folder = Path.of("");

    @BeforeAll
    static void copied() throws Exception {
        var target = Files.createDirectories(checkout().resolve("target"));
        for (var each : CHECKOUT) {
            copy(Path.of(each), checkout());
        }
        for (var each : List.of("classes", "test-classes", "lib", "outpost.jar", "outpost-bench.jar", "vm")) {
            if (Files.exists(Path.of("target", each))) {
                copy(Path.of("target", each), target);
            }
        }
        Files.writeString(target.resolve("test-classpath"), libraries());
        for (var built : List.of(".built", ".tests-built")) {
            Files.setLastModifiedTime(
                    Files.writeString(target.resolve(built), ""), FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
        }
    }

    private static Path checkout() {
        return folder.resolve("a check out");
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

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', textBlock = RUNS)
    void doesItsWork(String script, String line, String says) throws Exception {
        assertContains(says, run(line));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', textBlock = TABLES)
    void makesItsTableAnew(String script, String table, String says) throws Exception {
        needs("python3", "dpkg-deb");
        var file = checkout().resolve("src/main/resources/dev/outpost").resolve(table);
        var before = Files.readString(file);

        run("sh src/test/resources/dev/outpost/packaged/refresh.sh " + script);

        var after = Files.readString(file);
        assertNotEquals(before, after, "the table is as it was");
        assertContains(says, after);
    }

    /** In a view of its own of the files, where the rules of this computer are not seen. */
    @Test
    void installsItsUdevRulesAndTakesThemAway() throws Exception {
        needs("unshare");
        assumeTrue(isRoot(), "rules are root's to install");
        var programs = Files.createDirectories(folder.resolve("programs"));
        assertTrue(Files.writeString(programs.resolve("udevadm"), "#!/bin/sh\n")
                .toFile()
                .setExecutable(true));
        var rules = "/etc/udev/rules.d/70-outpost-dongles.rules";
        var steps = List.of(
                "mkdir -p /etc/udev",
                "mount -t tmpfs none /etc/udev",
                "mkdir /etc/udev/rules.d",
                "PATH=\"" + programs + ":$PATH\"",
                "scripts/install-udev-rules",
                "grep -c ModemManager " + rules,
                "scripts/install-udev-rules --remove",
                "[ ! -e " + rules + " ]");

        var said = run("unshare -m sh -ec '" + String.join("\n", steps) + "'");

        assertContains("installed: " + rules, said);
        assertContains("removed: " + rules, said);
    }

    @Test
    void oneRouterIsComparedWithAnsible() throws Exception {
        needs("ansible-playbook", "dropbear", "busybox", "ssh");
        assumeTrue(isRoot(), "network namespaces are root's to make");

        assertContains("ratio", run("scripts/bench-router 1"));
    }

    @Test
    void oneProbeIsComparedWithModemManager() throws Exception {
        needs("qemu-system-x86_64", "apt-get", "dpkg-deb", "xz");

        var said = run("scripts/bench-probe 1 || echo status $?");

        assumeFalse(said.contains("run apt-get update"), said);
        assertContains("ModemManager identified / Outpost", said);
    }

    @Test
    void noScriptIsForgotten() throws IOException {
        var run = Stream.of(RUNS, TABLES)
                .flatMap(String::lines)
                .map(row -> row.split("~", 2)[0].strip())
                .collect(Collectors.toCollection(TreeSet::new));
        run.addAll(Set.of(GATE, "install-udev-rules", "bench-router", "bench-probe"));
        run.add("vm-kernel"); // by bench-probe
        run.add("vm-server"); // by RelayVmIT, in its own checkout: a copy of the disk would only take time

        try (var scripts = Files.list(Path.of("scripts"))) {
            assertEquals(
                    scripts.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new)),
                    run);
        }
    }

    private static void needs(String... programs) {
        for (var program : programs) {
            var path = System.getenv("PATH") + ":/usr/sbin:/sbin";
            assumeTrue(
                    Stream.of(path.split(":")).anyMatch(each -> Files.isExecutable(Path.of(each, program))),
                    program + " is not here");
        }
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    private static void assertContains(String piece, String said) {
        assertTrue(said.contains(piece), () -> "no '" + piece + "' in:\n" + said);
    }

    /** What a line prints in the copy, which it must end well. */
    private static String run(String line) throws Exception {
        var process = new ProcessBuilder("sh", "-c", line)
                .directory(checkout().toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> line + "\n" + said);
        return said;
    }
}
