package dev.outpost.camera;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpost.bench.camera.VideoFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
            if (codec.isParameters(codec.type(unit, 0))) {
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
