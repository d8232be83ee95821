package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.bench.Fault;
import dev.outpost.bench.clock.RoomTime;
import dev.outpost.step.Exit;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each fault of the bench, as {@code demo} shows it: how its apply exits, and a last screen that tells what was broken and what was told. What is
 * in no apply's way is told by what looks at cameras: {@code CameraFaultsTest}, {@code CameraFindIT}.
 */
class FaultsIT {
    /** Lines of a terminal that nobody has widened. */
    private static final int SCREEN = 24;

    @TempDir
    Path folder;

    /** How the story of a fault ends. */
    private record Story(Exit exit, String told) {}

    private static Story story(Fault fault) {
        return switch (fault) {
            case NO_SIGNAL -> new Story(Exit.BLOCKED, "MODEM-NO-SIGNAL");
            case PIN_LOCKED -> new Story(Exit.BLOCKED, "SIM-PIN-LOW");
            case FLASH_FULL -> new Story(Exit.BLOCKED, "FLASH-TOO-SMALL");
            case WRONG_APN -> new Story(Exit.BLOCKED, "WAN-APN-REFUSED");
            case DONGLE_WITHOUT_LINK -> new Story(Exit.DONE, "wan stays with uplink ppp: ncm failed: WAN-NO-ADDRESS");
            case RELAY_UNREACHABLE -> new Story(Exit.UNREACHABLE, "RELAY-UNREACHABLE");
            case CAMERA_WITHOUT_GATEWAY ->
                new Story(Exit.DONE, "has no gateway: the router now speaks to it in its own name");
            case CAMERA_FIRMWARE_OLD -> new Story(Exit.BLOCKED, "CAM-EXPLOITED");
            case CAMERA_INACTIVE -> new Story(Exit.BLOCKED, "CAM-NOT-ACTIVATED");
            case CAMERA_IN_OTHER_SUBNET -> new Story(Exit.BLOCKED, "CAM-");
            case CAMERA_NARROW -> new Story(Exit.BLOCKED, "CAM-");
            case CAMERA_INACTIVE_V3,
                    CAMERA_ONVIF_OFF,
                    CAMERA_LOCKS_AFTER_FIVE,
                    CAMERA_CLOCK_WRONG,
                    CAMERA_H265,
                    CAMERA_ONE_CONNECTION ->
                throw new IllegalArgumentException("apply has no story of its own of " + fault);
            case DEFAULT_ROUTE_STOLEN -> new Story(Exit.UNREACHABLE, "LAPTOP-DEFAULT-ROUTE");
            case LINK_LOST_DURING_APPLY -> new Story(Exit.ROLLED_BACK, "GUARD-ROLLED-BACK");
            case LAPTOP_KEEPS_ADDRESS ->
                new Story(
                        Exit.ROLLED_BACK,
                        "LAN went back from 192.168.37.1/24 to 192.168.1.1/24: nobody logged in at the new address");
        };
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "CAMERA_INACTIVE_V3",
                "CAMERA_ONVIF_OFF",
                "CAMERA_LOCKS_AFTER_FIVE",
                "CAMERA_CLOCK_WRONG",
                "CAMERA_H265",
                "CAMERA_ONE_CONNECTION"
            })
    void endsWithItsStoryOnTheLastScreen(Fault fault) {
        var story = story(fault);
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

            assertTrue(run.bench.cameraCalls("203.0.113.10", 22).startsWith("Refused"), "it is fenced in");
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
