package dev.outpost.bench.dongle;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What one port answers: commands, exact or with a {@code *} at the end, and for each the delay and the text.
 *
 * @param rows in the order of the file; keys in upper case
 * @param otherwise the answer to everything that is not listed
 */
record AtTable(Map<String, Answer> rows, Answer otherwise) {

    /**
     * An answer as the file has it.
     *
     * @param delay until the first byte, in the dongle's own time
     * @param text lines separated by line feeds, with {@code {fields}} of the dongle's state; {@code silence}; or
     *     {@code !action}
     */
    record Answer(Duration delay, String text) {}

    AtTable {
        rows = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }

    /** The row of a command: the exact one, or else the one with the longest beginning. */
    Optional<Answer> find(String command) {
        var wanted = command.toUpperCase(Locale.ROOT);
        var exact = rows.get(wanted);
        if (exact != null) {
            return Optional.of(exact);
        }
        return rows.entrySet().stream()
                .filter(row -> row.getKey().endsWith("*") && wanted.startsWith(beginning(row.getKey())))
                .max(java.util.Comparator.comparingInt(row -> row.getKey().length()))
                .map(Map.Entry::getValue);
    }

    private static String beginning(String pattern) {
        return pattern.substring(0, pattern.length() - 1);
    }
}
