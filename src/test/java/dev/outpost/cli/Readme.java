package dev.outpost.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The README and the pages with what the program prints: a comment names what the block below it is made of. {@code main} is what
 * {@code scripts/readme} runs; a test sees that it would change nothing.
 */
final class Readme {
    static final Path FILE = Path.of("README.md");

    /** All that show what the program prints. */
    static final List<Path> PAGES =
            List.of(FILE, Path.of("src/site/markdown/on-a-router.md"), Path.of("src/site/markdown/dongles.md"));

    private static final Path SCREENS = Path.of("src/test/resources/screens");
    private static final String DUMP = "src/test/resources/readme/dump.txt";

    /** A comment, and the fenced block that follows. */
    private static final Pattern BLOCK = Pattern.compile("(?ms)^<!-- output: ([a-z ]+) -->\n```\n.*?^```\n");

    /** Golden screens leave out what is different each time: here they have something again, and the names that the README gives. */
    private static final Map<String, String> PLACES = Map.of(
            "FOLDER/outpost", "~/.local/state/outpost",
            "FOLDER/", "",
            "key KEY", "key SHA256:V8CI5KWOCEsHCyibmAp6B9mE6iNLprdes9eV6JEk1eA",
            "N bytes in N ms", "84519 bytes in 196 ms",
            "in N ms", "in 3 ms",
            "barn-1     ", "barn-north ",
            "barn-1", "barn-north",
            "site.yaml", "barn-north.yaml");

    /** Lines of what is said of a dump up to the verdict's end. */
    private static final int VERDICT = 5;

    private Readme() {}

    public static void main(String[] words) throws IOException {
        for (var page : PAGES) {
            Files.writeString(page, renewed(Files.readString(page)));
        }
    }

    static String renewed(String text) throws IOException {
        var outputs = outputs();
        return BLOCK.matcher(text).replaceAll(found -> {
            var name = found.group(1);
            var output = outputs.get(name);
            if (output == null) {
                throw new IllegalArgumentException("no output is called '" + name + "': " + outputs.keySet());
            }
            return java.util.regex.Matcher.quoteReplacement("<!-- output: " + name + " -->\n```\n" + output + "```\n");
        });
    }

    /** How many blocks a text has that are made here. */
    static long blocks(String text) {
        return BLOCK.matcher(text).results().count();
    }

    /** The commands of the way from a bare router to a picture. */
    static List<String> fiveCommands(String text) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals("five commands"))
                .flatMap(block -> block.group().lines())
                .filter(line -> line.startsWith("$ "))
                .map(line -> line.substring(2))
                .toList();
    }

    private static Map<String, String> outputs() throws IOException {
        var outputs = new TreeMap<String, String>();
        outputs.put("apply", screen("apply"));
        outputs.put("verify", screen("verify"));
        outputs.put("five commands", screen("five-commands"));
        outputs.put("probe of a dump", shortened(dump(80)));
        outputs.put("verdict of a dump", dump(100).stream().limit(VERDICT).collect(Collectors.joining("\n", "", "\n")));
        return outputs;
    }

    static String golden(String name) throws IOException {
        return Files.readString(SCREENS.resolve(name + ".txt"));
    }

    private static String screen(String name) throws IOException {
        var text = golden(name);
        for (var place : PLACES.keySet().stream()
                .sorted((one, other) -> other.length() - one.length())
                .toList()) {
            text = text.replace(place, PLACES.getOrDefault(place, place));
        }
        return text;
    }

    private static List<String> dump(int width) {
        var typed = new InProcess(Path.of("/nowhere"), Map.of(), width);
        typed.run("probe", "--usb-devices", DUMP, "--for-router", "tl-mr3020-v3@24.10");
        return typed.out.lines().toList();
    }

    /** The verdict and the first way: up to the first line of detail in each part. */
    private static String shortened(List<String> lines) {
        var kept = new ArrayList<String>();
        var inside = true;
        for (var line : lines) {
            if (line.isBlank() || !line.startsWith(" ")) {
                inside = !line.startsWith("Dongle") && !line.startsWith("An OpenWrt") && !line.startsWith("looked");
            } else if (line.startsWith("  ! ") || line.startsWith("  · ")) {
                inside = false;
            }
            if (inside) {
                kept.add(line);
            }
        }
        return kept.stream().collect(Collectors.joining("\n", "", "\n")).replaceAll("\n{2,}", "\n\n");
    }
}
