package dev.outpost.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.packages.PackageTable;
import dev.outpost.profile.ProfileBook;
import dev.outpost.profile.UplinkHandlers;
import dev.outpost.profile.UplinkKind;
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

        assertEquals(List.of("a", "c"), says(about(trouble, "24.10", UplinkKind.NCM)));
        assertEquals(List.of("b", "c"), says(about(trouble, "24.10", UplinkKind.RNDIS)));
        assertEquals(List.of("c"), says(about(trouble, "25.12", UplinkKind.NCM)));
    }

    /** What nobody on the router can do is no promise. */
    @Test
    void tellsOfAModemWhoseAddressNoHandlerSets() {
        var fm350 = ProfileBook.shipped().dongle("fibocom-fm350").orElseThrow();
        var handler = fm350.advice().getFirst().handler().orElseThrow();

        for (var release : PackageTable.shipped().known()) {
            var trouble = KnownTrouble.shipped().about(release, handler, UplinkKind.RNDIS);
            assertTrue(
                    trouble.stream()
                            .anyMatch(each -> each.condition().orElse("").contains("AT+CGPADDR")),
                    release);
        }
    }

    private static List<RouterFit.Trouble> about(KnownTrouble trouble, String release, UplinkKind kind) {
        return trouble.about(release, UplinkHandlers.shipped().of(kind), kind);
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
