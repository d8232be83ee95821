package dev.outpost.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.camera.SimulatedCamera;
import dev.outpost.camera.CameraCheck;
import dev.outpost.camera.CameraProof;
import dev.outpost.camera.CameraTarget;
import dev.outpost.camera.CameraTarget.Paths;
import dev.outpost.camera.Depth;
import dev.outpost.camera.Login;
import dev.outpost.camera.LoginBudget;
import dev.outpost.camera.LoopbackVantage;
import dev.outpost.camera.StreamSeen;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.reach.Dial;
import dev.outpost.reach.Vantage;
import dev.outpost.shell.Secret;
import dev.outpost.step.Ticker;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WillItStreamTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-22T20:00:00Z"), ZoneOffset.UTC);

    /** The camera plays in it, and we wait in it: five seconds are little more than one. */
    private static final Ticker FAST = Ticker.REAL.faster(4);

    @TempDir
    Path state;

    @Test
    void namesWhatIsNeededWhatIsThereAndWhatToChange() {
        assertEquals(
                "main stream will stall: 4.1 Mbit/s needed, 1.8 there; sub-stream fits (0.3): watch"
                        + " rtsp://10.77.0.18/Streaming/Channels/102, or set the main stream to at most 1.5 Mbit/s in the camera",
                WillItStream.stalls(target(), stream(4100), Optional.of(stream(300)), 1800));
        assertEquals(
                "main stream will stall: 4.1 Mbit/s needed, 0.2 there; sub-stream does not fit either (0.3): set both"
                        + " lower, or find a better signal",
                WillItStream.stalls(target(), stream(4100), Optional.of(stream(300)), 200));
        assertEquals(
                "main stream will stall now and then: 1.7 Mbit/s needed, 1.8 there; sub-stream could not be played; set the"
                        + " main stream to at most 1.5 Mbit/s in the camera",
                WillItStream.stalls(target(), stream(1700), Optional.empty(), 1800));
    }

    /** 1.8 of the 4.1 Mbit/s that it makes came in its time. */
    @Test
    void aStreamThatComesSlowerThanItPlaysTellsWhatTheLineCarries() {
        var late = new StreamSeen("H264", Optional.empty(), 30, 1_125_000, millis(2195), millis(5000), millis(5100));
        var live = new StreamSeen("H264", Optional.empty(), 60, 2_562_500, millis(5000), millis(5300), millis(5400));

        assertEquals(4100, late.kilobitsPerSecond());
        assertEquals(Optional.of(1800L), late.lineKilobits());
        assertEquals(Optional.empty(), live.lineKilobits(), "a third of a second is nothing");
    }

    /** The measured line decides where there is one, and the small stream is played only where it matters. */
    @Test
    void aMeasuredLineDecides() throws IOException {
        try (var camera = camera()) {
            var check = new CameraCheck(new LoopbackVantage(camera), budget(), FAST);
            var proof = new CameraProof(
                    target(), "here", List.of(), Optional.of(stream(410)), Optional.empty(), Optional.empty());
            var logins = camera.login().logins();

            var fits = new WillItStream(check, Optional.of(6200L))
                    .in(proof)
                    .checks()
                    .getLast();
            assertTrue(
                    fits.good() && fits.result().matches("main stream fits: [0-9.]+ Mbit/s needed, 6.2 there"),
                    fits.result());
            var unknown =
                    new WillItStream(check, Optional.empty()).in(proof).checks().getLast();
            assertTrue(unknown.good() && unknown.result().endsWith("was not measured"), unknown.result());
            assertEquals(logins, camera.login().logins(), "nobody asked the camera again");

            var stalls = new WillItStream(check, Optional.of(10L)).in(proof);
            assertFalse(stalls.checks().getLast().good());
            assertTrue(stalls.checks().getLast().result().startsWith("main stream will stall: 0."), stalls.toString());
            assertTrue(stalls.problem().isEmpty(), "it is no reason to call the site broken");
            assertTrue(camera.login().logins() > logins, "the small stream was played");
        }
    }

    /** A line that carries less than the camera sends, on real sockets. */
    @Test
    void aThinLineIsFoundWithoutMeasuring() throws IOException {
        try (var camera = camera()) {
            var thin = new ThinLine(new LoopbackVantage(camera), 4 * 4000);
            var check = new CameraCheck(thin, budget(), FAST);

            var proof = new WillItStream(check, Optional.empty()).in(check.look(target(), Depth.STREAM));

            assertTrue(thin.waited, "the line was thin");
            var said = proof.checks().stream()
                    .filter(each -> each.what().equals(WillItStream.CHECK))
                    .findFirst();
            assertTrue(said.map(CameraProof.Check::result).orElse("").contains("will stall"), proof.toString());
        }
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    private static StreamSeen stream(long kilobits) {
        return new StreamSeen("H264", Optional.empty(), 60, kilobits * 625, millis(5000), millis(5000), millis(5000));
    }

    private static SimulatedCamera camera() throws IOException {
        var camera = new SimulatedCamera(
                "44:47:cc:00:11:22", Cidr.of("192.168.1.64/24"), Ipv4.of("192.168.1.1"), "viewer", "moo-9", NOW);
        camera.playsIn(FAST);
        return camera;
    }

    private LoginBudget budget() {
        return new LoginBudget(state.resolve("camera-logins"), NOW);
    }

    private static CameraTarget target() {
        return new CameraTarget(
                "yard",
                "10.77.0.18",
                554,
                80,
                "192.168.1.64",
                Optional.of(new Login("viewer", Secret.of("moo-9"))),
                Paths.HIKVISION);
    }

    /** Carries so many bytes a second of a stream; pictures and short answers go through. */
    private static final class ThinLine implements Vantage {
        private final Vantage behind;
        private final int bytesPerSecond;
        private boolean waited;

        ThinLine(Vantage behind, int bytesPerSecond) {
            this.behind = behind;
            this.bytesPerSecond = bytesPerSecond;
        }

        @Override
        public Dial dial(String host, int port, Duration timeout) {
            var dial = behind.dial(host, port, timeout);
            return dial instanceof Dial.Connected line && port == 554
                    ? new Dial.Connected(slow(line.in()), line.out(), line, line.took())
                    : dial;
        }

        private InputStream slow(InputStream in) {
            return new FilterInputStream(in) {
                private final long start = System.nanoTime();
                private long carried;

                @Override
                public int read(byte[] into, int from, int length) throws IOException {
                    var count = super.read(into, from, Math.min(length, bytesPerSecond / 10));
                    carried += Math.max(0, count);
                    pauseUntil(start + Math.max(0, carried - 3000) * 1_000_000_000L / bytesPerSecond);
                    return count;
                }
            };
        }

        private void pauseUntil(long nanos) {
            try {
                waited |= !new CountDownLatch(1).await(nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public String where() {
            return "behind a thin line";
        }
    }
}
