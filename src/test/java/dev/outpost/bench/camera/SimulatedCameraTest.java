package dev.outpost.bench.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedCameraTest {

    private static final String PICTURE = "/ISAPI/Streaming/channels/101/picture";
    private static final String STREAM = "rtsp://192.168.1.64:554/Streaming/Channels/101";

    private final SimulatedCamera camera;

    SimulatedCameraTest() throws IOException {
        camera = new SimulatedCamera(
                "44:47:cc:00:11:22",
                Cidr.of("192.168.1.64/24"),
                Ipv4.of("192.168.1.1"),
                "viewer",
                "right",
                () -> Instant.parse("2026-11-22T21:04:03Z"));
    }

    @AfterEach
    void stop() throws IOException {
        camera.close();
    }

    @Test
    void tellsAnybodyWhichRtspMethodsItKnows() throws IOException {
        var answer = rtsp("OPTIONS", "");

        assertTrue(answer.startsWith("RTSP/1.0 200 OK\r\nCSeq: 7\r\n"), answer);
        assertTrue(answer.contains("Public: OPTIONS, DESCRIBE, SETUP, PLAY"), answer);
    }

    @Test
    void describesItsStreamOnlyAfterDigest() throws IOException {
        var asked = rtsp("DESCRIBE", "");

        assertTrue(asked.startsWith("RTSP/1.0 401 Unauthorized"), asked);
        var described = rtsp("DESCRIBE", authorization(asked, "DESCRIBE", STREAM, "right"));
        assertTrue(described.startsWith("RTSP/1.0 200 OK"), described);
        assertTrue(described.contains("a=rtpmap:96 H264/90000"), described);
        assertEquals(0, camera.login().failures());
    }

    @Test
    void countsAWrongPasswordAndStillAdmitsTheRightOne() throws IOException {
        var challenge = rtsp("DESCRIBE", "");

        var refused = rtsp("DESCRIBE", authorization(challenge, "DESCRIBE", STREAM, "wrong"));

        assertTrue(refused.startsWith("RTSP/1.0 401"), refused);
        assertEquals(1, camera.login().failures());
        assertTrue(rtsp("DESCRIBE", authorization(challenge, "DESCRIBE", STREAM, "right"))
                .startsWith("RTSP/1.0 200"));
    }

    @Test
    void shutsTheLoginAfterSevenWrongPasswords() throws IOException {
        var challenge = rtsp("DESCRIBE", "");
        for (var attempt = 0; attempt < 7; attempt++) {
            rtsp("DESCRIBE", authorization(challenge, "DESCRIBE", STREAM, "wrong"));
        }

        var right = rtsp("DESCRIBE", authorization(challenge, "DESCRIBE", STREAM, "right"));

        assertTrue(right.startsWith("RTSP/1.0 401"), right);
    }

    @Test
    void refusesEverybodyWhenThePasswordWasChanged() throws IOException {
        var challenge = rtsp("DESCRIBE", "");
        camera.knowsPassword(false);

        assertTrue(rtsp("DESCRIBE", authorization(challenge, "DESCRIBE", STREAM, "right"))
                .startsWith("RTSP/1.0 401"));
    }

    @Test
    void givesAPictureThatDecodes() throws IOException {
        var asked = exchange(80, "GET " + PICTURE + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertTrue(asked.startsWith("HTTP/1.1 401 Unauthorized\r\nServer: App-webs/"), asked);

        var answer = exchange(
                80,
                "GET " + PICTURE + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                        + authorization(asked, "GET", PICTURE, "right") + "\r\n");

        var body = answer.substring(answer.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.ISO_8859_1);
        var image = ImageIO.read(new ByteArrayInputStream(body));
        assertEquals(1920, image.getWidth());
        assertEquals(1080, image.getHeight());
    }

    @Test
    void cutsConnectionsWhenItLosesItsLink() throws IOException {
        try (var socket = new Socket()) {
            socket.connect(camera.service(554).orElseThrow());
            socket.getOutputStream().write("OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertEquals('R', socket.getInputStream().read());

            camera.hasLink(false);

            assertFalse(camera.hasLink());
            socket.setSoTimeout(5_000);
            assertTrue(endsWithoutMore(socket));
        }
    }

    private static boolean endsWithoutMore(Socket socket) {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (java.net.SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private String rtsp(String method, String login) throws IOException {
        return exchange(554, method + " " + STREAM + " RTSP/1.0\r\nCSeq: 7\r\n" + login + "\r\n");
    }

    private String exchange(int port, String request) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(camera.service(port).orElseThrow());
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static String authorization(String challenge, String method, String uri, String password) {
        var realm = field(challenge, "realm");
        var nonce = field(challenge, "nonce");
        var start = DigestLogin.hex("MD5", "viewer:" + realm + ":" + password);
        var end = DigestLogin.hex("MD5", method + ":" + uri);
        var qop = challenge.contains("qop=");
        var middle = qop ? nonce + ":00000001:abc:auth" : nonce;
        return "Authorization: Digest username=\"viewer\", realm=\"" + realm + "\", nonce=\"" + nonce + "\", uri=\""
                + uri
                + "\", " + (qop ? "qop=auth, nc=00000001, cnonce=\"abc\", " : "") + "response=\""
                + DigestLogin.hex("MD5", start + ":" + middle + ":" + end) + "\"\r\n";
    }

    private static String field(String challenge, String name) {
        var found = Pattern.compile(name + "=\"([^\"]+)\"").matcher(challenge);
        assertTrue(found.find(), challenge);
        return found.group(1);
    }
}
