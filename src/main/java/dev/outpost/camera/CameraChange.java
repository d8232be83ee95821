package dev.outpost.camera;

import dev.outpost.step.Change;
import dev.outpost.step.Phase;
import dev.outpost.step.Target;
import java.util.List;

/**
 * One change at a camera.
 *
 * @param camera its name
 * @param kind "activation", "clock", "user"
 * @param words what is different afterwards
 * @param exactly the values, one a line
 * @param strokes what is said to it, in this order
 * @param restarts whether it has to restart before that is true
 */
public record CameraChange(
        String camera, String kind, String words, List<String> exactly, List<CameraStroke> strokes, boolean restarts)
        implements Change {
    public CameraChange {
        exactly = List.copyOf(exactly);
        strokes = List.copyOf(strokes);
    }

    @Override
    public String describe() {
        return "camera " + camera + ": " + words;
    }

    @Override
    public Target target() {
        return Target.CAMERA;
    }

    @Override
    public Phase phase() {
        return Phase.CAMERA;
    }

    @Override
    public String subject() {
        return camera;
    }
}
