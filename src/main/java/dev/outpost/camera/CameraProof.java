package dev.outpost.camera;

import dev.outpost.step.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was fetched from one camera, and from where.
 *
 * @param from the vantage, in words
 * @param checks in the order they were made; the first that failed is the last
 * @param stream where it was played
 * @param picture where one came
 * @param problem what stopped it
 */
public record CameraProof(
        CameraTarget camera,
        String from,
        List<Check> checks,
        Optional<StreamSeen> stream,
        Optional<Picture> picture,
        Optional<Problem> problem) {

    /**
     * One thing that was tried.
     *
     * @param what "TCP 554", "RTSP DESCRIBE"
     * @param result what came back, in words
     */
    public record Check(String what, boolean good, String result, Duration took) {}

    public CameraProof {
        checks = List.copyOf(checks);
    }

    /** The same with one thing more that was looked at; the first problem stays the first. */
    public CameraProof with(Check more, Optional<Problem> found) {
        var all = new ArrayList<>(checks);
        all.add(more);
        return new CameraProof(camera, from, all, stream, picture, problem.or(() -> found));
    }

    /** The same with its picture compared with the last one that was kept. */
    public CameraProof after(Optional<String> lastPicture) {
        var compared =
                new CameraProof(camera, from, checks, stream, picture.map(now -> now.after(lastPicture)), problem);
        var isRepeated =
                compared.picture().flatMap(Picture::changed).filter(is -> !is).isPresent();
        return isRepeated
                ? compared.with(
                        new Check(
                                "picture is new",
                                false,
                                "the very same as the last time, bit for bit: it may show what was, not what is",
                                Duration.ZERO),
                        Optional.empty())
                : compared;
    }

    /** The owner sees the camera from there. */
    public boolean isProven() {
        return problem.isEmpty() && picture.isPresent();
    }
}
