package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.clock.RoomTime;
import dev.outpost.ledger.Outcome;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.Exit;
import dev.outpost.step.Narrator;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;

/** What commands print on a narrow, a usual and a wide screen, and whether that is what they printed when somebody looked at it. */
final class Screens {
    static final List<Integer> WIDTHS = List.of(60, 80, 120);

    /** What begins a line: a mark, or a word with its text in a column. */
    private static final Pattern HEAD =
            Pattern.compile("^(?:(?: {2}| {6})?[✓✗→☞·!+-] | *(?:because|next) | *[0-9]* *\\| )");

    /** A table's row, in which several things stand in columns. */
    private static final Pattern ROW = Pattern.compile("\\S {2,}\\S.*\\S {2,}\\S");

    /** Up to where its text begins. */
    private static final Pattern TEXT =
            Pattern.compile("^ *(?:[✓✗→☞·!+-] |\\S+(?: \\S+)* {2,}|(?:because|next) +|(?<=^ {4})(?=address ))");

    /** What may stand before a word that is wider than the screen. */
    private static final int MARGIN = 24;

    private final Path laptop;
    private final Path folder;
    private final Map<String, String> seen = new LinkedHashMap<>();

    /** @param folder of the state and of all files that are named; it is left out of what is printed */
    Screens(Path laptop, Path folder) {
        this.laptop = laptop;
        this.folder = folder;
    }

    /** Something that is done once and told on all screens at once. */
    interface Action {
        Outcome run(Frame frame, Narrator narrator) throws IOException;
    }

    void type(String name, String... words) throws IOException {
        print(name, screen -> screen.runShort(words));
    }

    /** What changes with what there is to tell: only that it fits is held. */
    void fits(String name, String... words) {
        for (var width : WIDTHS) {
            var screen = screen(width);
            screen.runShort(words);
            assertFits(name, width, screen.printed());
        }
    }

    /** What is printed by a part of a command. */
    void print(String name, Function<InProcess, Exit> part) throws IOException {
        var screens = new LinkedHashMap<String, String>();
        for (var width : WIDTHS) {
            var screen = screen(width);
            var exit = part.apply(screen);
            assertFits(name, width, screen.printed());
            screens.put(width + " columns, exit " + exit.code(), screen.printed());
        }
        keep(name, screens);
    }

    /** @param narrators who tells on one screen */
    Exit once(String name, Path site, Function<Frame, Narrator> narrators, Action action) throws IOException {
        var screens = WIDTHS.stream().map(this::screen).toList();
        var frames = screens.stream().map(screen -> new Frame(screen.around())).toList();
        var outcome = action.run(
                frames.getFirst(), each(frames.stream().map(narrators).toList()));
        var printed = new LinkedHashMap<String, String>();
        for (var i = 0; i < WIDTHS.size(); i++) {
            frames.get(i).ended(outcome, SiteFiles.site(site).file());
            frames.get(i).finish(outcome);
            assertFits(name, WIDTHS.get(i), screens.get(i).printed());
            printed.put(
                    WIDTHS.get(i) + " columns, exit " + outcome.exit().code(),
                    screens.get(i).printed());
        }
        keep(name, printed);
        return outcome.exit();
    }

    /** No line is wider than the screen, but for a word that cannot be: a path stands alone, so that it can be copied whole. */
    private static void assertFits(String name, int width, String printed) {
        var lines = name.equals("show") ? List.<String>of() : printed.lines().toList(); // that is pasted elsewhere
        for (var line : lines) {
            var longest = Stream.of(line.strip().split(" "))
                    .mapToInt(String::length)
                    .max()
                    .orElse(0);
            assertTrue(line.length() <= width || longest + MARGIN > width, () -> name + " at " + width + ": " + line);
        }
    }

    /** What was printed under a name. */
    String of(String name) {
        return seen.getOrDefault(name, "");
    }

    void assertGolden() {
        assertAll(seen.entrySet().stream().map(screen ->
                (Executable) () -> assertEquals(golden(screen.getKey()), screen.getValue(), screen.getKey())));
    }

