package dev.outpost.proof;

import dev.outpost.text.Json;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.util.List;
import java.util.Map;
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
public record Story(
        List<Hop> path, List<Told> decisions, List<String> changes, List<Exposed> exposed, List<String> tried) {
    /** Nobody has told anything yet. */
    public static final Story NONE = new Story(List.of(), List.of(), List.of(), List.of(), List.of());

    /** One station on the way: "relay", "203.0.113.10, UDP 51820". */
    public record Hop(String name, String detail) {}

    /** Something decided or seen, and why it is believed. */
    public record Told(String what, String because) {}

    /** A door to the internet: what, for whom, and the owner's reason. */
    public record Exposed(String what, String who, String because) {}

    public Story {
        path = List.copyOf(path);
        decisions = List.copyOf(decisions);
        changes = List.copyOf(changes);
        exposed = List.copyOf(exposed);
        tried = List.copyOf(tried);
    }

    /** For the state folder. */
    public String json() {
        return Json.pretty(Json.object(
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
                exposed.stream()
                        .map(door -> Json.object("what", door.what(), "who", door.who(), "because", door.because()))
                        .toList(),
                "tried",
                tried));
    }

    /** Reads {@link #json()} back. */
    public static Story parse(String file, String json) {
        var map = Yaml.parse(file, json).map();
        return new Story(
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
}
