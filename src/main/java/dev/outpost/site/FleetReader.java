package dev.outpost.site;

import dev.outpost.step.PlainFile;
import dev.outpost.step.ProblemCode;
import dev.outpost.text.Place;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlList;
import dev.outpost.text.YamlMap;
import dev.outpost.text.YamlText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code fleet.yaml}: what the units share under {@code defaults}, and a short entry for each unit that is laid over it
 * key by key; lists are replaced. In a unit, {@code reach} and {@code mac} stand for the router's, {@code sim} for the modem's
 * {@code apn} and {@code pin}, and {@code camera} is laid over the first camera.
 */
final class FleetReader {
    private static final String[] SHARED = {"router", "modem", "access", "viewers", "admins", "cameras"};
    private static final String[] UNIT = {
        "site", "reach", "mac", "camera", "sim", "router", "modem", "access", "viewers", "admins", "cameras"
    };
    private static final List<String> OF_ROUTER = List.of("reach", "mac");
    private static final List<String> SHORT = List.of("reach", "mac", "camera", "sim");

    private final YamlMap root;
    private final Path file;
    private final Values.Unique names = new Values.Unique("site name");
    private final Values.Unique reaches = new Values.Unique("address of a unit");

    FleetReader(YamlMap root, Path file) {
        this.root = root;
        this.file = file;
    }

    Fleet read() {
        root.only("defaults", "units");
        var defaults = root.map("defaults")
                .orElseGet(() -> YamlMap.empty(root.place()))
                .only(SHARED);
        var sites = new ArrayList<Site>();
        for (var unit : units()) {
            sites.add(site(unit.only(UNIT), defaults));
        }
        if (sites.isEmpty()) {
            throw root.whereIs("units").badValue("no unit at all", "at least one {site: NAME, reach: ADDRESS}");
        }
        return new Fleet(sites, file);
    }

    private Site site(YamlMap unit, YamlMap defaults) {
        names.claim(unit.require("site").text());
        var whole = spread(unit, defaults).over(defaults);
        whole.map("router").flatMap(router -> router.text("reach")).ifPresentOrElse(reaches::claim, () -> {
            throw unit.whereIs("site")
                    .problem(
                            ProblemCode.FILE_MISSING_KEY,
                            "'reach' is missing",
                            "expected where this unit answers: " + Reach.EXPECTED,
                            "add 'reach: ...'");
        });
        return new SiteReader(whole, file).read();
    }

    private List<YamlMap> units() {
        return root.require("units").list().maps();
    }

    /** The same with the rows of its table as units, where it names one. */
    static YamlMap withUnits(YamlMap root, Path file) {
        return root.get("units").orElse(root) instanceof YamlText csv
                ? root.with(
                        "units",
                        new YamlList(csv.place(), List.copyOf(UnitTable.read(Values.path(csv, file), csv.place()))),
                        root.whereIs("units"))
                : root;
    }

    /** The unit with its short words put where a site file has them. */
    private static YamlMap spread(YamlMap unit, YamlMap defaults) {
        var spread = unit.filtered(key -> !SHORT.contains(key));
        var router = unit.filtered(OF_ROUTER::contains).over(part(unit, "router"));
        spread = spread.with("router", router, unit.whereIs("reach"));
        var sim = unit.map("sim");
        if (sim.isPresent()) {
            var modem = sim.get().only("apn", "pin").over(part(unit, "modem"));
            spread = spread.with("modem", modem, unit.whereIs("sim"));
        }
        var camera = unit.map("camera");
        return camera.isPresent()
                ? spread.with("cameras", cameras(unit, defaults, camera.get()), unit.whereIs("camera"))
                : spread;
    }

    private static YamlList cameras(YamlMap unit, YamlMap defaults, YamlMap first) {
        var usual = unit.get("cameras").isPresent() ? unit.maps("cameras") : defaults.maps("cameras");
        var cameras = new ArrayList<Yaml>(usual);
        if (cameras.isEmpty()) {
            cameras.add(first);
        } else {
            cameras.set(0, first.over(usual.getFirst()));
        }
        return new YamlList(first.place(), cameras);
    }

