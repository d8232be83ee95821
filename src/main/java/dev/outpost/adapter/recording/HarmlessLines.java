package dev.outpost.adapter.recording;

import dev.outpost.step.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The answers and words that may stay readable: {@code harmless-lines.tsv} and {@code harmless-words.txt}, which say why. */
final class HarmlessLines {
    private static final String FOLDER = "/dev/outpost/recording/";
    private static final Pattern PART = Pattern.compile("\\p{Alpha}\\p{Alnum}*|[0-9]+|[^\\p{Alnum}]+");
    private static final int MOST_DIGITS = 3;

    private final Map<String, List<Row>> rows = new HashMap<>();
    private final Set<String> words = new HashSet<>();

    /**
     * A listed answer.
     *
     * @param needs a text that must stand in the line
     * @param repeats the last field stands for all that follow
     */
    record Row(Optional<String> needs, List<Keep> fields, boolean repeats) {
        Row {
            fields = List.copyOf(fields);
        }

        Keep field(int index) {
            if (index < fields.size()) {
                return fields.get(index);
            }
            return repeats ? fields.getLast() : Keep.NOTHING;
        }
    }

    /** Holder: the lists are read when somebody first records. */
    private static final class Shipped {
        private static final HarmlessLines LINES = new HarmlessLines(
                Resource.text(FOLDER + "harmless-lines.tsv"), Resource.text(FOLDER + "harmless-words.txt"));
    }

    HarmlessLines(String lines, String words) {
        lines.lines().filter(line -> !line.startsWith("# ")).forEach(this::learn);
        words.lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> this.words.addAll(List.of(upper(line).split(" "))));
    }

    static HarmlessLines shipped() {
        return Shipped.LINES;
    }

    private void learn(String line) {
        var columns = line.split("\t", -1);
        var fields = columns[2].split(" ");
        var last = fields.length - 1;
        var repeats = fields[last].endsWith("*");
        fields[last] = fields[last].replace("*", "");
        var kept = new ArrayList<Keep>();
        for (var field : fields) {
            kept.add(Keep.of(field));
        }
        rows.computeIfAbsent(upper(columns[0]), prefix -> new ArrayList<>())
                .add(new Row(Optional.of(columns[1]).filter(word -> !word.equals("-")), kept, repeats));
    }

    /** What is listed for a line that begins so. */
    Optional<Row> row(String prefix, String line) {
        return rows.getOrDefault(upper(prefix), List.of()).stream()
                .filter(row -> row.needs().map(line::contains).orElse(true))
                .findFirst();
    }

    /** Some row is about lines that begin so. */
    boolean isListed(String prefix) {
        return rows.containsKey(upper(prefix));
    }

    /** Nothing but listed words and a short number. */
    boolean isWords(String text) {
        return Digits.of(text).length() <= MOST_DIGITS && isMadeOfWords(text);
    }

    private boolean isMadeOfWords(String text) {
        var part = PART.matcher(text);
        var end = 0;
        while (part.find() && part.start() == end) {
            end = part.end();
            if (!isWord(upper(part.group()))) {
                return false;
            }
        }
        return end == text.length();
    }

    private boolean isWord(String part) {
        var first = part.charAt(0);
        return !Character.isLetter(first) || words.contains(part) || words.contains(part.replaceAll("[0-9]", ""));
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
