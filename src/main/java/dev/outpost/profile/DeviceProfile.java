package dev.outpost.profile;

import dev.outpost.profile.PowerSource.Standard;
import dev.outpost.text.YamlMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known about a router, a camera or a power source.
 *
 * @param kind {@code routers}, {@code cameras} or {@code power}
 * @param boards OpenWrt board names that it goes by; empty for what is no router
 * @param facts by name, each with its source
 * @param tried by whom on which hardware when; nobody yet where empty
 */
public record DeviceProfile(
        String kind, String profile, String name, List<String> boards, List<Fact> facts, List<String> tried) {
    public DeviceProfile {
        boards = List.copyOf(boards);
        facts = List.copyOf(facts);
        tried = List.copyOf(tried);
    }

    /** One statement: {@code flash-kib} is {@code 8192}. */
    public record Fact(String fact, String value, String source) {}

    /** Facts that are reckoned with. */
    private static final Set<String> NUMBERS =
            Set.of("watts", "watts-ir", "watts-heater", "volts", "ports", "budget-watts", "poe-class");

    /** What stands before the name of a thing that a hand sets on a camera's pages: the fact's value names the page. */
    private static final String HAND = "by-hand-";

    /** Those things. */
    static final Set<String> BY_HAND = Set.of("first-password", "onvif", "user", "stream", "address");

    /** What no profile of that kind may leave out. */
    private static List<String> required(String kind) {
        return switch (kind) {
            case "power" -> List.of("standard", "watts", "volts", "ports");
            case "cameras" -> List.of("poe", "poe-class", "watts");
            default -> List.of();
        };
    }

    static DeviceProfile read(String kind, YamlMap map) {
        map.only("profile", "name", "boards", "facts", "tried");
        check(kind, map);
        return new DeviceProfile(
                kind,
                map.requireString("profile"),
                map.requireString("name"),
                map.strings("boards"),
                map.require("facts").list().maps().stream()
                        .map(f -> f.only("fact", "value", "source"))
                        .map(f ->
                                new Fact(f.requireString("fact"), f.requireString("value"), f.requireString("source")))
                        .toList(),
                map.require("tried").list().strings());
    }

    private static void check(String kind, YamlMap map) {
        var facts = map.require("facts").list().maps();
        var names = facts.stream().map(fact -> fact.requireString("fact")).toList();
        required(kind).stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw map.whereIs("facts")
                            .badValue("the fact '" + name + "' is missing", "{fact: " + name + ", ...}");
                });
        for (var fact : facts) {
            var name = fact.requireString("fact");
            var value = fact.require("value").text();
            if (NUMBERS.contains(name)) {
                value.as("a number", DeviceProfile::parsed);
            }
            if (name.startsWith(HAND) && !BY_HAND.contains(name.substring(HAND.length()))) {
                throw fact.whereIs("fact")
                        .badValue(
                                "unknown fact '" + name + "'",
                                BY_HAND.stream().sorted().map(HAND::concat).collect(Collectors.joining(", ")));
            }
            if (kind.equals("power") && name.equals("standard")) {
                value.oneOf(Stream.of(Standard.values()).map(Standard::word).toArray(String[]::new));
            }
        }
    }

    private static Optional<Double> parsed(String word) {
        return word.matches("\\d{1,4}(\\.\\d{1,2})?") ? Optional.of(Double.valueOf(word)) : Optional.empty();
    }

    /** Who says it. */
    public Optional<String> source(String name) {
        return facts.stream()
                .filter(f -> f.fact().equals(name))
                .map(Fact::source)
                .findFirst();
    }

    /** The value of a fact. */
    public Optional<String> fact(String name) {
        return facts.stream()
                .filter(f -> f.fact().equals(name))
                .map(Fact::value)
                .findFirst();
    }

    /** The first word of its name. */
    String maker() {
        return name.replaceFirst(" .*", "");
    }

    /** Where a hand sets that thing, and whether that is from memory. */
    Optional<String> byHand(String thing) {
        var isRemembered = source(HAND + thing).filter(said -> said.startsWith("from memory"));
        return fact(HAND + thing)
                .map(page -> page + (isRemembered.isPresent() ? " (from memory: it may be called otherwise)" : ""));
    }

    /** A fact that is a number. */
    Optional<Double> number(String name) {
        return fact(name).flatMap(DeviceProfile::parsed);
    }
}
