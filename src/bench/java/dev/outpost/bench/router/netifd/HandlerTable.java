package dev.outpost.bench.router.netifd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** What netifd's handlers do, kind by kind, as {@code handlers.txt} says; its head explains the lines. */
final class HandlerTable {
    private static final Pattern STEP = Pattern.compile("(?:\\[([a-z_! ]+)] )?([a-z]+)(?: (.*))?");
    private static final Pattern ANSWER = Pattern.compile("(.+) -> ([a-z]+)(?: (.*))?");

    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    /**
     * One kind.
     *
     * @param by the program that asks its modem; {@code at} where lines over the serial port do
     * @param patience seconds a failure takes, and the sentence that says so
     */
    record Kind(
            String name, String by, Map<String, String> presets, Optional<Patience> patience, List<Step> up, List<Step> down) {}

    record Patience(int seconds, String sentence) {}

    /**
     * One step.
     *
     * @param when what has to be set, or with a {@code !} must not be
     * @param answers what follows from an answer, in this order
     */
    record Step(List<String> when, String verb, String words, List<Answer> answers) {}

    record Answer(Pattern heard, String verb, String words) {}

    private HandlerTable(List<String> lines) {
        for (var at = 0; at < lines.size(); ) {
            at = lines.get(at).startsWith("kind ") ? kind(lines, at) : at + 1;
        }
    }

    static HandlerTable shipped() {
        try (var in = HandlerTable.class.getResourceAsStream("/dev/outpost/bench/router/handlers.txt")) {
            var text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return new HandlerTable(text.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Optional<Kind> kind(String name) {
        return Optional.ofNullable(kinds.get(name));
    }

    /** Reads a kind; returns where the next one begins. */
    private int kind(List<String> lines, int from) {
        var name = lines.get(from).substring("kind ".length());
        var by = "at";
        var presets = new HashMap<String, String>();
        var patience = Optional.<Patience>empty();
        var steps = Map.<String, List<Step>>of("up", new ArrayList<>(), "down", new ArrayList<>());
        var now = "";
        var at = from + 1;
        for (; at < lines.size() && !lines.get(at).startsWith("kind "); at++) {
            var words = lines.get(at).split(" ", 3);
            switch (words[0]) {
                case "by" -> by = lines.get(at).substring("by ".length());
                case "preset" -> presets.put(words[1], words[2]);
                case "patience" -> patience = Optional.of(new Patience(Integer.parseInt(words[1]), words[2]));
                case "up", "down" -> now = words[0];
                default -> step(lines.get(at), Objects.requireNonNull(steps.get(now), "no steps before up or down"));
            }
        }
        kinds.put(
                name,
                new Kind(
                        name,
                        by,
                        Map.copyOf(presets),
                        patience,
                        Objects.requireNonNull(steps.get("up")),
                        Objects.requireNonNull(steps.get("down"))));
        return at;
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
