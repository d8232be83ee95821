package dev.outpost.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows whose cells stand below each other; a row without cells is a blank line. */
final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    Table row(String... cells) {
        rows.add(Arrays.stream(cells).map(Console::printable).toList());
        return this;
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