    /** Whoever tells this one tells all of them. */
    private static Narrator each(List<Narrator> all) {
        return (Narrator) Proxy.newProxyInstance(
                Narrator.class.getClassLoader(), new Class<?>[] {Narrator.class}, (_, method, words) -> {
                    for (var one : all) {
                        method.invoke(one, words);
                    }
                    return null;
                });
    }

    private InProcess screen(int width) {
        var files = folder.toString();
        return new InProcess(
                laptop,
                Map.of("XDG_STATE_HOME", files, "XDG_CACHE_HOME", files, "TERM", "dumb"),
                true,
                width,
                Clock.systemUTC(),
                RoomTime.ROOM,
                new Wiring());
    }

    private void keep(String name, Map<String, String> screens) throws IOException {
        var text = screens.entrySet().stream()
                .map(screen -> "== " + screen.getKey() + " ==\n" + settled(screen.getValue()))
                .collect(Collectors.joining());
        seen.put(name, text);
        Files.writeString(
                Files.createDirectories(Path.of("target/screens/widths")).resolve(name + ".txt"), text);
    }

    private static String golden(String name) throws IOException {
        var file = "/screens/widths/" + name + ".txt";
        try (var in = Objects.requireNonNull(Screens.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Without what differs each time; a line in which something does is not broken, as it would break elsewhere each time. */
    private String settled(String screen) {
        var entries = new ArrayList<List<String>>();
        var level = screen.replaceAll("(?m)^( +· clock .*, up ).*$", "$1A-WHILE")
                .replaceAll("(?m) +[0-9]+ s$", "")
                .replaceAll("[0-9]{3}(\\s+of )[0-9]{4}(?= KiB flash)", "NNN$1NNNN")
                .replaceAll("(?<= 0 of )[0-9]{4}(?= KiB flash)", "NNNN")
                .replaceAll("(?m)^ +· the router's log.*\n(?: {6}.*\n)*", "")
                .replace("Kept in\n", "Kept in ")
                .replaceAll("(?m)^ +✓ wan has the address .*\n", "");
        for (var line : level.lines().map(String::stripTrailing).toList()) {
            if (entries.isEmpty() || !goesOn(entries.getLast().getFirst(), line)) {
                entries.add(new ArrayList<>());
            }
            entries.getLast().add(line);
        }
        return entries.stream().map(this::settled).collect(Collectors.joining("\n", "", "\n"));
    }

    /** A line below that begins where the first one's text does. */
    private static boolean goesOn(String head, String line) {
        var text = TEXT.matcher(head);
        return !line.isEmpty()
                && text.find()
                && !ROW.matcher(head).find()
                && line.length() - line.stripLeading().length() >= text.end()
                && !HEAD.matcher(line).find();
    }

    private String settled(List<String> entry) {
        var joined = entry.getFirst()
                + entry.stream().skip(1).map(line -> " " + line.strip()).collect(Collectors.joining());
        var plain = masked(joined, folder.toString());
        return plain.equals(joined) && !ROW.matcher(joined).find()
                ? String.join("\n", entry)
                : plain.replaceAll("(?<=\\S) {2,}", "  ");
    }

    private static String masked(String line, String folder) {
        return line.replace(folder, "FOLDER")
                .replaceAll("127\\.0\\.0\\.1:[0-9]+", "127.0.0.1:PORT")
                .replaceAll("/dev/pts/[0-9]+", "/dev/pts/N")
                .replaceAll("[A-Za-z0-9+/]{43}=", "PUBLIC-KEY")
                .replaceAll("SHA256:\\S+", "KEY")
                .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:]+Z?)?", "DATE")
                .replaceAll("(?<! after )\\b[0-9.]+ (ms|s|bytes|B|KiB|[kM]bit/s|GB)(?![ ]flash)(?= |,|;|$)", "N $1")
                .replaceAll("after [0-9]+ s, worst", "after N s, worst")
                .replaceAll("heard [0-9]+", "heard N")
                .replaceAll("[0-9]+ profiles", "N profiles")
                .replaceAll("[0-9]+ (?:s|min) ago", "N s ago")
                .replaceAll("(?<![:\\w])[0-9]:[0-9]{2}\\b", "M:SS");
    }
}
