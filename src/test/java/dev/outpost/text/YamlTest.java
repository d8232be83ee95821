package dev.outpost.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class YamlTest {

    @Test
    void keepsWhatIsWrittenAndWhereItStands() {
        var map = map("usb: {pid: 0016}\nlist:\n  - 12d1\n");

        assertEquals("0016", map.map("usb").orElseThrow().requireString("pid"));
        assertEquals(List.of("12d1"), map.strings("list"));
        assertEquals(new Place("x.yaml", 3, 5), map.items("list").getFirst().place());
    }

    @Test
    void namesTheNearestKnownWordOfAnUnknownKey() {
        var problem = refused(
                () -> map("router:\n  reech: 1").map("router").orElseThrow().only("reach", "lan"));

        assertEquals("x.yaml:2:3: unknown key 'reech'", problem.what());
        assertEquals("did you mean 'reach'?", problem.next());
        assertEquals(Exit.USAGE, problem.exit());
    }

    @Test
    void namesAMissingKeyAndWhereItBelongs() {
        assertEquals(
                "x.yaml:1:1: 'site' is missing",
                refused(() -> map("a: 1").require("site")).what());
        assertEquals(
                "x.yaml:2:1: 'site' has no value",
                refused(() -> map("a: 1\nsite:").require("site")).what());
    }

    @Test
    void refusesNumbersOutOfRangeAndWordsThatAreNone() {
        assertTrue(refused(() -> map("port: 70000").integer("port", 1, 65535))
                .what()
                .contains("1:7"));
        assertTrue(
                refused(() -> map("port: x").integer("port", 1, 65535)).what().contains("no number"));
        assertTrue(refused(() -> map("on: yes").flag("on")).because().contains("true or false"));
    }

    @Test
    void saysWhyAValueCannotBe() {
        var problem =
                refused(() -> map("apn: \"a\\nb\"").text("apn").orElseThrow().as("an APN", text -> {
                    throw new IllegalArgumentException("a line end inside");
                }));

        assertEquals("x.yaml:1:6: 'a?b': a line end inside", problem.what());
        refused(() -> map("apn: x").text("apn").orElseThrow().as("an APN", text -> Optional.empty()));
    }

    @Test
    void refusesDuplicatesAliasesEmptinessAndGarbage() {
        assertTrue(refused(() -> map("a: 1\na: 2")).what().contains("2:1"));
        refused(() -> map("a: &x [1]\nb: *x"));
        refused(() -> map(""));
        refused(() -> map("a: [1"));
        refused(() -> map("- 1"));
        refused(() -> map("\u0001\u0002"));
        refused(() -> map("&a [*a]"));
    }

    @Test
    void refusesDepthBeforeTheStackDoes() {
        refused(() -> map("[".repeat(100_000)));
        refused(() -> map("- ".repeat(100_000)));
    }

    @Test
    void readsJson() {
        assertEquals("b", map("{\"a\":\"b\",\"c\":null}").requireString("a"));
        assertEquals(Optional.empty(), map("{\"c\":null}").get("c"));
    }

    private static YamlMap map(String text) {
        return Yaml.parse("x.yaml", text).map();
    }

    private static Problem refused(org.junit.jupiter.api.function.Executable reading) {
        return assertThrows(ProblemException.class, reading).problem();
    }
}
