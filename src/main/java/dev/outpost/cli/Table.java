package dev.outpost.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows whose cells stand below each other; a row without cells is a blank line. */
final class Table {
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
            line.append(cell).append(" ".repeat(width(column) - cell.length())).append(GAP);
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
