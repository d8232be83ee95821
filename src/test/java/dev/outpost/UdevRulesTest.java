package dev.outpost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rule file is read as udev reads it (man 7 udev): comma-separated KEY OP "VALUE", GOTO only forward. */
class UdevRulesTest {
    private static final Path RULES = Path.of("udev/70-outpost-dongles.rules");
    private static final Pattern PART = Pattern.compile("([A-Z]+)(\\{[A-Za-z_]+})?(==|!=|=|\\+=|:=)\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile("\\b[0-9a-f]{4}:[0-9a-f]{4}\\b");
    private static final Pattern IDS =
            Pattern.compile("ATTRS\\{idVendor}==\"(\\w+)\", ATTRS\\{idProduct}==\"([^\"]+)\"");
    private static final Set<String> MATCH =
            Set.of("ACTION", "SUBSYSTEM", "SUBSYSTEMS", "ATTR", "ATTRS", "KERNEL", "KERNELS", "DRIVERS", "ENV");
    private static final Set<String> ASSIGN =
            Set.of("ENV", "GROUP", "MODE", "TAG", "GOTO", "LABEL", "OWNER", "SYMLINK");

    @Test
    void consistOfKeysThatUdevKnows() throws IOException {
        for (var rule : rules()) {
            for (var part : rule.split(", ")) {
                var read = PART.matcher(part);
                assertTrue(read.matches(), "udev would not read: " + part);
                var known = read.group(3).matches("==|!=") ? MATCH : ASSIGN;
                assertTrue(known.contains(read.group(1)), part + " in " + rule);
            }
        }
    }

    /** {@code udevadm verify} of systemd 254 and later; before, what {@code udevadm test} says while it reads the rules. */
    @Test
    void areReadByUdevItselfWithoutAWord(@TempDir Path folder) throws Exception {
        assumeTrue(says("udevadm", "--version").isPresent(), "no udev here: apt-get install udev lets this test run");
        Files.copy(RULES, folder.resolve(RULES.getFileName()));
        Files.writeString(folder.resolve("99-wrong.rules"), "SUBSYSTEMX==\"tty\", MODE=\"0660\"\n");

        var words = readByUdev(folder);

        assertTrue(words.contains(RULES.getFileName().toString()), words);
        assertTrue(words.contains("Invalid key 'SUBSYSTEMX'"), "a mistake is noticed: " + words);
        assertEquals(
                List.of(),
                words.lines()
                        .filter(line -> line.matches(".*70-outpost-dongles.rules:\\d+.*"))
                        .toList());
    }

    private static String readByUdev(Path folder) throws Exception {
        var verified = says("udevadm", "verify", folder + "/70-outpost-dongles.rules", folder + "/99-wrong.rules");
        if (verified.filter(words -> !words.contains("Unknown command")).isPresent()) {
            return verified.get();
        }
        // in a mount namespace of its own, where these rules are the system's, and nothing is left behind
        return says(
                        "unshare",
                        "-m",
                        "sh",
                        "-c",
                        "mount -t tmpfs none /run && mkdir -p /run/udev/rules.d && cp \"$1\"/* /run/udev/rules.d/"
                                + " && udevadm test --action=add /devices/virtual/mem/null",
                        "sh",
                        folder.toString())
                .orElseThrow();
    }

    /** All that a program prints; empty where there is no such program. */
    private static Optional<String> says(String... words) throws Exception {
        try {
            var process = new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(3, TimeUnit.MINUTES));
            return Optional.of(text);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Test
    void jumpOnlyForwardToALabelThatExists() throws IOException {
        var rules = rules();
        for (int i = 0; i < rules.size(); i++) {
            var jump = Pattern.compile("GOTO=\"(\\w+)\"").matcher(rules.get(i));
            if (jump.find()) {
                assertTrue(
                        rules.subList(i, rules.size()).contains("LABEL=\"" + jump.group(1) + "\""),
                        "no label behind " + rules.get(i));
            }
        }
    }

    @Test
    void giveTheNodesToAPersonAndKeepModemManagerOff() throws IOException {
        var all = String.join("\n", rules());

        assertTrue(all.contains("ENV{ID_MM_DEVICE_IGNORE}=\"1\""));
        for (var subsystem : List.of("tty", "usbmisc", "usb")) {
            assertTrue(
                    rules().stream()
                            .anyMatch(rule -> rule.startsWith("SUBSYSTEM==\"" + subsystem + "\"")
                                    && rule.contains("TAG+=\"uaccess\"")),
                    subsystem);
        }
    }

    @Test
    void nameTheSameDonglesAsTheProfiles() throws IOException {
        var inRules = new TreeSet<String>();
        for (var rule : rules()) {
            var ids = IDS.matcher(rule);
            while (ids.find()) {
                for (var product : ids.group(2).split("\\|")) {
                    inRules.add(ids.group(1) + ":" + product);
                }
            }
        }

        assertEquals(profileIds(), inRules, "profiles on the left, udev rules on the right");
    }

    @Test
    void nameEveryDongleThatTheDocumentsName() throws IOException {
        var named = new TreeSet<String>();
        try (var pages = Files.walk(Path.of("src/site/markdown"))) {
            for (var page : Stream.concat(pages.filter(Files::isRegularFile), Stream.of(Path.of("README.md")))
                    .toList()) {
                ID.matcher(Files.readString(page)).results().forEach(id -> named.add(id.group()));
            }
        }

        assertTrue(named.contains("12d1:1506"), "the README shows a dongle");
        named.removeAll(profileIds());
        assertEquals(Set.of(), named, "in a document, and in no profile");
    }

    /** The ids that the profiles match or switch between, as "12d1:1506". */
    private static Set<String> profileIds() throws IOException {
        var found = new TreeSet<String>();
        try (var files = Files.list(Path.of("device-profiles/dongles"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.matches(".*\\b(usb|from|to):.*"))
                        .flatMap(line -> ID.matcher(line).results())
                        .forEach(id -> found.add(id.group()));
            }
        }
        return found;
    }

    private static List<String> rules() throws IOException {
        return Files.readAllLines(RULES).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
