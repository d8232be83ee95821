package dev.outpost.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpost.bench.camera.SimulatedCamera;
import dev.outpost.bench.camera.VideoFile;
import dev.outpost.camera.KeyFrames.RtpPacket;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.shell.Secret;
import dev.outpost.step.Ticker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bench's streams before a decoder that nobody here wrote: Debian's ffmpeg. */
class DecoderTest {
    private static final byte[] START = {0, 0, 0, 1};

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void takesTheKeyFrameAndAgreesOnItsSize(VideoFile video) throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/ffmpeg")) && Files.isExecutable(Path.of("/usr/bin/ffprobe")),
                "ffmpeg is not installed: apt install ffmpeg");
        var key = new ByteArrayOutputStream();
        var codec = VideoCodec.valueOf(video.name());
        var size = Optional.<FrameSize>empty();
        for (var unit : video.frames().getFirst()) {
            key.writeBytes(START);
            key.writeBytes(unit);
            if (codec.isParameters(codec.type(unit))) {
                size = codec.size(unit);
            }
        }
        var file = Files.write(folder.resolve("key"), key.toByteArray());
        var format = video == VideoFile.H264 ? "h264" : "hevc";

        assertEquals(
                size.orElseThrow().width() + "," + size.orElseThrow().height(),
                said(
                        "/usr/bin/ffprobe",
                        "-v",
                        "error",
                        "-f",
                        format,
                        "-of",
                        "csv=p=0",
                        "-show_entries",
                        "stream=width,height",
                        file.toString()));
        assertEquals(
                "",
                said(
                        "/usr/bin/ffmpeg",
                        "-v",
                        "warning",
                        "-xerror",
                        "-f",
                        format,
                        "-i",
                        file.toString(),
                        "-f",
                        "null",
                        "-"));
        assertEquals(
                "1",
                said(
                        "/usr/bin/ffprobe",
                        "-v",
                        "error",
                        "-f",
                        format,
                        "-count_frames",
                        "-of",
                        "csv=p=0",
                        "-show_entries",
                        "stream=nb_read_frames",
                        file.toString()));
    }

    /** Its login, its session and its packets, by a client that nobody here wrote. */
    @ParameterizedTest
    @EnumSource
    void playsTheSimulatedCamera(VideoFile video) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ffmpeg")), "ffmpeg is not installed: apt install ffmpeg");
        try (var camera = new SimulatedCamera(
                "44:47:cc:00:11:22",
                Cidr.of("192.168.1.64/24"),
                Ipv4.of("192.168.1.1"),
                "viewer",
                "moo-moo-9",
                Clock.systemUTC())) {
            camera.encodes(video);
            var port = camera.service(554).orElseThrow().getPort();

            var words = said(
                    "/usr/bin/ffmpeg",
                    "-v",
                    "warning",
                    "-rtsp_transport",
                    "tcp",
                    "-i",
                    "rtsp://viewer:moo-moo-9@127.0.0.1:" + port + "/Streaming/Channels/101",
                    "-frames:v",
                    "10",
                    "-f",
                    "framemd5",
                    folder.resolve("frames").toString());

            assertEquals("", words);
            assertEquals(
                    10,
                    Files.readAllLines(folder.resolve("frames")).stream()
                            .filter(line -> !line.startsWith("#"))
                            .count());
            assertEquals(0, camera.login().failures());
        }
    }

    /** What came in packets is put together as it was before. */
    @ParameterizedTest
    @EnumSource
    void isAskedByTheProofItself(VideoFile video) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ffmpeg")), "ffmpeg is not installed: apt install ffmpeg");
        try (var camera = new SimulatedCamera(
                "44:47:cc:00:11:22",
                Cidr.of("192.168.1.64/24"),
                Ipv4.of("192.168.1.1"),
                "viewer",
                "moo-moo-9",
                Clock.systemUTC())) {
            camera.encodes(video);
            var login = new Login("viewer", Secret.of("moo-moo-9"));
            var target = new CameraTarget(
                    "yard", "10.77.0.18", 554, 80, "192.168.1.64", Optional.of(login), CameraTarget.Paths.HIKVISION);
            var budget = new LoginBudget(folder.resolve("camera-logins"), Clock.systemUTC());

            var proof = new CameraCheck(new LoopbackVantage(camera), budget).look(target, Depth.STREAM);

            var stream = proof.checks().stream()
                    .filter(check -> check.what().equals("stream"))
                    .findFirst()
                    .orElseThrow();
            assertTrue(stream.result().endsWith("; ffmpeg decodes it"), stream::toString);
        }
    }

    /** It has the name of a key frame, and its length, and is noise. */
    @ParameterizedTest
    @EnumSource
    void takesNoNoiseForAPicture(VideoFile video) {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ffmpeg")), "ffmpeg is not installed: apt install ffmpeg");
        var codec = VideoCodec.valueOf(video.name());
        var frames = new KeyFrames(codec);
        for (var unit : video.frames().getFirst()) {
            var isPicture = codec.isKey(codec.type(unit));
            frames.take(new RtpPacket(isPicture, 96, 0, isPicture ? noise(unit) : unit));
        }

        assertTrue(frames.isSeen());
        assertEquals(Optional.of(false), StreamMeter.decodes(codec, frames.first(), Ticker.REAL));
    }

    private static byte[] noise(byte[] unit) {
        var noise = Arrays.copyOf(unit, 4_000);
        var random = new Random(7);
        for (int at = 2; at < noise.length; at++) {
            noise[at] = (byte) (1 + random.nextInt(255));
        }
        return noise;
    }

    private String said(String... command) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        try (var out = process.inputReader()) {
            var words = String.join("\n", out.lines().toList()).strip();
            assertEquals(0, process.waitFor(), words);
            return words;
        }
    }
}
