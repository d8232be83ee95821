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
import java.util.stream.Stream;

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
        var kept = Stream.of(fields).map(Keep::of).toList();
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

    /**
     * How much of a field of a listed answer stays readable.
     *
     * @param kind a letter of {@code harmless-lines.tsv}; {@code n} for a number
     * @param most the digits that a number or hexadecimal text may have
     */
    record Keep(char kind, int most) {
        static final Keep NOTHING = new Keep('-', 0);

        private static final Pattern NETWORK = Pattern.compile("[0-9]{3}-[0-9]{2,3}");
        private static final Pattern ADDRESS =
                Pattern.compile("(?i)(?:[0-9]{1,3}\\.){3,31}[0-9]{1,3}|[0-9a-f:]*:[0-9a-f:]*");
        private static final Pattern TURNED = Pattern.compile("[0-9A-Fa-f]{7,8}|0");
        private static final Pattern NUMBER = Pattern.compile("-?([0-9]*)(?:\\.[0-9]{1,2})?");
        private static final Pattern HEX = Pattern.compile("(?:0[xX])?([0-9A-Fa-f]*)");
        private static final int STATUS_WORD = 4;

        /** A field of the list: {@code 3}, {@code w}, {@code h4}. */
        static Keep of(String word) {
            if (Character.isDigit(word.charAt(0))) {
                return new Keep('n', Integer.parseInt(word));
            }
            return new Keep(word.charAt(0), word.length() > 1 ? Integer.parseInt(word.substring(1)) : 0);
        }

        /** It takes the rest of the line, commas and all. */
        boolean isRest() {
            return kind == 't';
        }

        /**
         * The parts of a value that do not stay.
         *
         * @param file the line answers a question for a file that is the same for all cards of an operator
         */
        List<Span> covers(String value, boolean file) {
            return switch (kind) {
                case 'n' -> wholeUnless(value, fits(NUMBER, value));
                case 'h' -> wholeUnless(value, fits(HEX, value));
                case 'm' -> wholeUnless(value, NETWORK.matcher(value).matches());
                case 'w' -> wholeUnless(value, shipped().isWords(value));
                case 'a' -> wholeUnless(value, ADDRESS.matcher(value).matches());
                case 'l' -> wholeUnless(value, TURNED.matcher(value).matches());
                case 'f' -> wholeUnless(value, file && isIssuersFile(value));
                case 's' -> List.of(new Span(0, Math.max(0, value.length() - STATUS_WORD)));
                case 'o' -> Runs.ofName(value);
                case 't' -> Runs.ofMaker(value);
                default -> wholeUnless(value, value.length() < 2);
            };
        }

        private boolean fits(Pattern pattern, String value) {
            var found = pattern.matcher(value);
            return found.matches() && found.group(1).length() <= most;
        }

        /** EF_AD has four bytes, EF_SPN seventeen: a byte of rules, and a name without a number in it. */
        private static boolean isIssuersFile(String hex) {
            return hex.matches("[0-9A-Fa-f]{1,8}")
                    || (hex.matches("[0-9A-Fa-f]{34}")
                            && !Digits.bytes(hex.toUpperCase(Locale.ROOT)).matches("(?s).*(?:[0-9]\\x00?){4}.*"));
        }

        private static List<Span> wholeUnless(String value, boolean harmless) {
            return harmless ? List.of() : List.of(new Span(0, value.length()));
        }
    }
}
