package dev.outpost.camera;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.camera.SimulatedCamera;
import dev.outpost.bench.clock.RoomTime;
import dev.outpost.camera.CameraTarget.Paths;
import dev.outpost.camera.HostileCamera.Kind;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.shell.Secret;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No camera is proven by trickery, and none makes us wait, pay or try twice. */
class HostileCamerasTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-22T20:00:00Z"), ZoneOffset.UTC);

    /** Of this time five seconds pass in one. */
    private static final Ticker TICKER = RoomTime.ROOM.faster(5);

    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final long MOST_BYTES = 256L << 20;

    @TempDir
    private Path state;

    private SimulatedCamera honest;

    @BeforeEach
    void powerOn() throws IOException {
        honest = new SimulatedCamera(
                "44:47:cc:00:11:22", Cidr.of("192.168.1.64/24"), Ipv4.of("192.168.1.1"), "viewer", "moo-moo-9", NOW);
    }

    @AfterEach
    void powerOff() throws IOException {
        honest.close();
    }

    @ParameterizedTest
    @EnumSource
    void isNotProvenAndCostsLittle(Kind kind) throws IOException {
        try (var camera = new HostileCamera(kind, honest, TICKER)) {
            var budget = new LoginBudget(state.resolve("camera-logins"), NOW);
            var check = new CameraCheck(new LoopbackVantage(camera), budget, TICKER);
            var start = TICKER.nanos();
            var bytes = allocated();

            var proof = check.look(target(), Depth.STREAM);

            var took = Duration.ofNanos(TICKER.nanos() - start);
            assertTrue(took.compareTo(LONGEST) < 0, "it took " + took);
            var firmware = check.firmware(target());
            assertTrue(camera.requests() > 0, "nobody asked it");
            assertFalse(proof.isProven() && firmware instanceof Firmware.Answer.Told, proof::toString);
            assertTrue(proof.isProven() == kind.name().startsWith("FIRMWARE"), proof::toString);
            assertTrue(camera.refusedLogins() <= 1, camera.refusedLogins() + " logins");
            assertTrue(allocated() - bytes < MOST_BYTES, "it cost " + (allocated() - bytes) + " bytes");
            proof.problem().ifPresent(problem -> assertFalse(problem.next().isBlank(), problem::toString));
        }
    }

    private static CameraTarget target() {
        var login = new Login("viewer", Secret.of("moo-moo-9"));
        return new CameraTarget("yard", "10.77.0.18", 554, 80, "192.168.1.64", Optional.of(login), Paths.HIKVISION);
    }

    /** Bytes that this thread has allocated so far: more than were ever in memory at once. */
    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
