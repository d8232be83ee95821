package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.bench.bundle.Target;
import dev.outpost.packages.DummyFeeds;
import dev.outpost.router.Bundle;
import dev.outpost.step.Exit;
import dev.outpost.text.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the packages come from, and how that is told. */
class SourcesIT {
    @TempDir
    Path folder;

    @Test
    void whatNobodyBroughtComesOverTheLaptopsInternetAndStaysForTheNextRouter() throws Exception {
        var target = Target.MR3020_24_10_8;
        try (var feeds = new DummyFeeds(folder.resolve("server"), target);
                var run = new BenchRun(BenchOptions.usual(folder.resolve("bench")))) {
            run.probe();

            run.run("plan", run.site());
            assertTrue(run.out.contains("packages come from " + folder.resolve("bench/bundle")), run.out);

            forget(folder.resolve("bench/bundle"));
            assertEquals(Exit.DONE, run.run("plan", run.site()), run.out + run.err);
            assertTrue(run.out.contains("laptop: find where 5 packages for OpenWrt 24.10.8"), run.out);
            assertEquals(Exit.BLOCKED, run.run("apply", run.site()), run.out + run.err);
            assertTrue(
                    run.out.contains("FEED-UNREACHABLE") && (run.out + run.err).contains("PKG-NO-BUNDLE"),
                    run.out + run.err);
            assertTrue(run.out.contains("no internet of its own"), run.out);
            assertEquals(0, writes(run), "nothing was written to the router");

            run.run("apply", run.site(), "--feed", feeds.base(), "--via", run.bench.viewer());
            assertTrue(run.out.contains("packages come over the laptop's internet"), run.out + run.err);
            assertTrue(run.out.contains("22 packages installed"), run.out + run.err);

            var kept = Bundle.in(folder.resolve("bench/outpost/bundles/24.10.8/ramips/mt76x8"));
            assertTrue(kept.items().containsKey("wireguard-tools"));
        }
    }

    private static int writes(BenchRun run) throws Exception {
        return Yaml.parse("counters", run.counters())
                .map()
                .map("router")
                .flatMap(map -> map.integer("writes", 0, Integer.MAX_VALUE))
                .orElseThrow();
    }

    private static void forget(Path tree) throws IOException {
        try (var files = Files.walk(tree)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
