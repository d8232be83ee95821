package dev.outpost.router;

import dev.outpost.shell.Batch;
import dev.outpost.shell.Script;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** The strokes of some changes, put behind a batch in their order: lines for one script travel once, packages all at once. */
    record All(List<Stroke> strokes) {
        public All {
            strokes = List.copyOf(strokes);
        }

        public static All of(List<RouterChange> changes) {
            return new All(changes.stream()
                    .flatMap(change -> change.strokes().stream())
                    .toList());
        }

        /** How what a change does not hold itself is come by. */
        public interface Making {
            /** Empty where there is nothing to confide. */
            Optional<Script> confide(Confidence what);

            Batch unpack(Batch batch);
        }

        /** Of changes that hold all themselves. */
        public static final Making NOTHING_CONFIDED = new Making() {
            @Override
            public Optional<Script> confide(Confidence what) {
                return Optional.empty();
            }

            @Override
            public Batch unpack(Batch batch) {
                return batch;
            }
        };

        public List<Bundle.Item> packages() {
            return strokes.stream()
                    .flatMap(stroke -> stroke instanceof Unpack(var item)
                            ? List.of(item).stream()
                            : List.<Bundle.Item>of().stream())
                    .toList();
        }

        /** Whether drivers come along, or learn something. */
        public boolean bringDrivers() {
            return strokes.stream().anyMatch(stroke -> stroke instanceof Unpack || stroke instanceof Alone);
        }

        public Batch behind(Batch batch, Making making) {
            var longer = batch;
            var done = new HashSet<String>();
            for (var stroke : strokes) {
                longer = switch (stroke) {
                    case Alone(var script) -> longer.then(script);
                    case Confided(var what) ->
                        making.confide(what).map(longer::then).orElse(longer);
                    case Lines lines -> done.add(lines.script()) ? longer.then(joined(lines.script())) : longer;
                    case Unpack _ -> done.add("packages") ? making.unpack(longer) : longer;
                };
            }
            return longer;
        }

        private Script joined(String script) {
            return Lines.joined(
                    script,
                    strokes.stream()
                            .filter(Lines.class::isInstance)
                            .map(Lines.class::cast)
                            .filter(lines -> lines.script().equals(script))
                            .toList());
        }
    }
}
