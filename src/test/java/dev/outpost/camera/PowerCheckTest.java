package dev.outpost.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.camera.PowerVerdict.PowerBudget;
import dev.outpost.profile.PowerSource;
import dev.outpost.profile.ProfileBook;
import dev.outpost.router.Packages;
import dev.outpost.site.Site;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerCheckTest {
    private static final String SEED = "{class: 3, model: hikvision-ds-2cd1321-i, source: tl-poe150s, cable-m: 40}";

    @TempDir
    Path folder = Path.of("");

    @Test
    void theSeedsPartsHoldByDayAndAtNight() throws IOException {
        var verdict = only(SEED);

        assertEquals("takes 5.5 W at night of 14.9 W, 47.4 V at the end of 40 m", verdict.words());
        assertEquals(
                List.of(
                        "TP-Link TL-PoE150S injector: 802.3af, 15.4 W at 48 V",
                        "by day: 3.5 W of 14.9 W there, 47.6 V, 0.07 A, 0.03 W lost in the cable, margin 270 %",
                        "at night: 5.5 W of 14.9 W there, 47.4 V, 0.12 A, 0.07 W lost in the cable, margin 135 %",
                        "Hikvision DS-2CD1321-I: data sheet (from memory): 5 W at most by 12 V, 5.5 W by PoE; the day reckoned from it",
                        "Cat 5e cable, 5.0 ohm there and back"),
                verdict.evidence());
        assertEquals(List.of(), verdict.warnings());
        assertEquals(Optional.empty(), verdict.problem());
    }

    @Test
    void whatNobodyKnowsOfACameraIsAllThatItsClassAllows() throws IOException {
        assertEquals(
                "may take 12.95 W of 14.9 W, 46.6 V at the end of 40 m",
                only("{class: 3, source: tl-poe150s, cable-m: 40}").words());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            class: 4, source: tl-poe150s, cable-m: 40               ~ POWER-CLASS   ~ is of power class 4 and may take 25.5 W; tl-poe150s feeds class 3 at most, 12.95 W
            class: 3, source: tl-poe150s, cable-m: 90, cable: thin  ~ POWER-CABLE   ~ the 90 m of thin (AWG 26) cable to camera yard are too long: 66 m is the most
            class: 3, source: tl-poe150s, cable-m: 90, cable: cca   ~ POWER-CABLE   ~ the 90 m of copper-clad aluminium (CCA) cable
            class: 3, source: passive-24v, cable-m: 5               ~ POWER-PASSIVE ~ passive-24v is a passive injector: it may not feed camera yard
            class: 3, source: ubiquiti-poe-24-12w, cable-m: 5       ~ POWER-PASSIVE ~ ubiquiti-poe-24-12w is a passive injector
            model: hikvision-ds-2de4425iw-de, source: tl-poe150s    ~ POWER-CLASS   ~ may take 18 W
            class: 4, source: at, cable-m: 100, cable: cat3         ~ POWER-LOW     ~ takes 25.5 W, and 22.8 W can reach it through the end of 100 m of Cat 3 cable
            class: 3, source: router, cable-m: 5                    ~ POWER-NO-PORT ~ the router feeds nothing
            """)
    void refusesInWordsWithNumbers(String power, String code, String what) throws IOException {
        var problem = only("{" + power + "}").problem().orElseThrow();

        assertEquals(code, problem.code().toString());
        assertTrue(problem.what().contains(what), problem.what());
        assertEquals(Optional.of(problem), check("{" + power + "}").refusal());
    }

    @Test
    void ninetyMetresOfThinCableAreToldWithTheirPower() throws IOException {
        var problem = only("{class: 3, source: tl-poe150s, cable-m: 90, cable: thin}")
                .problem()
                .orElseThrow();

        assertEquals(
                "such a cable loses half as much again a metre, so they count as 135 m, and Ethernet ends at 100 m; its power:"
                        + " 12.95 W of 13.4 W there, 42.1 V, 0.31 A, 1.81 W lost in the cable, margin 0 %",
                problem.because());
    }

    /** IEEE 802.3af, table 33-1: the worst port, the worst cable, the greediest device; and one watt more. */
    @Test
    void theStandardsOwnCornerHoldsAndNothingBeyond() {
        var corner = new PowerBudget(PowerSource.least(), 20, 12.95);

        assertTrue(corner.holds(), corner.words());
        assertEquals(37.0, corner.volts(), 0.05);
        assertEquals(0.350, corner.amperes(), 0.0005);
        assertEquals(2.45, corner.lost(), 0.005);
        assertTrue(!new PowerBudget(PowerSource.least(), 20, 13.95).holds());
        assertTrue(!new PowerBudget(PowerSource.least(), 25, 12.95).holds());
        assertTrue(!new PowerBudget(PowerSource.least(), 200, 12.95).holds(), "no voltage serves that");
    }

    @Test
    void whatIsTightOrNotKnownIsAWarning() throws IOException {
        assertEquals(
                List.of("the power of camera yard is tight: 8 % is left at night, 20 % is wished"),
                only("{model: hikvision-ds-2de2a404iw-de3, source: tl-poe150s, cable-m: 40}")
                        .warnings());
        assertEquals(
                List.of(
                        "no profile tells what power source shed-box of camera yard gives: reckoned with the least of 802.3af"),
                only("{class: 2, source: shed-box, cable-m: 40}").warnings());
        assertEquals(
                List.of("no profile tells what a acme takes, camera yard: reckoned with all that its class allows"),
                only("{model: acme, cable-m: 40}").warnings());
    }

    @Test
    void camerasAtOneSwitchShareWhatItHas() throws IOException {
        var four = "{class: 3, source: netgear-gs308p, cable-m: 60}";

        assertEquals(Optional.empty(), check(four, four, four).refusal());
        assertEquals(
                "the cameras at netgear-gs308p take 53.7 W together, and it has 53 W for all its ports",
                check(four, four, four, four).refusal().map(Problem::what).orElseThrow());
    }

    @Test
    void theRoutersOwnPortsAreReckonedByWhatTheyTell() throws IOException {
        var site = site("{class: 3, source: router, cable-m: 40}");
        var poe = Packages.feeding("""
                {"firmware":"v17.1","mcu":"ST Micro ST32F100","budget":65.0,"consumption":12.3,"ports":{
                "lan1":{"priority":2,"mode":"PoE","status":"Delivering power","consumption":4.6},
                "lan2":{"priority":2,"status":"Searching"}}}
                """);
        var check = new PowerCheck(site, poe);

        assertEquals(
                "lan1: Delivering power, 4.6 W; lan2: Searching",
                poe.orElseThrow().words());
        assertEquals(Optional.empty(), check.refusal());
        assertEquals(
                "may take 12.95 W of 14.8 W, 42.5 V at the end of 40 m",
                check.verdicts().getFirst().words());
        assertEquals(Optional.empty(), Packages.feeding("Command failed: Not found"));
    }

    @Test
    void knowsTwelveSourcesAndTwentyFiveCamerasOfEightMakersEachWithItsSource() {
        var devices = ProfileBook.shipped().devices();
        var cameras =
                devices.stream().filter(each -> each.kind().equals("cameras")).toList();
        var sources =
                devices.stream().filter(each -> each.kind().equals("power")).toList();

        assertTrue(sources.size() >= 12, "sources: " + sources.size());
        assertTrue(cameras.size() >= 25, "cameras: " + cameras.size());
        assertTrue(cameras.stream()
                        .map(each -> each.name().split(" ")[0])
                        .distinct()
                        .count()
                >= 8);
        for (var source : sources) {
            assertTrue(ProfileBook.shipped().power(source.profile()).isPresent());
        }
        for (var camera : cameras) {
            var model = ProfileBook.shipped().camera(camera.profile()).orElseThrow();
            assertTrue(model.most() <= 25.5 && model.watts() <= model.most() && model.watts() > 1, camera.profile());
            assertTrue(!model.source().isBlank());
        }
    }

    private PowerVerdict only(String power) throws IOException {
        return check(power).verdicts().getFirst();
    }

    private PowerCheck check(String... powers) throws IOException {
        return new PowerCheck(site(powers), Optional.empty());
    }

    private Site site(String... powers) throws IOException {
        var text = new StringBuilder("site: barn\nrouter: {reach: 192.168.1.1}\ncameras:\n");
        for (int i = 0; i < powers.length; i++) {
            text.append("  - {name: " + (i == 0 ? "yard" : "yard" + i) + ", address: 192.168.1." + (64 + i)
                    + ", power: " + powers[i] + "}\n");
        }
        return SiteFiles.site(Files.writeString(folder.resolve("site.yaml"), text.toString()));
    }
}
