package dev.outpost.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.camera.DigestLogin;
import dev.outpost.bench.camera.SimulatedCamera;
import dev.outpost.bench.camera.VideoFile;
import dev.outpost.camera.CameraProof.Check;
import dev.outpost.camera.CameraTarget.Paths;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.profile.ExploitedFirmware;
import dev.outpost.reach.Dial;
import dev.outpost.reach.Vantage;
import dev.outpost.shell.Secret;
import dev.outpost.step.ProblemCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CameraCheckTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-22T20:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path state;

    private SimulatedCamera camera;
    private LoginBudget budget;

    @BeforeEach
    void powerOn() throws IOException {
        camera = new SimulatedCamera(
                "44:47:cc:00:11:22", Cidr.of("192.168.1.64/24"), Ipv4.of("192.168.1.1"), "viewer", "moo-moo-9", NOW);
        budget = new LoginBudget(state.resolve("camera-logins"), NOW);
    }

    @AfterEach
    void powerOff() throws IOException {
        camera.close();
    }

    @Test
    void bringsAPictureAndTheTimeOfEachStep() {
        var proof = look("moo-moo-9");

        assertTrue(proof.isProven(), proof::toString);
        assertEquals(
                List.of(
                        "TCP 554",
                        "RTSP OPTIONS",
                        "RTSP DESCRIBE",
                        "RTSP SETUP",
                        "RTSP PLAY",
                        "stream",
                        "TCP 80",
                        "picture"),
                proof.checks().stream().map(Check::what).toList());
        assertTrue(proof.checks().stream().allMatch(Check::good));
        var picture = proof.picture().orElseThrow();
        assertTrue(picture.width() >= 320 && picture.height() >= 180, picture::toString);
        assertTrue(picture.sha256().matches("[0-9a-f]{64}"));
        assertEquals(0, camera.login().failures());
    }

    @ParameterizedTest
    @EnumSource
    void playsTheStreamUntilAKeyFrameCame(VideoFile video) {
        camera.encodes(video);

        var proof = look("moo-moo-9");

        var seen = proof.stream().orElseThrow();
        assertEquals(video.name(), seen.codec());
        assertEquals(Optional.of(new FrameSize(1920, 1080)), seen.size());
        assertEquals(12.0, seen.framesPerSecond(), 0.5);
        assertTrue(seen.playing().compareTo(Duration.ofSeconds(4)) > 0, seen::toString);
        assertTrue(seen.kilobitsPerSecond() > 20 && seen.kilobitsPerSecond() < 200, seen::toString);
        assertTrue(proof.isProven(), proof::toString);
    }

    /** Its paths are none that we know: it is asked for them by ONVIF, once, and with one login. */
    @Test
    void findsStreamAndPictureOfAnotherMakersCamera() {
        camera.speaksOnvifOnly("viewer", "moo-moo-9");

        var proof = look("moo-moo-9");

        assertTrue(proof.isProven(), proof::toString);
        assertTrue(proof.stream().isPresent(), proof::toString);
        assertEquals(
                "rtsp://10.77.0.18/cam/realmonitor?channel=1&subtype=0",
                proof.camera().rtsp());
        assertEquals(
                "rtsp://10.77.0.18/cam/realmonitor?channel=1&subtype=1",
                proof.camera().rtspSmall());
        assertEquals(
                1,
                proof.checks().stream()
                        .filter(check -> check.what().equals("ONVIF"))
                        .count());
        assertEquals(0, camera.login().failures());
    }

    /** A user of its web pages is none of ONVIF: that counts as a failed login, and nothing more is tried. */
    @Test
    void asksNoFurtherWhereOnvifDoesNotLetItIn() {
        camera.speaksOnvifOnly("somebody", "else-entirely");

        var proof = look("moo-moo-9");

        assertEquals(ProblemCode.CAM_ODD_ANSWER, proof.problem().orElseThrow().code());
        assertFalse(budget.allows("yard"));
    }

    @Test
    void knowsAnotherMakersFirmwareByOnvif() {
        camera.speaksOnvifOnly("viewer", "moo-moo-9");
        camera.runsFirmwareOf(200714);

        var problem =
                firmware().exploited("yard", ExploitedFirmware.shipped().rows()).orElseThrow();

        assertEquals(ProblemCode.CAM_EXPLOITED, problem.code());
        assertTrue(problem.what().contains("IPC-HFW2431S-S-S2 runs 2.800.0000000.16.R"), problem.what());
        camera.runsFirmwareOf(250901);
        assertTrue(
                firmware().exploited("yard", ExploitedFirmware.shipped().rows()).isEmpty());
    }

    /** The camera's clock stands still here, and its picture with it. */
    @Test
    void isToldToRepeatItself() {
        var first = look("moo-moo-9");
        var second = look("moo-moo-9").after(first.picture().map(Picture::sha256));

        assertTrue(first.after(Optional.empty()).checks().stream().allMatch(Check::good));
        assertEquals("picture is new", second.checks().getLast().what());
        assertFalse(second.checks().getLast().good());
        assertEquals(Optional.of(false), second.picture().orElseThrow().changed());
    }

    @Test
    void fetchesNothingButThePictureWhereItShallBeCheap() {
        var proof = new CameraCheck(new LoopbackVantage(camera), budget).look(target("moo-moo-9"), Depth.PICTURE);

        assertTrue(proof.isProven(), proof::toString);
        assertEquals(
                List.of("TCP 80", "picture"),
                proof.checks().stream().map(Check::what).toList());
    }

    @Test
    void offersAWrongPasswordOnceARun() {
        var first = look("guess");
        var second = look("guess");

        assertEquals(
                ProblemCode.CAM_PASSWORD_WRONG, first.problem().orElseThrow().code());
        assertEquals(
                ProblemCode.CAM_PASSWORD_WAIT, second.problem().orElseThrow().code());
        assertEquals(1, camera.login().failures());
        assertFalse(first.toString().contains("guess"));
    }

    @Test
    void offersAWrongPasswordTwiceAnHourOverAllRuns() {
        look("guess");
        budget = new LoginBudget(state.resolve("camera-logins"), NOW);
        look("guess");
        budget = new LoginBudget(state.resolve("camera-logins"), NOW);
        var third = look("guess");

        assertEquals(2, camera.login().failures());
        assertTrue(third.problem().orElseThrow().next().contains("2026-11-22T21:00:00Z"));

        budget = new LoginBudget(state.resolve("camera-logins"), Clock.offset(NOW, Duration.ofMinutes(61)));
        assertTrue(budget.allows("yard"));
    }

    @ParameterizedTest
    @CsvSource({
        "MD5, auth",
        "MD5, auth-int",
        "MD5-sess, auth",
        "MD5-sess, auth-int",
        "MD5, ''",
        "SHA-256, auth",
        "SHA-256, auth-int",
        "SHA-256-sess, auth",
        "SHA-256, ''"
    })
    void answersEachFormOfDigest(String algorithm, String qop) {
        camera.login().asks(new DigestLogin.Form(algorithm, qop));

        var proof = look("moo-moo-9");

        assertTrue(proof.isProven(), proof::toString);
        assertEquals(0, camera.login().failures());
    }

    @ParameterizedTest
    @CsvSource({"SHA-512-256, auth", "MD5, auth-conf", "MD5-sess, ''"})
    void usesUpNoTryWhereItDoesNotKnowTheForm(String algorithm, String qop) {
        camera.login().asks(new DigestLogin.Form(algorithm, qop));

        var problem = look("moo-moo-9").problem().orElseThrow();

        assertEquals(ProblemCode.CAM_LOGIN_UNKNOWN, problem.code());
        assertEquals(0, camera.login().logins());
        assertTrue(budget.allows("yard"));
    }

    @Test
    void showsThePasswordToNobodyUnlessTheOwnerAllowsIt() {
        camera.login().asks(new DigestLogin.Form("basic", ""));

        var refused = look("moo-moo-9");
        assertEquals(
                ProblemCode.CAM_LOGIN_BASIC, refused.problem().orElseThrow().code());
        assertEquals(0, camera.login().logins());
        assertTrue(budget.allows("yard"));

        var allowed = new Login("viewer", Secret.of("moo-moo-9"), true);
        var proof =
                new CameraCheck(new LoopbackVantage(camera), budget).look(target(Optional.of(allowed)), Depth.STREAM);
        assertTrue(proof.isProven(), proof::toString);
    }

    @Test
    void tellsTheEndOfALockOutAndOffersNothingBeforeIt() {
        for (int times = 0; times < 7; times++) {
            new CameraCheck(new LoopbackVantage(camera), fresh()).look(target("guess"), Depth.STREAM);
        }
        assertEquals(7, camera.login().failures());
        var offered = camera.login().logins();

        var answer = new CameraCheck(new LoopbackVantage(camera), budget).firmware(target("moo-moo-9"));

        assertEquals(new Firmware.Answer.Unknown("it has locked this address for 1800 s more"), answer);
        assertEquals(offered, camera.login().logins(), "it was offered a login although it said that it is locked");
        var next = budget.next("yard").orElseThrow();
        assertEquals(NOW.instant().plusSeconds(1800), next);
        assertTrue(look("moo-moo-9").problem().orElseThrow().next().contains("20:30:00"));
        assertTrue(new LoginBudget(state.resolve("camera-logins"), Clock.offset(NOW, Duration.ofMinutes(31)))
                .allows("yard"));
    }

    @Test
    void asksForAPasswordWhereTheSiteFileHasNone() {
        var proof = new CameraCheck(new LoopbackVantage(camera), budget).look(target(Optional.empty()), Depth.STREAM);

        assertEquals(
                ProblemCode.CAM_PASSWORD_MISSING, proof.problem().orElseThrow().code());
        assertEquals(0, camera.login().failures());
    }

    @Test
    void asksWithoutAPasswordWhetherTheCameraIsThere() {
        var proof = new CameraCheck(new LoopbackVantage(camera), budget).answers(target(Optional.empty()));

        assertTrue(proof.problem().isEmpty(), proof::toString);
    }

    @Test
    void saysThatPowerOrCableIsMissing() {
        camera.hasLink(false);

        assertEquals(
                ProblemCode.CAM_UNREACHABLE,
                look("moo-moo-9").problem().orElseThrow().code());
    }

    @Test
    void takesSilenceForAMissingGateway() {
        var proof = new CameraCheck(vantage(new Dial.Silent(Duration.ofSeconds(5))), budget)
                .look(target("x"), Depth.STREAM);

        var problem = proof.problem().orElseThrow();
        assertEquals(ProblemCode.CAM_SILENT, problem.code());
        assertTrue(problem.next().contains("gateway"));
    }

    /** Promise 7. */
    @Test
    void keepsACameraWithAttackedFirmwareOffTheInternet() {
        camera.runsFirmwareOf(190221);
        var old = firmware();
        camera.runsFirmwareOf(210628);
        var updated = firmware();

        var problem = old.exploited("yard", ExploitedFirmware.shipped().rows()).orElseThrow();
        assertEquals(ProblemCode.CAM_EXPLOITED, problem.code());
        assertTrue(problem.because().contains("CVE-2021-36260"));
        assertTrue(updated.exploited("yard", ExploitedFirmware.shipped().rows()).isEmpty());
    }

    @Test
    void isNotImpressedByNoise() {
        var noise = new ByteArrayInputStream("\0\1\2 SSH-2.0-nonsense\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        var line = new Dial.Connected(noise, new ByteArrayOutputStream(), () -> {}, Duration.ZERO);

        var proof = new CameraCheck(vantage(line), budget).look(target("x"), Depth.STREAM);

        assertEquals(ProblemCode.CAM_ODD_ANSWER, proof.problem().orElseThrow().code());
    }

    private LoginBudget fresh() {
        return new LoginBudget(state.resolve("other-" + camera.login().failures()), NOW);
    }

    private Firmware firmware() {
        var login = new Login("viewer", Secret.of("moo-moo-9"));
        var answer = new CameraCheck(new LoopbackVantage(camera), budget).firmware(target(Optional.of(login)));
        return assertInstanceOf(Firmware.Answer.Told.class, answer).firmware();
    }

    private CameraProof look(String password) {
        return new CameraCheck(new LoopbackVantage(camera), budget).look(target(password), Depth.STREAM);
    }

    private static CameraTarget target(String password) {
        return target(Optional.of(new Login("viewer", Secret.of(password))));
    }

    private static CameraTarget target(Optional<Login> login) {
        return new CameraTarget("yard", "10.77.0.18", 554, 80, "192.168.1.64", login, Paths.HIKVISION);
    }

    private static Vantage vantage(Dial answer) {
        return new Vantage() {
            @Override
            public Dial dial(String host, int port, Duration timeout) {
                return answer;
            }

            @Override
            public String where() {
                return "nowhere";
            }
        };
    }
}
