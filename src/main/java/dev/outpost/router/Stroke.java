package dev.outpost.router;

import dev.outpost.shell.Script;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How a change is made on a router. The strokes of one phase travel in one channel, whatever changes they come from. */
public sealed interface Stroke {

    /**
     * Lines for a script that takes those of all changes of a phase at once.
     *
     * @param lines by the script's variable, one a line
     * @param words by the script's variable, each once
     */
    record Lines(String script, Map<String, List<String>> lines, Map<String, Set<String>> words) implements Stroke {
        public Lines {
            lines = Map.copyOf(lines);
            words = Map.copyOf(words);
        }

        /** Edits of the configuration: lines of {@code uci batch}, and the packages that they touch. */
        static Lines uci(List<String> edits, Set<String> packages) {
            return new Lines("configure", Map.of("EDITS", edits), Map.of("PACKAGES", packages));
        }

        /** All of them as one script. */
        public static Script joined(String script, List<Lines> all) {
            var lines = new LinkedHashMap<String, Set<String>>();
            var words = new LinkedHashMap<String, Set<String>>();
            for (var each : all) {
                each.lines().forEach((name, more) -> gather(lines, name).addAll(more));
                each.words().forEach((name, more) -> gather(words, name).addAll(more));
            }
            var joined = Script.in(Stroke.class, script);
            for (var each : lines.entrySet()) {
                joined = joined.with(each.getKey(), String.join("\n", each.getValue()));
            }
            for (var each : words.entrySet()) {
                joined = joined.with(each.getKey(), String.join(" ", each.getValue()));
            }
            return joined;
        }

        private static Set<String> gather(Map<String, Set<String>> all, String name) {
            return all.computeIfAbsent(name, _ -> new LinkedHashSet<>());
        }
    }

    /** A script of its own. */
    record Alone(Script script) implements Stroke {}

    /** A script that gets a secret, which whoever makes it has and the change does not. */
    record Confided(Confidence what) implements Stroke {}

    /** What is confided to the router. */
    enum Confidence {
        ROOT_PASSWORD,
        SIM_PIN,
        UPLINK_WIFI_KEY,
        CAMERA_WIFI_KEY
    }

    /** A package, by whichever way packages take to this router. */
    record Unpack(Bundle.Item item) implements Stroke {}
}
