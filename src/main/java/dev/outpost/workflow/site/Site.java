package dev.outpost.workflow.site;

import java.nio.file.Path;
import java.util.List;

/**
 * One site as its file asks for it; every default is filled in.
 *
 * @param authorizedKeys files with further public keys for the router's SSH
 * @param viewers names of devices that may look at the cameras
 * @param admins names of devices that may also reach the router's SSH
 * @param file where it was read from, for messages
 */
public record Site(
        String name,
        Reach reach,
        LanWish lan,
        SecretSource password,
        List<Path> authorizedKeys,
        ModemWish modem,
        AccessWish access,
        List<String> viewers,
        List<String> admins,
        List<CameraWish> cameras,
        Path file) {
    public Site {
        authorizedKeys = List.copyOf(authorizedKeys);
        viewers = List.copyOf(viewers);
        admins = List.copyOf(admins);
        cameras = List.copyOf(cameras);
    }

    /** The same site, reached at another address: what {@code --router} gives. */
    public Site reachedAt(Reach other) {
        return new Site(name, other, lan, password, authorizedKeys, modem, access, viewers, admins, cameras, file);
    }
}
