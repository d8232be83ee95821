package dev.outpost.router;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Reads the words of a {@code uci export}: single-quoted, {@code '\''} for a quote, newlines allowed inside quotes. */
final class ExportReader {
    private final String text;
    private int at;

    ExportReader(String text) {
        this.text = text;
    }

    Config config() {
        var sections = new ArrayList<Config.Section>();
        var type = "";
        Optional<String> name = Optional.empty();
        var options = new LinkedHashMap<String, List<String>>();
        for (var words = line(); words != null; words = line()) {
            if (words.isEmpty()) {
                continue;
            }
            switch (words.getFirst()) {
                case "config" -> {
                    if (!type.isEmpty()) {
                        sections.add(new Config.Section(type, name, options));
                    }
                    type = words.size() > 1 ? words.get(1) : "";
                    name = words.size() > 2 ? Optional.of(words.get(2)) : Optional.empty();
                    options = new LinkedHashMap<>();
                }
                case "option" -> {
                    if (words.size() > 2) {
                        options.put(words.get(1), List.of(words.get(2)));
                    }
                }
                case "list" -> {
                    if (words.size() > 2) {
                        var longer = new ArrayList<>(options.getOrDefault(words.get(1), List.of()));
                        longer.add(words.get(2));
                        options.put(words.get(1), List.copyOf(longer));
                    }
                }
                default -> {}
            }
        }
        if (!type.isEmpty()) {
            sections.add(new Config.Section(type, name, options));
        }
        return new Config(sections);
    }

    /** The words up to the end of the line, or null at the end of the text. */
    private @org.jspecify.annotations.Nullable List<String> line() {
        if (at >= text.length()) {
            return null;
        }
        var words = new ArrayList<String>();
        while (at < text.length()) {
            var c = text.charAt(at);
            if (c == '\n') {
                at++;
                return words;
            }
            if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else {
                words.add(word());
            }
        }
        return words;
    }

    private String word() {
        var word = new StringBuilder();
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) < 0) {
            var c = text.charAt(at++);
            if (c == '\'') {
                var end = text.indexOf('\'', at);
                var stop = end < 0 ? text.length() : end;
                word.append(text, at, stop);
                at = Math.min(stop + 1, text.length());
            } else if (c == '\\' && at < text.length()) {
                word.append(text.charAt(at++));
            } else {
                word.append(c);
            }
        }
        return word.toString();
    }
}
