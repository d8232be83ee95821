package dev.outpost.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.packages.PackageTable;
import dev.outpost.step.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownTroubleTest {
    @Test
    void concernsReleasesThatAreKnown() {
        var known = PackageTable.shipped().known();

        KnownTrouble.shipped()
                .entries()
                .forEach(e -> assertTrue(
                        known.containsAll(e.releases()) && !e.releases().isEmpty(), e.toString()));
    }

    @Test
    void isForItsHandlerItsKindAndItsReleaseOnly() {
        var trouble = KnownTrouble.read("""
                trouble:
                  - {releases: ["24.10"], proto: ncm, says: a, source: s}
                  - {releases: ["24.10"], kind: rndis, says: b, source: s}
                  - {releases: ["24.10", "25.12"], says: c, source: s}
                """);

        assertEquals(List.of("a", "c"), says(trouble.about("24.10", "ncm", "ncm")));
        assertEquals(List.of("b", "c"), says(trouble.about("24.10", "dhcp", "rndis")));
        assertEquals(List.of("c"), says(trouble.about("25.12", "ncm", "ncm")));
    }

    @Test
    void refusesTroubleWithoutASource() {
        var mistake = assertThrows(
                ProblemException.class, () -> KnownTrouble.read("trouble: [{releases: [\"24.10\"], says: a}]\n"));

        assertTrue(
                mistake.problem().what().contains("'source' is missing"),
                mistake.problem().what());
    }

    private static List<String> says(List<RouterFit.Trouble> trouble) {
        return trouble.stream().map(RouterFit.Trouble::says).toList();
    }
}
