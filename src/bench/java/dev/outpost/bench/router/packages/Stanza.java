package dev.outpost.bench.router.packages;

import dev.outpost.text.feed.Dependency;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A control stanza: fields in order, as in {@code control}, {@code status} and {@code Packages}.
 *
 * @param fields by name; continuation lines stay inside the value
 */
record Stanza(Map<String, String> fields) {
    /** All stanzas of a text, separated by blank lines. */
    static List<Stanza> parseAll(String text) {
        return Arrays.stream(text.split("\n\\s*\n"))
                .filter(block -> !block.isBlank())
                .map(Stanza::parse)
                .toList();
    }

    static Stanza parse(String text) {
        var fields = new LinkedHashMap<String, String>();
        for (var field : text.split("\n(?=\\S)")) {
            var colon = field.indexOf(':');
            if (colon > 0) {
                fields.put(field.substring(0, colon), field.substring(colon + 1).strip());
            }
        }
        return new Stanza(fields);
    }

    String get(String name) {
        return fields.getOrDefault(name, "");
    }

    String name() {
        return get("Package");
    }

    String version() {
        return get("Version");
    }

    Stanza with(String name, String value) {
        var more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new Stanza(more);
    }

    boolean isInstalled() {
        return get("Status").endsWith(" installed");
    }

    boolean isUnpacked() {
        return get("Status").endsWith(" unpacked");
    }

    List<Dependency> depends() {
        return list("Depends");
    }

    private List<Dependency> list(String field) {
        return Arrays.stream(get(field).split(","))
                .flatMap(word -> Dependency.parse(word).stream())
                .toList();
    }

    /** Whether it is what somebody needs, by its own name and version or by a name that it stands for. */
    boolean meets(Dependency wish) {
        return wish.name().equals(name())
                ? wish.accepts(version())
                : list("Provides").stream().anyMatch(provided -> provided.name().equals(wish.name()));
    }

    String text() {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + ": " + field.getValue() + "\n")
                .collect(Collectors.joining("", "", "\n"));
    }
}
