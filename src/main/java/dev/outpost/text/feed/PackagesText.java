package dev.outpost.text.feed;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads opkg's index {@code Packages}: stanzas of {@code Field: value} between blank lines. What makes no sense is left out. */
public final class PackagesText {
    private PackagesText() {}

    public static List<FeedPackage> read(String text) {
        return Arrays.stream(text.split("\\r?\\n[ \\t]*\\r?\\n"))
                .map(PackagesText::fields)
                .map(PackagesText::entry)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Map<String, String> fields(String stanza) {
        var fields = new HashMap<String, String>();
        for (var line : stanza.lines().toList()) {
            var colon = line.indexOf(':');
            if (colon > 0 && !Character.isWhitespace(line.charAt(0))) {
                fields.putIfAbsent(
                        line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return fields;
    }

    private static Optional<FeedPackage> entry(Map<String, String> fields) {
        var file = fields.getOrDefault("Filename", "");
        var entry = new FeedPackage(
                fields.getOrDefault("Package", ""),
                fields.getOrDefault("Version", ""),
                fields.getOrDefault("Architecture", ""),
                file.substring(file.lastIndexOf('/') + 1),
                number(fields.get("Size")),
                number(fields.get("Installed-Size")).filter(bytes -> bytes > 0),
                words(fields, "Depends")
                        .flatMap(word -> Dependency.parse(word).stream())
                        .toList(),
                words(fields, "Provides")
                        .flatMap(word -> Dependency.parse(word).stream())
                        .map(Dependency::name)
                        .toList(),
                Optional.ofNullable(fields.get("SHA256sum"))
                        .map(sum -> sum.toLowerCase(Locale.ROOT))
                        .filter(sum -> sum.matches("[0-9a-f]{64}")),
                Optional.empty());
        return Optional.of(entry).filter(each -> FeedPackage.isPackage(each.file(), each.name()));
    }

    private static Stream<String> words(Map<String, String> fields, String key) {
        return Arrays.stream(fields.getOrDefault(key, "").split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty());
    }

    private static Optional<Long> number(@org.jspecify.annotations.Nullable String word) {
        return Optional.ofNullable(word)
                .filter(digits -> digits.matches("[0-9]{1,12}"))
                .map(Long::parseLong);
    }
}
