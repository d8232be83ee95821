package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.bench.clock.RoomTime;
import dev.outpost.cli.StageNarrator.Telling;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.Exit;
import dev.outpost.step.Narrator;
import dev.outpost.survey.Wishes;
import dev.outpost.workflow.Request;
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
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What each command prints on a narrow, a usual and a wide screen. One bench serves them all, and a run of apply is seen on three screens at once. */
class WidthsIT {
    private static final List<Integer> WIDTHS = List.of(60, 80, 120);

    /** What begins a line: a mark, or a word with its text in a column. */
    private static final Pattern HEAD = Pattern.compile("^ *(?:[✓✗→☞·!+-] |(?:because|next) )");

    /** A table's row, in which several things stand in columns. */
    private static final Pattern ROW = Pattern.compile("\\S {2,}\\S.*\\S {2,}\\S");

    /** Up to where its text begins. */
    private static final Pattern TEXT = Pattern.compile("^ *(?:[✓✗→☞·!+-] |\\S+(?: \\S+)* {2,}|(?:because|next) +)");

    @TempDir
    Path folder = Path.of("");

    private final Map<String, String> seen = new LinkedHashMap<>();

    @Test
    void everyCommandHasItsScreenAtEachWidth() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            var bundle = folder.resolve("bundle").toString();
            var fleet = folder.resolve("fleet.yaml").toString();
            screens(run, "probe", "probe", "--port", run.bench.dongle(), "--save", run.site());
            screens(run, "find", "find");
            screens(run, "inspect", "inspect", run.bench.router());
            screens(run, "signal", "signal", "--port", run.bench.dongle(), "--count", "1");
            screens(run, "plan", "plan", run.site(), "--bundle", bundle);

            run.control("POST", "/faults/wrong-apn");
            assertEquals(Exit.BLOCKED, applied(run, "apply-refused"));
            run.control("DELETE", "/faults/wrong-apn");
            assertEquals(Exit.DONE, applied(run, "apply"));

            screens(run, "verify", "verify", run.site(), "--via", run.bench.viewer());
            screens(run, "doctor", "doctor", run.site(), "--via", run.bench.viewer());
            screens(run, "batch", "batch", fleet, "--bundle", bundle, "--via", run.bench.viewer());
            screens(run, "relay-show", "relay", "show", folder + "/relays/vps1.yaml");
            screens(run, "ledger-show", "ledger", "show");
            screens(run, "show", "show", run.site(), "--for", "vlc");
            screens(run, "replace", "replace", run.site(), "dongle");
        }
        assertAll(seen.entrySet().stream().map(screen ->
                (Executable) () -> assertEquals(golden(screen.getKey()), screen.getValue())));
        assertProblemIsLast(seen.getOrDefault("apply-refused", ""));
    }

    /** What explains it stands before it, and nothing behind it. */
    private static void assertProblemIsLast(String screens) {
        var each = screens.split("(?m)^== .* ==$");
        assertEquals(WIDTHS.size() + 1, each.length, screens);
        for (var screen : List.of(each).subList(1, each.length)) {
            var from = screen.lastIndexOf("\n✗ ");
            var problem = screen.substring(from).replaceAll("\\s+", " ");
            assertTrue(problem.contains("WAN-APN-REFUSED") && problem.contains(" next "), screen);
            assertTrue(screen.substring(0, from).contains("· the modem says"), screen);
            assertFalse(screen.contains("can be seen"), screen);
        }
    }

    private void screens(BenchRun run, String name, String... words) throws IOException {
        var screens = new LinkedHashMap<String, String>();
        for (var width : WIDTHS) {
            var screen = screen(run, width);
            var exit = screen.runShort(words);
            screens.put(width + " columns, exit " + exit.code(), screen.out);
        }
        keep(run, name, screens);
    }

    private Exit applied(BenchRun run, String name) throws IOException {
        var site = SiteFiles.site(Path.of(run.site()));
        var screens = WIDTHS.stream().map(width -> screen(run, width)).toList();
        var frames = screens.stream().map(screen -> new Frame(screen.around())).toList();
        var narrator =
                each(frames.stream().map(frame -> frame.stages(Telling.STAGES)).toList());
        var wishes =
                new Wishes(Optional.of(folder.resolve("bundle")), Optional.empty(), Optional.empty(), false, false);
        var request = new Request(wishes, Optional.of(ViaOption.vantage(run.bench.viewer())), Optional.empty());
        var outcome = frames.getFirst().apply(_ -> narrator).run(site, request);
        for (var frame : frames) {
            frame.ended(outcome, site.file());
            frame.finish(outcome);
        }
        var printed = new LinkedHashMap<String, String>();
        for (var i = 0; i < WIDTHS.size(); i++) {
            printed.put(
                    WIDTHS.get(i) + " columns, exit " + outcome.exit().code(),
                    screens.get(i).printed());
        }
        keep(run, name, printed);
        return outcome.exit();
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

    private static InProcess screen(BenchRun run, int width) {
        var files = run.bench.files().toString();
        return new InProcess(
                run.bench.laptopRoot(),
                Map.of("XDG_STATE_HOME", files, "XDG_CACHE_HOME", files, "TERM", "dumb"),
                true,
                width,
                Clock.systemUTC(),
                RoomTime.ROOM,
                new Wiring());
    }

    private void keep(BenchRun run, String name, Map<String, String> screens) throws IOException {
        var text = screens.entrySet().stream()
                .map(screen -> "== " + screen.getKey() + " ==\n" + settled(run, screen.getValue()))
                .collect(Collectors.joining());
        seen.put(name, text);
        Files.writeString(
                Files.createDirectories(Path.of("target/screens/widths")).resolve(name + ".txt"), text);
    }

    private static String golden(String name) throws IOException {
        var file = "/screens/widths/" + name + ".txt";
        try (var in = Objects.requireNonNull(WidthsIT.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Without what differs each time; a line in which something does is not broken, as it would break elsewhere each time. */
    private static String settled(BenchRun run, String screen) {
        var entries = new ArrayList<List<String>>();
        var level = screen.replaceAll("(?m)^( +· clock .*, up ).*$", "$1A-WHILE")
                .replaceAll("(?m) +[0-9]+ s$", "")
                .replaceAll("[0-9]{3}(\\s+of )[0-9]{4}(?= KiB flash)", "NNN$1NNNN")
                .replaceAll("(?<= 0 of )[0-9]{4}(?= KiB flash)", "NNNN")
                .replaceAll("(?m)^ +· the router's log.*\n(?: {6}.*\n)*", "")
                .replace("Kept in\n", "Kept in ")
                .replaceAll("(?m)^ +✓ wan has the address .*\n", "")
                .replaceAll("(?m)^ +! camera yard sent the very same picture as .*\n.*\n", "");
        for (var line : level.lines().map(String::stripTrailing).toList()) {
            if (entries.isEmpty() || !goesOn(entries.getLast().getFirst(), line)) {
                entries.add(new ArrayList<>());
            }
            entries.getLast().add(line);
        }
        return entries.stream().map(entry -> settled(run, entry)).collect(Collectors.joining("\n", "", "\n"));
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

    private static String settled(BenchRun run, List<String> entry) {
        var joined = entry.getFirst()
                + entry.stream().skip(1).map(line -> " " + line.strip()).collect(Collectors.joining());
        var plain = masked(joined, run.bench.files().toString());
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
                .replaceAll("[0-9]+ (?:s|min) ago", "N s ago")
                .replaceAll("\\b[0-9]:[0-9]{2}\\b", "M:SS");
    }
}
