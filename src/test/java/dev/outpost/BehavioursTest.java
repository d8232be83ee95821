package dev.outpost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of the 51 recorded behaviours of real OpenWrt programs, each that touches this program is named by a test: "behaviour 29" beside it, or a method that ends in {@code _29}. */
class BehavioursTest {
    private static final int LAST = 51;

    /** Those that cannot touch it, and why. */
    private static final Map<Integer, String> LEFT_OUT = Map.ofEntries(
            Map.entry(9, "uci get is never asked for a list: exports are read"),
            Map.entry(12, "no difference is taken from uci changes; it is only asked whether there is one"),
            Map.entry(13, "uci rename is never sent"),
            Map.entry(41, "versions are compared here, never by opkg compare-versions"),
            Map.entry(24, "rpcd is not needed: the guard is a script of our own"),
            Map.entry(25, "the same"),
            Map.entry(26, "the same: its pending rollback does not outlast a restart"));

    private static final Pattern NAMED =
            Pattern.compile("(?i)behaviours? ([0-9]+(?:(?:, | and )[0-9]+)*)|void [a-zA-Z]+((?:_[0-9]+)+)\\(");

    @Test
    void eachThatTouchesTheProgramIsNamedByATest() throws IOException {
        var missing = IntStream.rangeClosed(1, LAST)
                .boxed()
                .filter(number -> !LEFT_OUT.containsKey(number))
                .collect(Collectors.toCollection(TreeSet::new));

        missing.removeAll(named().keySet());

        assertEquals(new TreeSet<Integer>(), missing);
    }

    /** Numbers and a test that names each. */
    private static Map<Integer, Path> named() throws IOException {
        var named = new TreeMap<Integer, Path>();
        try (var files = Files.walk(Path.of("src/test/java"))) {
            for (var file : files.filter(path -> path.toString().matches(".*(Test|IT)\\.java"))
                    .toList()) {
                NAMED.matcher(Files.readString(file))
                        .results()
                        .forEach(match -> Pattern.compile("[0-9]+")
                                .matcher(match.group())
                                .results()
                                .forEach(number -> named.put(Integer.parseInt(number.group()), file)));
            }
        }
        return named;
    }
}
