package dev.outpost.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text as lines of a screen. */
final class Lines {
    /** Indentation and backslash of a command that goes on in the next line. */
    private static final int CONTINUED = 6;

    private static final Pattern BREAK =
            Pattern.compile(" (?!(?<=: )\"|(?<=SECRET )page|(?<=(?:TCP|UDP) )[0-9]|(?<=× )[0-9]"
                    + "|(?<=[0-9] )(?:×|(?:ms|s|min|h|B|bytes|KiB|MiB|MB|GB|dBm|dB|mA|W|V|m|%)(?![\\w/-])))");

    private Lines() {}

    /** A command that goes on in further lines, each with a backslash at its end, so that it can be pasted. */
    static List<String> pasteable(String margin, String command, int width) {
        var parts = wrap(command, width - CONTINUED);
        return IntStream.range(0, parts.size())
                .mapToObj(i -> margin + (i == 0 ? "" : "    ") + parts.get(i) + (i + 1 < parts.size() ? " \\" : ""))
                .toList();
    }

    /**
     * Breaks at blanks; a word longer than the line stands alone, so that it can be copied whole. A line of a YAML file with a quoted value is one
     * word: {@code reach: "[fe80::1%eth0]"}, and a number is not parted from its unit.
     */
    static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : BREAK.split(text, -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Without what moves a terminal's cursor, turns the direction of writing around, or is half a character. */
    static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\p{Cs}]+", " ")
                .stripTrailing();
    }

    /** Wrapped: the first line behind a head, the others below where its text begins. */
    static List<String> hang(int width, String head, int column, String text, UnaryOperator<String> look) {
        var lines = new ArrayList<String>();
        for (var line : wrap(text, width - column)) {
            lines.add((lines.isEmpty() ? head : " ".repeat(column)) + look.apply(line));
        }
        return lines;
    }

    /** For a terminal that shows ASCII alone: a sign becomes what people write in its place, a letter loses its accent. */
    static final class Ascii extends PrintStream {
        Ascii(PrintStream out) {
            super(out, true, StandardCharsets.US_ASCII);
        }

        @Override
        public void print(String text) {
            super.print(Normalizer.normalize(text.replace('×', 'x'), Normalizer.Form.NFKD)
                    .replaceAll("\\p{M}+", ""));
        }
    }

    /** Rows whose cells stand below each other; a row without cells is a blank line. */
    static final class Table {
        private static final String GAP = "  ";

        private final List<List<String>> rows = new ArrayList<>();

        Table row(String... cells) {
            rows.add(Arrays.stream(cells).map(Lines::printable).toList());
            return this;
        }

        /** A line a row; where one is wider than the screen, each row's first cells and what it has in its other columns below them. */
        void tell(Console console, int screen) {
            var lines = lines();
            if (lines.stream().allMatch(line -> line.length() <= screen)) {
                lines.forEach(console::line);
            } else {
                rows.stream().skip(1).forEach(row -> tell(console, row));
            }
        }

        private void tell(Console console, List<String> row) {
            console.line(row.get(0).isEmpty() ? GAP + row.get(1) : row.get(0) + GAP + row.get(1));
            var names = rows.getFirst();
            var others = IntStream.range(2, row.size())
                    .filter(column -> !row.get(column).matches("-?"))
                    .mapToObj(column -> names.get(column).toLowerCase(Locale.ROOT) + " " + row.get(column))
                    .collect(Collectors.joining(", "));
            console.labelled("", others, 2 * GAP.length());
        }

        /** One line a row, the last cell of each as long as it is. */
        List<String> lines() {
            return rows.stream().map(this::line).toList();
        }

        private String line(List<String> row) {
            var line = new StringBuilder();
            for (var column = 0; column < row.size(); column++) {
                var cell = row.get(column);
                line.append(cell)
                        .append(" ".repeat(width(column) - cell.length()))
                        .append(GAP);
            }
            return line.toString().stripTrailing();
        }

        private int width(int column) {
            return rows.stream()
                    .filter(row -> row.size() > column)
                    .mapToInt(row -> row.get(column).length())
                    .max()
                    .orElse(0);
        }
    }
}
