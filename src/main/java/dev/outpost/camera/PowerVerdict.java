package dev.outpost.camera;

import dev.outpost.step.Problem;
import java.util.List;
import java.util.Optional;

/**
 * Whether a camera will have the power that it needs.
 *
 * @param words in one line: by day or at night, whichever takes more
 * @param evidence what it was reckoned from, a line each
 * @param warnings what is doubtful
 * @param problem why it will not
 */
public record PowerVerdict(
        String camera, String words, List<String> evidence, List<String> warnings, Optional<Problem> problem) {
    public PowerVerdict {
        evidence = List.copyOf(evidence);
        warnings = List.copyOf(warnings);
    }
}
