package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.bench.Fault;
import dev.outpost.bench.clock.RoomTime;
import dev.outpost.bench.net.Origin;
import dev.outpost.bench.net.Outcome;
import dev.outpost.net.Ipv4;
import dev.outpost.step.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault that a first apply meets, as {@code demo} shows it: how it exits, and a last screen that tells what was broken and what was told. */
class FaultsIT {
    /** Lines of a terminal that nobody has widened. */
    private static final int SCREEN = 24;

    @TempDir
    Path folder;

    /** How the story of a fault ends. */
    private record Story(Exit exit, String told) {}

    /** What a first apply meets; the others are told by the command that looks for them: {@code doctor}, {@code camera find}, {@code verify}. */
    private static final Map<Fault, Story> STORIES = Map.ofEntries(
            Map.entry(Fault.NO_SIGNAL, new Story(Exit.BLOCKED, "MODEM-NO-SIGNAL")),
            Map.entry(Fault.PIN_LOCKED, new Story(Exit.BLOCKED, "SIM-PIN-LOW")),
            Map.entry(Fault.FLASH_FULL, new Story(Exit.BLOCKED, "FLASH-TOO-SMALL")),
            Map.entry(Fault.WRONG_APN, new Story(Exit.BLOCKED, "WAN-APN-REFUSED")),
            Map.entry(
                    Fault.DONGLE_WITHOUT_LINK,
                    new Story(Exit.DONE, "wan stays with uplink ppp: ncm failed: WAN-NO-ADDRESS")),
            Map.entry(Fault.RELAY_UNREACHABLE, new Story(Exit.UNREACHABLE, "RELAY-UNREACHABLE")),
            Map.entry(
                    Fault.CAMERA_WITHOUT_GATEWAY,
                    new Story(Exit.DONE, "has no gateway: the router now speaks to it in its own name")),
            Map.entry(Fault.CAMERA_FIRMWARE_OLD, new Story(Exit.BLOCKED, "CAM-EXPLOITED")),
            Map.entry(Fault.CAMERA_INACTIVE, new Story(Exit.BLOCKED, "CAM-NOT-ACTIVATED")),
            Map.entry(Fault.CAMERA_IN_OTHER_SUBNET, new Story(Exit.BLOCKED, "LAN-CAMERA-OUTSIDE")),
            Map.entry(Fault.CAMERA_NARROW, new Story(Exit.BLOCKED, "CAM-")),
            Map.entry(Fault.DEFAULT_ROUTE_STOLEN, new Story(Exit.UNREACHABLE, "LAPTOP-DEFAULT-ROUTE")),
            Map.entry(Fault.LINK_LOST_DURING_APPLY, new Story(Exit.ROLLED_BACK, "GUARD-ROLLED-BACK")),
            Map.entry(
                    Fault.LAPTOP_KEEPS_ADDRESS,
                    new Story(
                            Exit.ROLLED_BACK,
                            "LAN went back from 192.168.37.1/24 to 192.168.1.1/24: nobody logged in at the new address")));

    static Stream<Fault> firstMet() {
        return Stream.of(Fault.values()).filter(STORIES::containsKey);
    }

    /** A fault that no test tells of has no story. */
    @Test
    void everyOtherFaultIsToldSomewhereElse() throws IOException {
        var told = new StringBuilder();
        try (var files = Files.walk(Path.of("src/test/java"))) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                if (!file.endsWith("FaultsIT.java")) {
                    told.append(Files.readString(file));
                }
            }
        }

        var silent = Stream.of(Fault.values())
                .filter(fault -> !STORIES.containsKey(fault))
                .filter(fault -> told.indexOf(fault.name()) < 0 && told.indexOf(fault.word()) < 0)
                .toList();

        assertEquals(List.of(), silent);
    }

    @ParameterizedTest
    @MethodSource("firstMet")
    void endsWithItsStoryOnTheLastScreen(Fault fault) {
        var story = Objects.requireNonNull(STORIES.get(fault));
        var demo = new InProcess(
                Path.of("/"),
                Map.of("TMPDIR", folder.toString(), "TERM", "dumb"),
                true,
                80,
                Clock.systemUTC(),
                RoomTime.ROOM,
                new Wiring());

        var ended = demo.run("demo", "--fault", fault.word());

        assertEquals(story.exit(), ended, demo.out + demo.err);
        var screen = lastScreen(demo.out);
        for (var told : List.of(
                "In short broken " + fault.word() + ": " + fault.says(),
                story.told(),
                "exit " + story.exit().code(),
                "next outpost ")) {
            assertTrue(screen.contains(told), () -> told + " is not on the last screen of\n" + demo.out);
        }
        var answers = flat(demo.out).contains("✓ the router still answers at ");
        var moved = flat(demo.out).contains("☞ move the cable from the laptop to the camera");
        assertTrue(answers || moved, demo.out);
    }

    @Test
    void aCameraWithoutAGatewayIsFencedInAndTheSecondRunChangesNothing() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder).with(Fault.CAMERA_WITHOUT_GATEWAY))) {
            run.probe();
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);

            assertTrue(
                    run.bench
                                    .net()
                                    .connect(
                                            new Origin.InCamera(
                                                    run.unit().router(),
                                                    run.unit().camera()),
                                            Ipv4.of("203.0.113.10"),
                                            22)
                            instanceof Outcome.Refused,
                    "it is fenced in");
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue(run.out.contains("nothing was written"), run.out);
        }
    }

    private static String lastScreen(String said) {
        var lines = said.lines().toList();
        return flat(lines.subList(Math.max(0, lines.size() - SCREEN), lines.size()).stream()
                .collect(Collectors.joining("\n")));
    }

    private static String flat(String said) {
        return said.replaceAll("\\s+", " ");
    }
}
