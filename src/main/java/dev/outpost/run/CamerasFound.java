package dev.outpost.run;

import dev.outpost.camera.FoundCamera;
import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.text.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a search for cameras came to.
 *
 * @param places where was looked, in words
 */
public record CamerasFound(List<String> places, List<FoundCamera> cameras) {
    public CamerasFound {
        places = List.copyOf(places);
        cameras = List.copyOf(cameras);
    }

    /** {@code CAM-NOT-FOUND}, exit 4, where there is none. */
    public Optional<Problem> problem() {
        return cameras.isEmpty()
                ? Optional.of(ProblemCode.CAM_NOT_FOUND.problem(
                        "no camera answers"
                                + (places.isEmpty()
                                        ? ": this computer has no wired interface that is up"
                                        : " on " + String.join(", ", places)),
                        "it has no power, it is still starting, or it is on another cable",
                        "look at the injector's light; from the router's side: outpost camera find --on-router ADDR"))
                : Optional.empty();
    }

    /** The document, {@code outpost.camera-find/1}. */
    public Map<String, @Nullable Object> json() {
        return Json.object(
                "schema", "outpost.camera-find/1",
                "exit", problem().map(Problem::exit).orElse(Exit.DONE).code(),
                "problem", problem().map(Problem::document).orElse(null),
                "places", places,
                "cameras", cameras.stream().map(FoundCamera::json).toList());
    }
}
