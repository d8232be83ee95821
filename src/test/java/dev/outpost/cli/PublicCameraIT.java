package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.bench.Fault;
import dev.outpost.ledger.Ledger;
import dev.outpost.ledger.PublicPort;
import dev.outpost.reach.Dial;
import dev.outpost.reach.SocksVantage;
import dev.outpost.step.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise 7: a camera stands open to the internet only where it is known what it runs, and that this is not attacked. */
class PublicCameraIT {
    private static final String RELAY = "203.0.113.10";
    private static final int PORT = 8554;

    @TempDir
    Path folder;

    @Test
    void whatNobodyKnowsIsNotOpenedUntilTheOwnerAcceptsIt() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder).withPublicCamera())) {
            run.probe();
            Files.writeString(run.bench.files().resolve("camera.password"), "guess\n");

            assertRefused(run, "CAM-FIRMWARE-UNKNOWN", run.apply());

            assertFalse(isOpen(run), "nobody read its firmware, and it stands open");
            var site = Path.of(run.site());
            var words = Files.readString(site);
            var accepted = words.replace(
                    "because: the demo",
                    "firmware-unknown: accepted, firmware-because: it looks at a wall, because: the demo");
            assertFalse(words.equals(accepted), words);
            Files.writeString(site, accepted);

            run.apply();

            assertTrue((run.out + run.err).contains("it looks at a wall"), run.out + run.err);
            assertTrue(isOpen(run), run.out + run.err);

            Files.writeString(site, words);
            assertRefused(run, "CAM-FIRMWARE-UNKNOWN", run.apply());
        }
    }

    @Test
    void whatIsAttackedIsNotOpenedAndWhatStandsOpenIsAskedAgain() throws Exception {
        try (var run =
                new BenchRun(BenchOptions.usual(folder).withPublicCamera().with(Fault.CAMERA_FIRMWARE_OLD))) {
            run.probe();

            assertRefused(run, "CAM-EXPLOITED", run.apply());

            assertTrue((run.out + run.err).contains("CVE-2021-36260"), run.out + run.err);
            assertFalse(isOpen(run), "its firmware is attacked, and it stands open");

            run.control("DELETE", "/faults/camera-firmware-old");
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue(isOpen(run), run.out + run.err);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("nothing was written"), run.out + run.err);
            assertRecovered(run);

            run.control("POST", "/faults/camera-firmware-old");
            assertRefused(run, "CAM-EXPLOITED", run.apply());
            assertRefused(run, "CAM-EXPLOITED", run.run("verify", run.site(), "--via", run.bench.viewer()));
        }
    }

    /** Another laptop knows the port as this one does. */
    private void assertRecovered(BenchRun run) {
        var other = folder.resolve("other");
        var relay = run.bench.files().resolve("relays/vps1.yaml").toString();
        assertEquals(Exit.DONE, run.run("relay", "recover", relay, "--state", other.toString()), run.out + run.err);
        assertFalse(run.out.contains("guessed"), run.out);
        var ports = Ledger.in(other).find("barn-1").orElseThrow().ports();
        assertEquals(List.of(new PublicPort("yard", "rtsp", PORT)), ports);
        assertEquals(ports, Ledger.in(run.state()).find("barn-1").orElseThrow().ports());
    }

    private static void assertRefused(BenchRun run, String code, Exit ended) {
        assertTrue((run.out + run.err).contains(code), run.out + run.err);
        assertEquals(Exit.BLOCKED, ended, run.out + run.err);
    }

    private static boolean isOpen(BenchRun run) throws Exception {
        var outside = SocksVantage.of(run.bench.outsider());
        return switch (outside.dial(RELAY, PORT, Duration.ofSeconds(5))) {
            case Dial.Connected open -> {
                open.close();
                yield true;
            }
            case Dial shut -> {
                assertInstanceOf(Dial.Refused.class, shut);
                yield false;
            }
        };
    }
}
