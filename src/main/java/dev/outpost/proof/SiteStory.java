package dev.outpost.proof;

import dev.outpost.ledger.RecordingNarrator.Told;
import dev.outpost.reach.TunnelPlan;
import dev.outpost.site.CameraWish;
import dev.outpost.site.CameraWish.Exposure;
import dev.outpost.site.Site;
import dev.outpost.text.Json;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the site came to be: kept beside the proof, so that every later report can tell it again. Holds no secret.
 *
 * @param path from the viewer to the camera, hop by hop
 * @param decisions each with its evidence
 * @param changes what was changed, one line each
 * @param exposed what the internet may reach, by somebody's choice
 * @param tried who has tried these recipes on hardware
 */
public record SiteStory(
        List<Hop> path, List<Told> decisions, List<String> changes, List<Exposed> exposed, List<String> tried) {
    /** Nobody has told anything yet. */
    public static final SiteStory NONE = new SiteStory(List.of(), List.of(), List.of(), List.of(), List.of());

    /** One station on the way: "relay", "203.0.113.10, UDP 51820". */
    public record Hop(String name, String detail) {}

    /** A door to the internet: what, for whom, and the owner's reason. */
    public record Exposed(String what, String who, String because) {
        private Map<String, @Nullable Object> json() {
            return Json.object("what", what, "who", who, "because", because);
        }
    }

    public SiteStory {
        path = List.copyOf(path);
        decisions = List.copyOf(decisions);
        changes = List.copyOf(changes);
        exposed = List.copyOf(exposed);
        tried = List.copyOf(tried);
    }

    /**
     * How a site is reached, in words.
     *
     * @param router board and release
     * @param line what is known of the operator's address
     * @param decisions what the run decided, with its evidence
     * @param changes what the run changed, one line each
     */
    public static SiteStory of(
            Site site, TunnelPlan tunnel, String router, String line, List<Told> decisions, List<String> changes) {
        var path = new ArrayList<Hop>();
        path.add(new Hop("viewer", "its own WireGuard key; reaches the cameras of this site, nothing else"));
        if (!tunnel.isDirect()) {
            path.add(new Hop(
                    "relay " + tunnel.given().relay(),
                    tunnel.relay().publicAddress() + ", UDP " + tunnel.relay().listen() + "; table inet outpost"));
        }
        path.add(new Hop("carrier", line));
        path.add(new Hop("router", router + "; in the tunnel " + tunnel.router()));
        for (var camera : site.cameras()) {
            path.add(
                    new Hop("camera " + camera.name(), tunnel.camera(camera.name()) + " leads to " + camera.address()));
        }
        var exposed = site.cameras().stream()
                .flatMap(camera -> exposed(camera, tunnel.relay().publicAddress()))
                .toList();
        return new SiteStory(path, decisions, changes, exposed, List.of());
    }

    /** For the state folder. */
    public String json() {
        var story = Json.object(
                "schema",
                "outpost.story/1",
                "path",
                path.stream()
                        .map(hop -> pair("name", hop.name(), "detail", hop.detail()))
                        .toList(),
                "decisions",
                decisions.stream()
                        .map(told -> pair("what", told.what(), "because", told.because()))
                        .toList(),
                "changes",
                changes,
                "exposed",
                exposed.stream().map(Exposed::json).toList(),
                "tried",
                tried);
        return Json.pretty(story);
    }

    /** Reads {@link #json()} back. */
    public static SiteStory parse(String file, String json) {
        var map = Yaml.parse(file, json).map();
        return new SiteStory(
                map.maps("path").stream()
                        .map(hop -> new Hop(word(hop, "name"), word(hop, "detail")))
                        .toList(),
                map.maps("decisions").stream()
                        .map(told -> new Told(word(told, "what"), word(told, "because")))
                        .toList(),
                map.strings("changes"),
                map.maps("exposed").stream()
                        .map(door -> new Exposed(word(door, "what"), word(door, "who"), word(door, "because")))
                        .toList(),
                map.strings("tried"));
    }

    private static Map<String, @Nullable Object> pair(String first, String one, String second, String two) {
        return Json.object(first, one, second, two);
    }

    private static String word(YamlMap map, String key) {
        return map.text(key).map(text -> text.value()).orElse("");
    }

    private static Stream<Exposed> exposed(CameraWish camera, String address) {
        if (!(camera.exposure() instanceof Exposure.Public open)) {
            return Stream.empty();
        }
        var who = open.allow().isEmpty() || open.allow().stream().anyMatch(from -> from.prefix() == 0)
                ? "everybody"
                : open.allow().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return Stream.of(new Exposed(
                "TCP " + open.port() + " of " + address + ": " + open.service() + " of camera " + camera.name(),
                who,
                open.because()
                        + open.firmwareUnknown()
                                .map(reason -> "; firmware unknown: accepted because " + reason)
                                .orElse("")));
    }
}
