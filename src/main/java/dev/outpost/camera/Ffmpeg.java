package dev.outpost.camera;

import dev.outpost.step.Alarm;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** ffmpeg, where it is on this computer: whether what a camera calls a key frame is a picture. It gets the frame's bytes and nothing else. */
final class Ffmpeg {
    /** A frame of 4K on a small processor takes half a second. */
    private static final Duration LONGEST = Duration.ofSeconds(4);

    /** Of what it may say; the rest is not read. */
    private static final int MOST_SAID = 64 << 10;

    private static final String MOST_MEMORY = Integer.toString(128 << 20);

    private Ffmpeg() {}

    /**
     * Decodes one frame.
     *
     * @param frame as annex B has it, with its parameters
     * @return empty where there is no ffmpeg, it took too long, or it does not know the codec
     */
    static Optional<Boolean> decodes(VideoCodec codec, byte[] frame, Ticker ticker) {
        var form = codec == VideoCodec.H264 ? "h264" : "hevc";
        try {
            var process = new ProcessBuilder(
                            "ffmpeg",
                            "-v",
                            "error",
                            "-protocol_whitelist",
                            "pipe",
                            "-max_alloc",
                            MOST_MEMORY,
                            "-threads",
                            "1",
                            "-f",
                            form,
                            "-i",
                            "pipe:0",
                            "-frames:v",
                            "1",
                            "-f",
                            "framemd5",
                            "pipe:1")
                    .redirectErrorStream(true)
                    .start();
            try (var limit = Alarm.at(ticker.in(LONGEST), process::destroyForcibly);
                    var out = process.getInputStream()) {
                Thread.ofVirtual().name("a frame for ffmpeg").start(() -> give(process.getOutputStream(), frame));
                var said = new String(out.readNBytes(MOST_SAID), StandardCharsets.UTF_8);
                return limit.rang() || isAtALoss(said) ? Optional.empty() : Optional.of(hasFrame(said));
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    private static void give(OutputStream in, byte[] frame) {
        try (in) {
            in.write(frame);
        } catch (IOException enough) {
            return; // it has what it wants
        }
    }

    /** Built without the codec, as some systems do. */
    private static boolean isAtALoss(String said) {
        var words = said.toLowerCase(Locale.ROOT);
        return words.contains("unknown input format")
                || words.contains("decoder not found")
                || words.contains("(decoder");
    }

    /** "0, 0, 0, 1, 3110400, 6d2c…" stands there for each frame. */
    private static boolean hasFrame(String said) {
        return said.lines().anyMatch(line -> line.matches("0,\\s*-?\\d+,.*[0-9a-f]{32}"));
    }
}
