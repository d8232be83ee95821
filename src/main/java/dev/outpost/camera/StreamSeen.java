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
 * @param arrived from its first packet here to its last: longer than it plays where the line is too thin for it
 * @param watched how long that took here
 */
public record StreamSeen(
        String codec,
        Optional<FrameSize> size,
        int frames,
        long bytes,
        Duration playing,
        Duration arrived,
        Duration watched) {

    /** So much any line wavers. */
    private static final Duration LATE = Duration.ofMillis(500);

    /** Pictures a second, by the stream's own clock. */
    public double framesPerSecond() {
        return playing.isPositive() ? (frames - 1) * 1e9 / playing.toNanos() : 0;
    }

    /** What it takes of the line, kilobits a second. */
    public long kilobitsPerSecond() {
        return playing.isPositive() ? Math.round(bytes * 8e6 / playing.toNanos()) : 0;
    }

    /** What the line carried a second, kilobits, where the stream came slower than it plays; empty where it kept up: then the line carries more. */
    public Optional<Long> lineKilobits() {
        var late = arrived.minus(playing);
        return playing.isPositive()
                        && late.compareTo(LATE) > 0
                        && late.multipliedBy(7).compareTo(arrived) > 0
                ? Optional.of(Math.round(bytes * 8e6 / arrived.toNanos()))
                : Optional.empty();
    }

    /** Where no key frame was among it. */
    String without() {
        return "no key frame in " + watched.toMillis() + " ms, " + frames + " frames, " + bytes + " bytes"
                + (bytes == 0
                        ? ": nothing came behind its short answers, as where packets of full size are lost on the way (MTU)"
                        : "");
    }

    /** "H264, 1920 × 1080, a key frame, 12.0 frames a second, 410 kbit/s". */
    public String words() {
        return codec + size.map(pixels -> ", " + pixels).orElse("") + ", a key frame, "
                + String.format(Locale.ROOT, "%.1f", framesPerSecond()) + " frames a second, " + kilobitsPerSecond()
                + " kbit/s";
    }
}
