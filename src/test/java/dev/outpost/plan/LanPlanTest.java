package dev.outpost.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.plan.LanPlan.Other;
import dev.outpost.router.Looked;
import dev.outpost.router.MoveLan;
import dev.outpost.router.OwnNetworks;
import dev.outpost.site.Site;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanPlanTest {
    private static final Cidr FRESH = Cidr.of("192.168.1.1/24");
    private static final Other STICK =
            new Other(ProblemCode.LAN_DONGLE_CLASH, "the dongle's own network", Cidr.of("192.168.1.0/24"), false);
    private static final Other HOME =
            new Other(ProblemCode.LAN_LAPTOP_CLASH, "the laptop's network on wlan0", Cidr.of("192.168.37.0/24"), true);

    @TempDir
    Path folder;

    @Test
    void aLanThatMeetsTheSticksNetworkIsRefusedWithTheLineToPaste() {
        var problem = problem("", Stream.of(), STICK);

        assertEquals(ProblemCode.LAN_DONGLE_CLASH, problem.code());
        assertTrue(problem.next().contains("lan: auto"), problem.next());
    }

    @Test
    void autoLeavesAFreeLanAndMovesOneThatIsNot() {
        assertEquals("192.168.1.1/24", to("lan: auto", Stream.of(), HOME));
        assertEquals("192.168.37.1/24", to("lan: auto", Stream.of(), STICK));
        assertEquals("192.168.38.1/24", to("lan: auto", Stream.of(), STICK, HOME));
    }

    @Test
    void autoFollowsTheCameras() {
        assertEquals("192.168.5.2/24", to("lan: auto", Stream.of("192.168.5.1", "192.168.5.9")));
    }

    @Test
    void aCameraInTheSticksNetworkHasToMoveItself() {
        var problem = problem("lan: auto", Stream.of("192.168.1.64"), STICK);

        assertEquals(ProblemCode.LAN_CAMERA_CLASH, problem.code());
        assertTrue(problem.next().contains("192.168.37.64"), problem.next());
        assertTrue(problem.next().contains("gateway 192.168.37.1"), problem.next());
    }

    @Test
    void camerasThatNoOneNetworkHoldsAreAPersonsChoice() {
        assertEquals(
                ProblemCode.LAN_CAMERAS_APART,
                problem("lan: auto", Stream.of("192.168.5.9", "192.168.6.9")).code());
    }

    @Test
    void aCameraIsNotLeftBehind() {
        assertEquals(
                ProblemCode.LAN_CAMERA_OUTSIDE,
                problem("lan: 192.168.44.1/24", Stream.of("192.168.1.64")).code());
    }

    /** Known before anything is done: nobody waits for a camera that no network of the router holds. */
    @Test
    void aCameraOnNoneOfTheNetworksIsToldWhereTheLanStays() {
        var problem = problem("", Stream.of("192.168.8.64"));

        assertEquals(ProblemCode.LAN_CAMERA_OUTSIDE, problem.code());
        assertTrue(problem.what().contains("cam0 at 192.168.8.64")
                && problem.what().contains("LAN is 192.168.1.1/24"));
        assertTrue(problem.next().contains("lan: auto") && problem.next().contains("192.168.1.64"), problem.next());
        assertEquals("stays", to("", Stream.of("192.168.1.64")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "config interface x | option ipaddr 192.168.8.1 | option netmask 255.255.255.0, reached",
        "config interface x | list ipaddr 10.1.1.1/24 | list ipaddr 192.168.8.1/24, reached",
        "config route | option target 192.168.8.0/24, reached",
        "config route | option target 192.168.8.0 | option netmask 255.255.255.0, reached",
        "config route | option target 0.0.0.0/0, not",
        "config route | option target nowhere, not",
        "config interface x | option ipaddr 192.168.8.1, not",
        "config rule | option target 192.168.8.0/24, not",
    })
    void anotherNetworkOrARouteReachesItToo(String section, String found) {
        var router = new Looked()
                .says("network", "package network\n\n" + section.replace(" | ", "\n\t") + "\n")
                .facts();

        var reached = OwnNetworks.of(router).stream().anyMatch(net -> net.contains(Ipv4.of("192.168.8.64")));

        assertEquals(found.equals("reached"), reached);
    }

    @Test
    void theLaptopsOwnNetworksHinderOnlyAMove() {
        assertEquals(
                ProblemCode.LAN_LAPTOP_CLASH,
                problem("lan: 192.168.37.1/24", Stream.of(), HOME).code());
        var there = new LanPlan(
                site("lan: 192.168.37.1/24", Stream.of()),
                Optional.of(Cidr.of("192.168.37.1/24")),
                List.of(),
                List.of(HOME));
        assertEquals("192.168.37.1/24", text(there.step()));
    }

    @Test
    void nothingIsAskedForWhereNobodyWishesIt() {
        assertTrue(new LanPlan(site("", Stream.of()), Optional.of(FRESH), List.of(FRESH), List.of(HOME))
                .step()
                .isEmpty());
    }

    private String to(String lan, Stream<String> cameras, Other... others) {
        return text(new LanPlan(site(lan, cameras), Optional.of(FRESH), List.of(FRESH), List.of(others)).step());
    }

    private static String text(Optional<MoveLan> step) {
        return step.map(move -> move.address() + "/" + move.prefix()).orElse("stays");
    }

    private Problem problem(String lan, Stream<String> cameras, Other... others) {
        var plan = new LanPlan(site(lan, cameras), Optional.of(FRESH), List.of(FRESH), List.of(others));
        return assertThrows(ProblemException.class, plan::step).problem();
    }

    private Site site(String lan, Stream<String> cameras) {
        var words = new StringBuilder("site: barn\nrouter:\n  reach: 192.168.1.1\n  " + lan + "\ncameras:\n");
        var list = cameras.toList();
        list.forEach(
                address -> words.append("  - {name: cam" + list.indexOf(address) + ", address: " + address + "}\n"));
        try {
            var file = Files.writeString(
                    folder.resolve("site.yaml"),
                    list.isEmpty() ? words.toString().replace("cameras:\n", "") : words);
            return SiteFiles.site(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
