package dev.outpost.bench.router.opkg;

import dev.outpost.text.feed.Dependency;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A control stanza: fields in order, as in {@code control}, {@code status} and {@code Packages}.
 *
 * @param fields by name; continuation lines stay inside the value
 */
public record Stanza(Map<String, String> fields) {
    public Stanza {
        fields = new LinkedHashMap<>(fields);
    }

    /** All stanzas of a text, separated by blank lines. */
    static List<Stanza> parseAll(String text) {
        return Arrays.stream(text.split("\n\\s*\n"))
                .filter(block -> !block.isBlank())
                .map(Stanza::parse)
                .toList();
    }

    static Stanza parse(String text) {
        var fields = new LinkedHashMap<String, String>();
        var last = "";
        for (var line : text.lines().toList()) {
            var colon = line.indexOf(':');
            if (line.startsWith(" ") || line.startsWith("\t")) {
                fields.computeIfPresent(last, (name, value) -> value + "\n" + line);
            } else if (colon > 0) {
                last = line.substring(0, colon);
                fields.put(last, line.substring(colon + 1).strip());
            }
        }
        return new Stanza(fields);
    }

    public String get(String name) {
        return fields.getOrDefault(name, "");
    }

    public String name() {
        return get("Package");
    }

    public String version() {
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

    /** Bytes that the flash has to hold; since 24.10 those of the files before compression. */
    long installedSize() {
        var size = get("Installed-Size");
        return size.matches("[0-9]+") ? Long.parseLong(size) : 0;
    }

    String text() {
        var text = new StringBuilder();
        fields.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        return text.append('\n').toString();
    }
}
