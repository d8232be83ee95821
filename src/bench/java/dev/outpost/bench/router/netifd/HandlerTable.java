package dev.outpost.bench.router.netifd;

import dev.outpost.bench.host.ImageFiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What netifd's handlers do, kind by kind, as {@code handlers.txt} says; its head explains the lines. */
final class HandlerTable {
    private static final Pattern STEP = Pattern.compile("(?:\\[([a-z_! ]+)] )?([a-z]+)(?: (.*))?");
    private static final Pattern ANSWER = Pattern.compile("(.+) -> ([a-z]+)(?: (.*))?");

    /**
     * One kind.
     *
     * @param by the program that asks its modem; {@code at} where lines over the serial port do
     * @param patience seconds a failure takes, and the sentence that says so
     */
    record Kind(
            String name,
            String by,
            Map<String, String> presets,
            Optional<Patience> patience,
            List<Step> up,
            List<Step> down) {}

    record Patience(int seconds, String sentence) {}

    /**
     * One step.
     *
     * @param when what has to be set, or with a {@code !} must not be
     * @param answers what follows from an answer, in this order
     */
    record Step(List<String> when, String verb, String words, List<Answer> answers) {}

    record Answer(Pattern heard, String verb, String words) {}

    private HandlerTable() {}

    /** By name. */
    static Map<String, Kind> shipped() {
        var text = ImageFiles.text("/dev/outpost/bench/router/handlers.txt").replaceAll("(?m)^(#.*)?\\n", "");
        return Arrays.stream(text.split("(?m)^kind "))
                .filter(kind -> !kind.isEmpty())
                .map(kind -> kind(kind.lines().toList()))
                .collect(Collectors.toMap(Kind::name, kind -> kind));
    }

    private static Kind kind(List<String> lines) {
        var by = "at";
        var presets = new HashMap<String, String>();
        var patience = Optional.<Patience>empty();
        var up = new ArrayList<Step>();
        var down = new ArrayList<Step>();
        var now = up;
        for (var line : lines.subList(1, lines.size())) {
            var words = line.split(" ", 3);
            switch (words[0]) {
                case "by" -> by = line.substring("by ".length());
                case "preset" -> presets.put(words[1], words[2]);
                case "patience" -> patience = Optional.of(new Patience(Integer.parseInt(words[1]), words[2]));
                case "up" -> now = up;
                case "down" -> now = down;
                default -> step(line, now);
            }
        }
        return new Kind(lines.getFirst(), by, presets, patience, up, down);
    }

    private static void step(String line, List<Step> steps) {
        if (line.startsWith("    ")) {
            var answer = ANSWER.matcher(line.strip());
            known(answer.matches(), line);
            steps.getLast()
                    .answers()
                    .add(new Answer(
                            Pattern.compile(answer.group(1), Pattern.DOTALL),
                            answer.group(2),
                            Optional.ofNullable(answer.group(3)).orElse("")));
            return;
        }
        var step = STEP.matcher(line.strip());
        known(step.matches(), line);
        var when = Optional.ofNullable(step.group(1)).map(words -> Arrays.asList(words.split(" ")));
        steps.add(new Step(
                when.orElse(List.of()),
                step.group(2),
                Optional.ofNullable(step.group(3)).orElse("").replace("\\t", "\t"),
                new ArrayList<>()));
    }

    private static void known(boolean matches, String line) {
        if (!matches) {
            throw new IllegalArgumentException("not a line of handlers.txt: " + line);
        }
    }
}
