package dev.outpost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The rule file is read as udev reads it (man 7 udev): comma-separated KEY OP "VALUE", GOTO only forward. */
class UdevRulesTest {
    private static final Path RULES = Path.of("udev/70-outpost-dongles.rules");
    private static final Pattern PART = Pattern.compile("([A-Z]+)(\\{[A-Za-z_]+})?(==|!=|=|\\+=|:=)\"([^\"]*)\"");
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

    /** The ids that the profiles match or switch between, as "12d1:1506". */
    private static Set<String> profileIds() throws IOException {
        var found = new TreeSet<String>();
        try (var files = Files.list(Path.of("device-profiles/dongles"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.matches(".*\\b(usb|from|to):.*"))
                        .flatMap(line -> Pattern.compile("\\b\\p{XDigit}{4}:\\p{XDigit}{4}\\b")
                                .matcher(line)
                                .results())
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
