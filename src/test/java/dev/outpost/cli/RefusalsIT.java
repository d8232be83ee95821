package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.ledger.Ledger;
import dev.outpost.ledger.State;
import dev.outpost.ledger.Unit;
import dev.outpost.step.Exit;
import dev.outpost.text.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What apply refuses after looking, with nothing written. */
class RefusalsIT {
    @TempDir
    Path folder;

    @Test
    void writesToNoRouterThatIsNotTheRightOne() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            run.probe();
            refused(run, Exit.UNREACHABLE, "ROUTER-UNREACHABLE", "--router", "127.0.0.1:9");
            refused(run, Exit.BLOCKED, "ROUTER-NOT-FRESH", "--router", run.bench.relay());
            assertEquals(
                    Exit.BLOCKED,
                    run.run(
                            "apply",
                            run.site(),
                            "--bundle",
                            folder.resolve("relays").toString()),
                    run.out + run.err);
            assertTrue((run.out + run.err).contains("PKG-NO-BUNDLE"), run.out + run.err);

            var site = Path.of(run.site());
            var words = Files.readString(site);
            Files.writeString(site, words.replace("router:\n", "router:\n  lan: 192.168.77.1/24\n"));
            refused(run, Exit.BLOCKED, "LAN-CAMERA-OUTSIDE");
            Files.writeString(site, words);

            assertFalse(Files.exists(run.state().resolve("sites/barn-1/unit.json")), "refused: nothing is pinned");
            run.run("inspect", run.bench.router(), "--format", "json");
            var hostKey = Yaml.parse("inspect", run.out).map().requireString("hostKey");
            var state = State.in(run.state()).site("barn-1");
            state.unit(new Unit("c0:06:c3:00:00:01", "SHA256:" + "A".repeat(43)));
            refused(run, Exit.BLOCKED, "ROUTER-HOSTKEY-CHANGED");

            state.unit(new Unit("02:00:00:00:00:09", hostKey));
            refused(run, Exit.BLOCKED, "ROUTER-OTHER-MAC");

            assertEquals(
                    Optional.empty(), Ledger.in(run.state()).find("barn-1"), "a refused run is given no addresses");
            var counters = Yaml.parse("counters", run.counters()).map();
            for (var host : new String[] {"router", "relay"}) {
                assertEquals(
                        0,
                        counters.map(host)
                                .flatMap(map -> map.integer("writes", 0, 9999))
                                .orElseThrow(),
                        host);
            }
        }
    }

    private static void refused(BenchRun run, Exit exit, String code, String... words) {
        var ended = run.apply(words);

        assertTrue((run.out + run.err).contains(code), run.out + run.err);
        assertEquals(exit, ended, run.out + run.err);
    }
}
