package dev.outpost.proof;

import dev.outpost.step.Problem;
import dev.outpost.text.Json;
import dev.outpost.text.Word;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One station of the way, as it was found.
 *
 * @param camera which, where it is a camera's own
 * @param evidence what was seen, or why nothing was
 * @param problem what is wrong with it; only a broken one has one
 */
public record Hop(HopName name, Optional<String> camera, State state, String evidence, Optional<Problem> problem) {
    /** How it was found. */
    public enum State implements Word {
        OK,
        BROKEN,
        UNKNOWN
    }

    /** The same as that camera's. */
    Hop of(String which) {
        return new Hop(name, Optional.of(which), state, evidence, problem);
    }

    public boolean isBroken() {
        return state == State.BROKEN;
    }

    /** The first broken one: what keeps the pictures back. */
    public static Optional<Hop> firstBroken(List<Hop> way) {
        return way.stream().filter(Hop::isBroken).findFirst();
    }

    /** For people: "the camera's link, yard". */
    public String words() {
        return name.words() + camera.map(which -> ", " + which).orElse("");
    }

    /** Part of {@code outpost.doctor/1} and {@code outpost.verify/1}. */
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "hop", name.word(),
                "camera", camera,
                "state", state.word(),
                "evidence", evidence,
                "side", name.side(),
                "code", problem.map(Problem::code),
                "next", problem.map(Problem::next));
    }
}
