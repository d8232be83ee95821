package dev.outpost.camera;

import dev.outpost.shell.Secret;
import dev.outpost.step.Change;
import dev.outpost.step.Phase;
import dev.outpost.step.Target;
import java.util.List;
import java.util.Optional;

/**
 * One change at a camera.
 *
 * @param camera its name
 * @param kind "activation", "clock", "user"
 * @param words what is different afterwards
 * @param exactly the values, one a line
 * @param strokes what is said to it, in this order; an activation is a talk of its own
 * @param restarts whether it has to restart before that is true
 */
public record CameraChange(
        String camera, String kind, String words, List<String> exactly, List<Stroke> strokes, boolean restarts)
        implements Change {
    public CameraChange {
        exactly = List.copyOf(exactly);
        strokes = List.copyOf(strokes);
    }

    /**
     * One call of ISAPI, or one operation of ONVIF.
     *
     * @param body its XML; {@code %s} stands for the password where there is one
     */
    record Stroke(String method, String path, String body, Optional<Secret> password) {
        String whole() {
            return password.map(secret -> body.formatted(Xml.escaped(secret.reveal())))
                    .orElse(body);
        }
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
