package dev.outpost.camera;

import dev.outpost.shell.Secret;
import java.util.Optional;

/** What is said to a camera for one change. */
public sealed interface CameraStroke {
    /** The first password, by the two questions of that form. */
    record Activated(Activation.Form form) implements CameraStroke {}

    /**
     * One call of ISAPI.
     *
     * @param body its XML; {@code %s} stands for the password where there is one
     */
    record Call(String method, String path, String body, Optional<Secret> password) implements CameraStroke {
        String whole() {
            return password.map(secret -> body.formatted(Xml.escaped(secret.reveal())))
                    .orElse(body);
        }
    }

    /**
     * One operation of ONVIF.
     *
     * @param body of the envelope; {@code %s} stands for the password where there is one
     */
    record Operation(String body, Optional<Secret> password) implements CameraStroke {
        String whole() {
            return password.map(secret -> body.formatted(Xml.escaped(secret.reveal())))
                    .orElse(body);
        }
    }
}
