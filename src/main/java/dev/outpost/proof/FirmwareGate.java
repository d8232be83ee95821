package dev.outpost.proof;

import dev.outpost.camera.CameraCheck;
import dev.outpost.camera.CameraProof;
import dev.outpost.camera.CameraProof.Check;
import dev.outpost.camera.CameraTarget;
import dev.outpost.camera.Firmware;
import dev.outpost.profile.ExploitedFirmware;
import dev.outpost.site.CameraWish;
import dev.outpost.site.CameraWish.Exposure;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.Ticker;
import java.time.Duration;
import java.util.Optional;

/** Whether a camera may stand open to the internet: asked before it is opened, and again whenever somebody looks. */
final class FirmwareGate {
    private final CameraCheck check;

    FirmwareGate(CameraCheck check) {
        this.check = check;
    }

    /**
     * What it runs, as one more thing that was looked at.
     *
     * @param problem {@code CAM-EXPLOITED} where that is known to be attacked, {@code CAM-FIRMWARE-UNKNOWN} where nobody knows and the
     *     owner did not accept it
     */
    record Verdict(Check check, Optional<Problem> problem) {
        /** The proof with it; what failed before stays the first thing that is wrong. */
        CameraProof in(CameraProof proof) {
            return proof.with(check, problem);
        }
    }

    /** Asks a camera that is public, or shall be. */
    Verdict ask(CameraWish camera, Exposure.Public open, CameraTarget target) {
        long start = Ticker.REAL.nanos();
        var answer = check.firmware(target);
        var took = Duration.ofNanos(Ticker.REAL.nanos() - start);
        return switch (answer) {
            case Firmware.Answer.Told(var firmware) -> {
                var known = ExploitedFirmware.shipped();
                var attacked = firmware.exploited(camera.name(), known.rows());
                var words = firmware.words()
                        + (attacked.isPresent()
                                ? ", which is attacked on the internet"
                                : ", not known to be attacked (" + known.source() + ")");
                yield new Verdict(new Check("firmware", attacked.isEmpty(), words, took), attacked);
            }
            case Firmware.Answer.Unknown(var because) ->
                open.firmwareUnknown()
                        .map(reason -> new Verdict(
                                new Check("firmware", true, "not known; accepted because " + reason, took),
                                Optional.empty()))
                        .orElseGet(() -> new Verdict(
                                new Check("firmware", false, "not known: " + because, took),
                                Optional.of(unknown(camera, because))));
        };
    }

    private static Problem unknown(CameraWish camera, String because) {
        return ProblemCode.CAM_FIRMWARE_UNKNOWN.problem(
                "nobody knows what camera " + camera.name() + " runs, so it may not be public: " + because,
                "firmware that cannot be read may be one that is attacked on the internet",
                "see that it answers, with its username: and password: in the site file; or write exposure: tunnel, or accept it: "
                        + "firmware-unknown: accepted with firmware-because: under public:; then run the same command again");
    }
}
