package dev.outpost.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    /** The gate itself, which runs this. */
    private static final String GATE = "test";

    private static final String RUNS = """
            find-jdk        ~ scripts/find-jdk          ~ /
            outpost         ~ scripts/outpost version   ~ outpost
            test-classpath  ~ scripts/test-classpath    ~ target/test-classes
            fuzz            ~ scripts/fuzz 8            ~ inputs, seed
            readme          ~ scripts/readme && wc -l README.md ~ README.md
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

    private static Checkout checkout = new Checkout(Path.of(""));

    @BeforeAll
    static void copied() throws Exception {
        checkout = Checkout.copied(folder);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', textBlock = RUNS)
    void doesItsWork(String script, String line, String says) throws Exception {
        assertContains(says, checkout.run(line));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '~', textBlock = TABLES)
    void makesItsTableAnew(String script, String table, String says) throws Exception {
        Checkout.needs("python3", "dpkg-deb");
        var file = checkout.folder().resolve("src/main/resources/dev/outpost").resolve(table);
        var before = Files.readString(file);

        checkout.run("sh src/test/resources/dev/outpost/packaged/refresh.sh " + script);

        var after = Files.readString(file);
        assertNotEquals(before, after, "the table is as it was");
        assertContains(says, after);
    }

    /** In a view of its own of the files, where the rules of this computer are not seen. */
    @Test
    void installsItsUdevRulesAndTakesThemAway() throws Exception {
        Checkout.needs("unshare");
        Checkout.needsRoot("rules are root's to install");
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

        var said = checkout.run("unshare -m sh -ec '" + String.join("\n", steps) + "'");

        assertContains("installed: " + rules, said);
        assertContains("removed: " + rules, said);
    }

    @Test
    void oneRouterIsComparedWithAnsible() throws Exception {
        Checkout.needs("ansible-playbook", "dropbear", "busybox", "ssh");
        Checkout.needsRoot("network namespaces are root's to make");

        assertContains("ratio", checkout.run("scripts/bench-router 1"));
    }

    @Test
    void oneProbeIsComparedWithModemManager() throws Exception {
        Checkout.needs("qemu-system-x86_64", "apt-get", "dpkg-deb", "xz");

        var said = checkout.run("scripts/bench-probe 1 || echo status $?");

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
        run.add("outpost.cmd"); // Windows alone can run it
        run.add("vm-kernel"); // by bench-probe
        run.add("package"); // by PackageIT
        run.add("vm-server"); // by RelayVmIT, in its own checkout: a copy of the disk would only take time
        run.add("vm-firewalls"); // by hand: it takes ten minutes

        try (var scripts = Files.list(Path.of("scripts"))) {
            assertEquals(
                    scripts.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new)),
                    run);
        }
    }

    private static void assertContains(String piece, String said) {
        assertTrue(said.contains(piece), () -> "no '" + piece + "' in:\n" + said);
    }
}
