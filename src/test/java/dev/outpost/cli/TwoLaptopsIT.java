package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outpost.bench.BenchOptions;
import dev.outpost.ledger.Ledger;
import dev.outpost.step.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two laptops that know nothing of each other, each with sites of its own on one relay, at the same time. */
class TwoLaptopsIT {
    @TempDir
    Path folder;

    @Test
    void giveNothingTwice() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder.resolve("bench")).withUnits(4))) {
            var fleet = Files.readString(run.bench.files().resolve("fleet.yaml"));
            var one = laptop(run, "one", without(fleet, "barn-3", "barn-4"));
            var other = laptop(run, "other", without(fleet, "barn-1", "barn-2"));

            var first = CompletableFuture.supplyAsync(one::batch);
            var second = CompletableFuture.supplyAsync(other::batch);

            assertEquals(Exit.DONE, first.get(), one.run.out + one.run.err);
            assertEquals(Exit.DONE, second.get(), other.run.out + other.run.err);
            var sites = Stream.concat(Ledger.in(one.state).sites().stream(), Ledger.in(other.state).sites().stream())
                    .toList();
            assertEquals(4, sites.size());
            assertEquals(
                    4, new HashSet<>(sites.stream().map(site -> site.network()).toList()).size(), "a block each");
            var guests = new ArrayList<String>();
            sites.forEach(site ->
                    site.peers().forEach(peer -> guests.add(peer.address().toString())));
            assertEquals(guests.size(), new HashSet<>(guests).size(), guests::toString);
        }
    }

    private record Desk(InProcess run, Path state, List<String> words) {
        Exit batch() {
            return run.run(words.toArray(String[]::new));
        }
    }

    private Desk laptop(BenchRun bench, String name, String fleet) throws Exception {
        var state = folder.resolve(name);
        var file = Files.writeString(bench.bench.files().resolve("fleet-" + name + ".yaml"), fleet);
        Files.createDirectories(state.resolve("outpost/relays"));
        var desk = new InProcess(
                bench.bench.laptopRoot(),
                Map.of(
                        "XDG_STATE_HOME",
                        state.toString(),
                        "XDG_CACHE_HOME",
                        bench.bench.files().toString()));
        return new Desk(
                desk,
                state.resolve("outpost"),
                List.of(
                        "batch",
                        file.toString(),
                        "--bundle",
                        bench.bench.files().resolve("bundle").toString(),
                        "--via",
                        bench.bench.viewer(),
                        "--format",
                        "json"));
    }

    /** The units of a fleet are lines of their own. */
    private static String without(String fleet, String... names) {
        var kept = new StringBuilder();
        fleet.lines()
                .filter(line -> Stream.of(names).noneMatch(name -> line.contains("site: " + name)))
                .forEach(line -> kept.append(line).append('\n'));
        return kept.toString();
    }
}
