package dev.outpost.proof;

import dev.outpost.camera.CameraCheck;
import dev.outpost.camera.CameraProof;
import dev.outpost.camera.CameraProof.Check;
import dev.outpost.camera.CameraTarget;
import dev.outpost.camera.StreamSeen;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Says whether a camera's stream can be watched through the site's line without stalling.
 *
 * @param check plays the small stream, where the full one does not fit
 * @param measured kilobits a second that the site can send; absent: only what the stream itself showed is known
 */
record WillItStream(CameraCheck check, Optional<Long> measured) {
    static final String CHECK = "will it stream";

    /** A line wavers: less to spare than a fifth stalls now and then. */
    private static final double SPARE = 1.2;

    /** The same proof with the answer; unchanged where no stream was played. */
    CameraProof in(CameraProof proof) {
        return proof.stream()
                .map(main -> proof.with(answer(proof.camera(), main), Optional.empty()))
                .orElse(proof);
    }

    private Check answer(CameraTarget camera, StreamSeen main) {
        var there = measured.or(main::lineKilobits);
        if (there.isEmpty()) {
            return said(
                    true,
                    "main stream comes as fast as it plays: " + megabits(main.kilobitsPerSecond())
                            + " Mbit/s; how much more the line carries was not measured");
        }
        if (fits(main, there.get())) {
            return said(true, "main stream fits: " + needed(main, there.get()));
        }
        var small = check.small(camera).stream();
        return said(false, stalls(camera, main, small, there.get()));
    }

    private static Check said(boolean good, String words) {
        return new Check(CHECK, good, words, Duration.ZERO);
    }

    private static boolean fits(StreamSeen stream, long there) {
        return stream.kilobitsPerSecond() * SPARE <= there;
    }

    private static String needed(StreamSeen stream, long there) {
        return megabits(stream.kilobitsPerSecond()) + " Mbit/s needed, " + megabits(there) + " there";
    }

    /** The verdict, and what would change it. */
    static String stalls(CameraTarget camera, StreamSeen main, Optional<StreamSeen> small, long there) {
        var verdict = main.kilobitsPerSecond() > there ? "will stall: " : "will stall now and then: ";
        var set = "set the main stream to at most " + megabits(Math.round(there / SPARE)) + " Mbit/s in the camera";
        var change = small.map(stream -> fits(stream, there)
                        ? "sub-stream fits (" + megabits(stream.kilobitsPerSecond()) + "): watch " + camera.rtspSmall()
                                + ", or " + set
                        : "sub-stream does not fit either (" + megabits(stream.kilobitsPerSecond())
                                + "): set both lower, or find a better signal")
                .orElse("sub-stream could not be played; " + set);
        return "main stream " + verdict + needed(main, there) + "; " + change;
    }

    static String megabits(long kilobits) {
        return String.format(Locale.ROOT, kilobits < 100 ? "%.2f" : "%.1f", kilobits / 1000.0);
    }
}
