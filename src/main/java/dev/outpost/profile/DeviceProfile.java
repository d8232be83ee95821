package dev.outpost.profile;

import dev.outpost.text.YamlMap;
import java.util.List;
import java.util.Optional;

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

    static DeviceProfile read(String kind, YamlMap map) {
        map.only("profile", "name", "boards", "facts", "tried");
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

    /** The value of a fact. */
    public Optional<String> fact(String name) {
        return facts.stream()
                .filter(f -> f.fact().equals(name))
                .map(Fact::value)
                .findFirst();
    }
}
