package dev.outpost.site;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One site as its file asks for it; every default is filled in.
 *
 * @param mac of the router as a thing, where a fleet file names it; lower case with colons
 * @param authorizedKeys files with further public keys for the router's SSH
 * @param viewers names of devices that may look at the cameras
 * @param admins names of devices that may also reach the router's SSH
 * @param file where it was read from, for messages
 */
public record Site(
        String name,
        Reach reach,
        Optional<String> mac,
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

    /** The same site by this way in, which was found where its file leaves it open. */
    public Site through(AccessWish.WayIn way) {
        return new Site(
                name,
                reach,
                mac,
                lan,
                password,
                authorizedKeys,
                modem,
                access.through(way),
                viewers,
                admins,
                cameras,
                file);
    }

    /** Cameras on the LAN itself. */
    public List<CameraWish> wired() {
        return cameras.stream().filter(camera -> camera.wifi().isEmpty()).toList();
    }

    /** Cameras that join the router's own wireless network. */
    public List<CameraWish> wireless() {
        return cameras.stream().filter(camera -> camera.wifi().isPresent()).toList();
    }

    /** That network. */
    public Optional<WifiWish> cameraWifi() {
        return wireless().stream().findFirst().flatMap(CameraWish::wifi);
    }

    /** The same site, reached at another address: what {@code --router} gives. */
    public Site reachedAt(Reach other) {
        return new Site(name, other, mac, lan, password, authorizedKeys, modem, access, viewers, admins, cameras, file);
    }

    /** Whether viewers come to the router itself. */
    public boolean isDirect() {
        return access.isDirect();
    }
}
