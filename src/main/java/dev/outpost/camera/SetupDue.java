package dev.outpost.camera;

import dev.outpost.site.CameraWish;
import dev.outpost.site.Site;
import dev.outpost.text.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A camera that is to be set up, told before anybody has looked at it.
 *
 * @param camera its name
 * @param words what will be true of it, whatever of that is so already
 */
public record SetupDue(String camera, String words) {
    /**
     * Those that the site file wants set up and that were not yet, as it has them now.
     *
     * @param setUpAs what each was set up as last, by its name
     */
    public static List<SetupDue> of(Site site, Map<String, String> setUpAs) {
        return site.cameras().stream()
                .filter(camera -> isDue(site, camera, Optional.ofNullable(setUpAs.get(camera.name()))))
                .map(camera -> new SetupDue(camera.name(), words(camera)))
                .toList();
    }

    /** @param setUpAs what it was set up as last */
    public static boolean isDue(Site site, CameraWish camera, Optional<String> setUpAs) {
        return camera.setup().isPresent() && !setUpAs.equals(Optional.of(as(site, camera)));
    }

    /** What it is set up as, in a line. */
    public static String as(Site site, CameraWish camera) {
        return camera.address() + " " + camera.mac().orElse("-") + " "
                + camera.username().orElse("-") + " "
                + camera.setup()
                        .map(setup -> setup.viewer() + " "
                                + setup.timezone().map(Object::toString).orElse("-"))
                        .orElse("-")
                + " " + site.lan();
    }

    private static String words(CameraWish camera) {
        var setup = camera.setup().orElseThrow();
        var isOnvif = setup.viewer() == CameraWish.ViewerOf.ONVIF;
        return "activated if it is fresh; clock from the router"
                + setup.timezone().map(zone -> ", zone " + zone).orElse("")
                + (isOnvif ? "; ONVIF on" : "")
                + "; user " + camera.viewer()
                + " may look, and nothing else; small stream fit for a mobile line; address "
                + camera.address() + ", gateway the router; what is so already is left alone, and what only a"
                + " hand can set is said";
    }

    /** For documents. */
    public Map<String, @Nullable Object> json() {
        return Json.object("camera", camera, "willBe", List.of(words.split("; ")));
    }
}
