package dev.outpost.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.camera.DigestLogin;
import dev.outpost.bench.camera.SimulatedCamera;
import dev.outpost.camera.CameraCheck;
import dev.outpost.camera.CameraProof;
import dev.outpost.camera.CameraTarget;
import dev.outpost.camera.Depth;
import dev.outpost.camera.Login;
import dev.outpost.camera.LoginBudget;
import dev.outpost.camera.LoopbackVantage;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.shell.Secret;
import dev.outpost.step.ProblemCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each thing that can be wrong with the bench's camera: that it is, what the proof says of it, and that it can be mended. */
class CameraFaultsTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-22T20:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path state;

    private SimulatedCamera camera;
    private int looks;

    @BeforeEach
    void powerOn() throws IOException {
        camera = new SimulatedCamera(
                "44:47:cc:00:11:22", Cidr.of("192.168.1.64/24"), Ipv4.of("192.168.1.1"), "viewer", "moo-moo-9", NOW);
    }

    @AfterEach
    void powerOff() throws IOException {
        camera.close();
    }

    @ParameterizedTest
    @CsvSource({
        "CAMERA_INACTIVE,       CAM_REFUSED",
        "CAMERA_INACTIVE_V3,    CAM_REFUSED",
        "CAMERA_NARROW,         CAM_NO_KEYFRAME",
        "CAMERA_H265,           ",
        "CAMERA_ONE_CONNECTION, ",
        "CAMERA_CLOCK_WRONG,    ",
        "CAMERA_ONVIF_OFF,      ",
    })
    void isSeenByTheProof(Fault fault, ProblemCode code) {
        Faults.happens(fault, camera, true);
        var proof = look("moo-moo-9");

        assertEquals(Optional.ofNullable(code), proof.problem().map(problem -> problem.code()), proof::toString);
        switch (fault) {
            case CAMERA_NARROW ->
                assertTrue(proof.problem().orElseThrow().because().contains("MTU"), proof::toString);
            case CAMERA_H265 ->
                assertEquals("H265", proof.stream().orElseThrow().codec());
            case CAMERA_CLOCK_WRONG ->
                assertTrue(
                        proof.picture()
                                .orElseThrow()
                                .clock()
                                .ahead()
                                .orElseThrow()
                                .isNegative(),
                        proof::toString);
            case CAMERA_ONVIF_OFF -> assertFalse(camera.hasOnvif());
            default -> assertEquals(code == null, proof.isProven());
        }

        Faults.happens(fault, camera, false);
        var mended = look("moo-moo-9");
        assertTrue(mended.isProven(), mended::toString);
    }

    @Test
    void refusesTheSecondViewerWhereItPlaysForOne() throws IOException {
        camera.login().asks(new DigestLogin.Form("basic", ""));
        Faults.happens(Fault.CAMERA_ONE_CONNECTION, camera, true);
        var port = camera.service(554).orElseThrow();
        try (var first = new Socket(port.getAddress(), port.getPort());
                var second = new Socket(port.getAddress(), port.getPort())) {
            assertEquals("RTSP/1.0 200 OK", setup(first));
            assertEquals("RTSP/1.0 453 Not Enough Bandwidth", setup(second));
        }
    }

    private static String setup(Socket line) throws IOException {
        var login = Base64.getEncoder().encodeToString("viewer:moo-moo-9".getBytes(StandardCharsets.UTF_8));
        line.getOutputStream()
                .write(
                        ("SETUP rtsp://192.168.1.64/Streaming/Channels/101/trackID=1 RTSP/1.0\r\nCSeq: 1\r\nAuthorization: Basic "
                                        + login + "\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n")
                                .getBytes(StandardCharsets.UTF_8));
        return new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.UTF_8)).readLine();
    }

    @Test
    void locksAfterFive() {
        Faults.happens(Fault.CAMERA_LOCKS_AFTER_FIVE, camera, true);
        for (int times = 0; times < 5; times++) {
            look("guess");
        }

        assertEquals(5, camera.login().failures());
        assertFalse(look("moo-moo-9").isProven(), "the right password opens it");

        Faults.happens(Fault.CAMERA_LOCKS_AFTER_FIVE, camera, false);
        assertTrue(look("moo-moo-9").isProven());
    }

    @Test
    void standsElsewhere() {
        Faults.happens(Fault.CAMERA_IN_OTHER_SUBNET, camera, true);
        assertEquals("192.168.8.64/24", camera.address().toString());

        Faults.happens(Fault.CAMERA_IN_OTHER_SUBNET, camera, false);
        assertEquals("192.168.1.64/24", camera.address().toString());
        assertEquals(Optional.of(Ipv4.of("192.168.1.1")), camera.gateway());
    }

    /** Each look is a run of its own: what one run may try is held elsewhere. */
    private CameraProof look(String password) {
        looks++;
        var login = new Login("viewer", Secret.of(password));
        var target = new CameraTarget(
                "yard", "10.77.0.18", 554, 80, "192.168.1.64", Optional.of(login), CameraTarget.Paths.HIKVISION);
        var budget = new LoginBudget(state.resolve("camera-logins-" + looks), NOW);
        return new CameraCheck(new LoopbackVantage(camera), budget).look(target, Depth.STREAM);
    }
}
