package dev.outpost.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpost.FreePort;
import dev.outpost.bench.camera.VideoFile;
import dev.outpost.camera.CameraTarget.Paths;
import dev.outpost.reach.SystemVantage;
import dev.outpost.relay.UdpEar;
import dev.outpost.shell.LocalLink;
import dev.outpost.shell.Secret;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.Ticker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole proof of a camera before servers that nobody here wrote: GStreamer's for its stream, nginx for its picture. */
class RealServersIT {
    private static final String PICTURE = "/snapshot.jpg";

    @TempDir
    Path folder;

    private final List<Process> servers = new ArrayList<>();

    @BeforeEach
    void areThere() {
        assumeTrue(
                Files.isDirectory(Path.of("/usr/share/doc/gir1.2-gst-rtsp-server-1.0"))
                        && Files.isDirectory(Path.of("/usr/share/doc/python3-gi"))
                        && Files.isExecutable(Path.of("/usr/bin/ffmpeg"))
                        && Files.isExecutable(Path.of("/usr/sbin/nginx")),
                "apt-get install gir1.2-gst-rtsp-server-1.0 python3-gi gstreamer1.0-plugins-good gstreamer1.0-plugins-bad ffmpeg nginx-light");
    }

    @AfterEach
    void end() throws InterruptedException {
        for (var server : servers) {
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @EnumSource
    void areProven(VideoFile video) throws Exception {
        var proof = look(video, "moo-moo-9");

        assertTrue(proof.isProven(), proof::toString);
        var seen = proof.stream().orElseThrow();
        assertEquals(video.name(), seen.codec());
        assertEquals(Optional.of(new FrameSize(1920, 1080)), seen.size());
        assertEquals(12.0, seen.framesPerSecond(), 1.0);
        assertTrue(seen.kilobitsPerSecond() > 20 && seen.kilobitsPerSecond() < 200, seen::toString);
        var picture = proof.picture().orElseThrow();
        assertTrue(picture.width() >= 320, picture::toString);
        assertTrue(picture.clock().ahead().isPresent(), "nginx says what time it is");
    }

    @Test
    void refuseAWrongPasswordOnce() throws Exception {
        var proof = look(VideoFile.H264, "guess");

        assertEquals(
                ProblemCode.CAM_PASSWORD_WRONG, proof.problem().orElseThrow().code());
    }

    /** The relay's own ears, which open two ports and knock, before a server that sends from two of its own. */
    @ParameterizedTest
    @EnumSource
    void areHeardOverUdp(VideoFile video) throws Exception {
        var camera = camera(video, "moo-moo-9", 80);
        try (var ear = UdpEar.on(new LocalLink(), camera.host(), Ticker.REAL)) {
            var found = check().overUdp(camera, ear).orElseThrow();

            assertTrue(found.good(), found::result);
            assertTrue(
                    found.result().matches("\\d+ packets, the largest (1[0-4]|[5-9])\\d\\d bytes, .* lost"),
                    found::result);
        }
    }

    private CameraProof look(VideoFile video, String password) throws Exception {
        return check().look(camera(video, password, http()), Depth.STREAM);
    }

    private CameraCheck check() {
        var budget = new LoginBudget(folder.resolve("camera-logins"), Clock.systemUTC());
        return new CameraCheck(SystemVantage.anywhere(), budget);
    }

    private CameraTarget camera(VideoFile video, String password, int web) throws Exception {
        var login = new Login("viewer", Secret.of(password), true);
        var paths = new Paths("/main", "/main", PICTURE, "/about", "/time");
        return new CameraTarget("yard", "127.0.0.1", rtsp(video), web, "127.0.0.1", Optional.of(login), paths);
    }

    /** Half a minute of the bench's video, played as a camera plays, behind digest. */
    private int rtsp(VideoFile video) throws IOException, InterruptedException {
        var isH264 = video == VideoFile.H264;
        var raw = folder.resolve(isH264 ? "yard.h264" : "yard.h265");
        try (var out = Files.newOutputStream(raw)) {
            for (int times = 0; times < 15; times++) {
                for (var frame : video.frames()) {
                    for (var unit : frame) {
                        out.write(new byte[] {0, 0, 0, 1});
                        out.write(unit);
                    }
                }
            }
        }
        var film = folder.resolve("yard.mkv");
        var made = new ProcessBuilder(
                        "ffmpeg",
                        "-v",
                        "error",
                        "-fflags",
                        "+genpts",
                        "-r",
                        "12",
                        "-i",
                        raw.toString(),
                        "-c",
                        "copy",
                        film.toString())
                .inheritIO()
                .start();
        assertEquals(0, made.waitFor());
        var server = start(
                "/usr/bin/python3",
                script().toString(),
                "viewer",
                "moo-moo-9",
                "/main",
                isH264 ? "h264" : "h265",
                film.toString());
        var said =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8)).readLine();
        assertTrue(said != null && said.matches("\\d+"), "the server said " + said);
        return Integer.parseInt(said);
    }

    private Path script() throws IOException {
        try (var in = Objects.requireNonNull(RealServersIT.class.getResourceAsStream("/camera/rtsp-server.py"))) {
            var script = folder.resolve("rtsp-server.py");
            Files.copy(in, script);
            return script;
        }
    }

    /** One picture behind the only login that it has: basic. */
    private int http() throws IOException {
        var port = FreePort.any();
        var pages = Files.createDirectories(folder.resolve("pages"));
        try (var in = Objects.requireNonNull(VideoFile.class.getResourceAsStream("yard.jpg"))) {
            Files.copy(in, pages.resolve("snapshot.jpg"));
        }
        Files.writeString(folder.resolve("users"), "viewer:{PLAIN}moo-moo-9\n");
        var conf = Files.writeString(folder.resolve("nginx.conf"), """
                daemon off; master_process off; pid %1$s/pid; error_log %1$s/errors;
                events {}
                http { access_log off; client_body_temp_path %1$s; proxy_temp_path %1$s; fastcgi_temp_path %1$s; uwsgi_temp_path %1$s; scgi_temp_path %1$s;
                server { listen 127.0.0.1:%2$d; root %1$s/pages; types { image/jpeg jpg; } auth_basic camera; auth_basic_user_file %1$s/users; } }
                """.formatted(folder, port));
        start("/usr/sbin/nginx", "-e", folder.resolve("errors").toString(), "-c", conf.toString());
        return port;
    }

    private Process start(String... command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        servers.add(process);
        return process;
    }
}
