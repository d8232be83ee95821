package dev.outpost.uplink;

import dev.outpost.step.Resource;
import dev.outpost.text.Yaml;
import java.util.List;

/** What netifd writes around every attempt of an interface, which is no cause: a resource, each line with where it was seen. */
public record LogNoise(List<String> words) {
    private static final String RESOURCE = "/dev/outpost/router/log-noise.yaml";

    public LogNoise {
        words = List.copyOf(words);
    }

    public static LogNoise shipped() {
        return read(Resource.text(RESOURCE));
    }

    static LogNoise read(String text) {
        return new LogNoise(Yaml.parse("log-noise.yaml", text).map().only("noise").maps("noise").stream()
                .map(each -> {
                    each.only("words", "source").requireString("source");
                    return each.requireString("words");
                })
                .toList());
    }

    /** The words as {@code grep -F} takes them: one a line. */
    public String lines() {
        return String.join("\n", words);
    }

    boolean isIn(String line) {
        return words.stream().anyMatch(line::contains);
    }
}
