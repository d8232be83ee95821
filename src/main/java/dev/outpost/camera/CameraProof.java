package dev.outpost.camera;

import dev.outpost.step.Narrator;
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
    public record Check(String what, boolean good, String result, Duration took) {
        private void tell(CameraTarget camera, String worth, Narrator narrator) {
            var words = camera.name() + ": " + what;
            if (good) {
                narrator.saw(words, result + worth);
            } else {
                narrator.warned(words + ": " + result);
            }
        }

        /** Says what came back. */
        public void tell(CameraTarget camera, Narrator narrator) {
            tell(camera, "", narrator);
        }
    }

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

    /** Whether anything that was tried went well. */
    public boolean hasTalked() {
        return checks.stream().anyMatch(Check::good);
    }

    /** Says what was seen, check by check. */
    public void tell(Narrator narrator) {
        checks.forEach(check -> check.tell(camera, " (" + check.took().toMillis() + " ms)", narrator));
        picture.ifPresent(shown -> tell(shown, narrator));
    }

    private void tell(Picture picture, Narrator narrator) {
        var words = "picture of " + camera.name() + ": " + picture.width() + " × " + picture.height() + ", "
                + picture.jpeg().length + " bytes in " + picture.took().toMillis() + " ms; SHA-256 "
                + picture.sha256().substring(0, 16) + "…";
        narrator.done(words);
        picture.clock()
                .ahead()
                .filter(off -> off.abs().compareTo(Picture.Clock.OFF) > 0)
                .ifPresent(off -> narrator.warned("the clock of camera " + camera.name() + " is "
                        + off.abs().toMinutes()
                        + " minutes " + (off.isNegative() ? "behind" : "ahead")
                        + ": its recordings and its ONVIF login go by it"));
    }
}
