package dev.outpost.camera;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * A stream that was really played for a while.
 *
 * @param codec "H264"
 * @param size of its pictures, as its parameters say
 * @param frames whole pictures that came
 * @param bytes that came
 * @param playing how much of the stream that was, by its own clock
 * @param watched how long that took here
 */
public record StreamSeen(
        String codec, Optional<FrameSize> size, int frames, long bytes, Duration playing, Duration watched) {

    /** Pictures a second, by the stream's own clock. */
    public double framesPerSecond() {
        return playing.isPositive() ? (frames - 1) * 1e9 / playing.toNanos() : 0;
    }

    /** What it takes of the line, kilobits a second. */
    public long kilobitsPerSecond() {
        return playing.isPositive() ? Math.round(bytes * 8e6 / playing.toNanos()) : 0;
    }

    /** Where no key frame was among it. */
    String without() {
        return "no key frame in " + watched.toMillis() + " ms, " + frames + " frames, " + bytes + " bytes";
    }

    /** "H264, 1920 × 1080, a key frame, 12.0 frames a second, 410 kbit/s". */
    public String words() {
        return codec + size.map(pixels -> ", " + pixels).orElse("") + ", a key frame, "
                + String.format(Locale.ROOT, "%.1f", framesPerSecond()) + " frames a second, " + kilobitsPerSecond()
                + " kbit/s";
    }
}
