package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.ledger.State;
import dev.outpost.step.Exit;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking writes nothing, anywhere; and what is shown is what is made. */
class PlanOnlyLooksIT {
    @TempDir
    Path folder;

    @Test
    void aFreshSiteIsPlannedWithoutATraceOnLaptopRouterAndRelay() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            run.probe();
            var before = tree(run.bench.files());
            var counted = counters(run);

            assertEquals(Exit.DONE, plan(run), run.out + run.err);

            assertEquals(List.of(), differences(before, tree(run.bench.files())), "what the laptop holds");
            assertEquals(1, more(run, counted, "router", "connections"));
            assertEquals(1, more(run, counted, "router", "channels"));
            assertEquals(0, more(run, counted, "router", "writes"));
            assertEquals(1, more(run, counted, "relay", "connections"));
            assertEquals(1, more(run, counted, "relay", "channels"));
            assertEquals(0, more(run, counted, "relay", "writes"));
        }
    }

    @Test
    void aStateFolderThatIsNotThereIsNotMade() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            var state = folder.resolve("nowhere/state");

            assertEquals(Exit.DONE, run.run("plan", run.site(), "--state", state.toString()), run.out + run.err);

            assertFalse(Files.exists(folder.resolve("nowhere")), run.out);
        }
    }

    @Test
    void packagesThatNobodyHasAreNoReasonToAskTheRouterOrTheInternet() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            run.probe();
            Files.move(run.bench.files().resolve("bundle"), folder.resolve("elsewhere"));
            var counted = counters(run);

            assertEquals(Exit.DONE, run.run("plan", run.site(), "--format", "json"), run.out + run.err);

            assertTrue(kinds(run.out).containsAll(List.of("laptop packages", "router package")), run.out);
            assertEquals(1, more(run, counted, "router", "channels"));
        }
    }

    @Test
    void waitsForNobodysLock() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder));
                var _ = State.in(run.state()).site("barn-1").lock()) {
            assertEquals(Exit.DONE, plan(run), run.out + run.err);
        }
    }

    @Test
    void applyMakesExactlyWhatPlanShowed() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            run.probe();
            plan(run, "--format", "json");
            var shown = changes(run.out);
            assertTrue(
                    kinds(run.out)
                            .containsAll(List.of(
                                    "laptop allocation",
                                    "laptop host-key",
                                    "relay interface",
                                    "relay guest",
                                    "router key",
                                    "router package",
                                    "router section")),
                    run.out);

            assertEquals(Exit.DONE, run.apply("--format", "json"), run.out + run.err);

            assertEquals(shown, changes(run.out));
            assertEquals(Exit.DONE, plan(run, "--format", "json"), run.out + run.err);
            assertEquals(List.of(), changes(run.out), "each of them is made");
        }
    }

    private static Exit plan(BenchRun run, String... more) {
        var words = new ArrayList<>(List.of(
                "plan",
                run.site(),
                "--bundle",
                run.bench.files().resolve("bundle").toString()));
        words.addAll(List.of(more));
        return run.run(words.toArray(String[]::new));
    }

    private static List<String> changes(String document) {
        return Yaml.parse("plan", document).map().maps("changes").stream()
                .map(change -> kind(change) + " " + change.requireString("phase") + ": " + change.requireString("what"))
                .toList();
    }

    private static List<String> kinds(String document) {
        return Yaml.parse("plan", document).map().maps("changes").stream()
                .map(PlanOnlyLooksIT::kind)
                .distinct()
                .toList();
    }

    private static String kind(YamlMap change) {
        return change.requireString("target") + " " + change.requireString("kind");
    }

    private static YamlMap counters(BenchRun run) throws Exception {
        return Yaml.parse("counters", run.counters()).map();
    }

    private static int more(BenchRun run, YamlMap before, String host, String what) throws Exception {
        return count(counters(run), host, what) - count(before, host, what);
    }

    private static int count(YamlMap counters, String host, String what) {
        return counters.map(host)
                .flatMap(map -> map.integer(what, 0, Integer.MAX_VALUE))
                .orElseThrow();
    }

    /** Every file below a folder with its time and content. */
    private static Map<String, String> tree(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            var all = new TreeMap<String, String>();
            files.filter(file -> !Files.isSymbolicLink(file)).forEach(file -> all.put(file.toString(), mark(file)));
            return all;
        }
    }

    private static List<String> differences(Map<String, String> before, Map<String, String> after) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                .toList();
    }

    private static String mark(Path file) {
        try {
            return Files.getLastModifiedTime(file)
                    + (Files.isRegularFile(file) ? " " + Arrays.hashCode(Files.readAllBytes(file)) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
