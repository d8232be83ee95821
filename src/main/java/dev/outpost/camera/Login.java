package dev.outpost.camera;

import dev.outpost.shell.Secret;

/**
 * Who we are to the camera.
 *
 * @param mayBeRead whether the password may cross the wire as it is, where the camera knows nothing better
 */
public record Login(String user, Secret password, boolean mayBeRead) {
    /** Only what is computed from the password leaves this computer. */
    public Login(String user, Secret password) {
        this(user, password, false);
    }
}