    private static YamlMap part(YamlMap unit, String key) {
        return unit.map(key).orElseGet(() -> YamlMap.empty(unit.place()));
    }

    /**
     * A fleet's units as a table, RFC 4180: the first row names the columns, each with the words of a unit joined by dots
     * ({@code site,reach,camera.address}); an empty cell says nothing. A cell may not hold a line break.
     */
    private static final class UnitTable {
        private static final int MOST_COLUMNS = 200;
        private static final int LONGEST_COLUMN = 100;

        private final String file;

        private UnitTable(String file) {
            this.file = file;
        }

        /** The rows as units, each value with its line and column. */
        static List<YamlMap> read(Path csv, Place named) {
            try {
                return new UnitTable(csv.toString()).units(PlainFile.of(csv).lines());
            } catch (IOException e) {
                throw named.badValue(
                        "the table " + csv.getFileName() + " cannot be read", "a list of units or a CSV file in UTF-8");
            }
        }

        private List<YamlMap> units(List<String> lines) {
            if (lines.isEmpty()) {
                throw new Place(file, 1, 1).badValue("the table is empty", "a first row with site,reach");
            }
            var columns = cells(lines.getFirst(), 1);
            refuseTooMuch(columns);
            var units = new ArrayList<YamlMap>();
            for (var row = 1; row < lines.size(); row++) {
                if (!lines.get(row).isBlank()) {
                    units.add(unit(columns, cells(lines.get(row), row + 1), row + 1));
                }
            }
            return units;
        }

        /** A unit has some dozens of words, and the longest joins four. */
        private static void refuseTooMuch(List<YamlText> columns) {
            columns.stream().skip(MOST_COLUMNS).findFirst().ifPresent(more -> {
                throw more.place().badValue("more columns than a unit has words", MOST_COLUMNS + " at most");
            });
            columns.stream()
                    .filter(column -> column.value().length() > LONGEST_COLUMN)
                    .findFirst()
                    .ifPresent(column -> {
                        throw column.place().badValue("a column's name without end", "words of a unit joined by dots");
                    });
        }

        private YamlMap unit(List<YamlText> columns, List<YamlText> cells, int line) {
            if (cells.size() > columns.size()) {
                throw cells.get(columns.size())
                        .place()
                        .badValue("a cell without a column", columns.size() + " cells, as the first row has");
            }
            var unit = YamlMap.empty(new Place(file, line, 1));
            for (var i = 0; i < cells.size(); i++) {
                if (!cells.get(i).value().isEmpty()) {
                    unit = nested(columns.get(i), cells.get(i)).over(unit);
                }
            }
            return new YamlMap(new Place(file, line, 1), unit.values(), unit.keys());
        }

        private static YamlMap nested(YamlText column, YamlText cell) {
            var words = column.value().split("\\.", 2);
            var inner = words.length == 1 ? cell : nested(new YamlText(column.place(), words[1], true), cell);
            return YamlMap.empty(cell.place()).with(words[0], inner, column.place());
        }

        private List<YamlText> cells(String line, int number) {
            var cells = new ArrayList<YamlText>();
            var text = line.startsWith("\uFEFF") ? line.substring(1) : line;
            var start = 0;
            while (start <= text.length()) {
                var end = end(text, start, number);
                cells.add(new YamlText(new Place(file, number, start + 1), content(text.substring(start, end)), false));
                start = end + 1;
            }
            return cells;
        }

        /** Where the cell ends: at the next comma that is not inside quotes. */
        private int end(String text, int start, int line) {
            var quoted = false;
            for (var i = start; i < text.length(); i++) {
                quoted ^= text.charAt(i) == '"';
                if (text.charAt(i) == ',' && !quoted) {
                    return i;
                }
            }
            if (quoted) {
                throw new Place(file, line, start + 1)
                        .badValue("a quote is not closed", "a second \" in the same line");
            }
            return text.length();
        }

        private static String content(String cell) {
            var trimmed = cell.strip();
            return trimmed.length() >= 2 && trimmed.startsWith("\"") && trimmed.endsWith("\"")
                    ? trimmed.substring(1, trimmed.length() - 1).replace("\"\"", "\"")
                    : trimmed;
        }
    }
}
