package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.adapter.ssh.SshLinks;
import dev.outpost.bench.BenchOptions;
import dev.outpost.shell.Batch;
import dev.outpost.shell.Credentials;
import dev.outpost.shell.HostKeyPolicy;
import dev.outpost.shell.Route;
import dev.outpost.shell.Script;
import dev.outpost.site.Reach;
import dev.outpost.step.Exit;
import dev.outpost.step.Ticker;
import dev.outpost.text.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise 3: a router that somebody set up is written to only by its MAC, after its changes were shown, and never if it is the laptop's gateway. */
class AdoptIT {
    private static final String MAC = "c0:06:c3:00:00:01";

    @TempDir
    Path folder;

    @Test
    void takesARouterThatSomebodySetUpOnlyByItsMac() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            assertEquals(Exit.DONE, run.probe(), run.err);
            onRouter(run, "uci set system.@system[0].hostname=office; uci commit system");
            var before = writes(run);

            assertEquals(Exit.BLOCKED, run.apply(), run.out);
            refused(run, "ROUTER-NOT-FRESH", "its name is office", "--adopt " + MAC, "router: network.wan = interface");

            assertEquals(Exit.BLOCKED, run.apply("--adopt", "02:00:00:00:00:09"), run.out);
            refused(run, "ROUTER-NOT-FRESH", "--adopt names another one, 02:00:00:00:00:09");

            assertFalse(Files.exists(run.state().resolve("sites/barn-1/unit.json")), "nothing is pinned either");
            var route = run.bench.laptopRoot().resolve("proc/net/route");
            var routes = Files.readString(route);
            Files.writeString(route, routes + "eth0\t00000000\t0101A8C0\t0003\t0\t0\t900\t00000000\t0\t0\t0\n");
            assertEquals(Exit.BLOCKED, run.apply("--adopt", MAC), run.out);
            refused(
                    run,
                    "ROUTER-IS-GATEWAY",
                    "192.168.1.1 on eth0",
                    "sudo ip route del default via 192.168.1.1 dev eth0");
            assertEquals(before, writes(run), "nothing was written");
            Files.writeString(route, routes);

            assertEquals(Exit.DONE, run.apply("--adopt", MAC), run.out + run.err);
            assertTrue(words(run).contains("this router is adopted"), run.out);
        }
    }

    @Test
    void aMarkerOfAnotherSiteIsRefusedAndSaid() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            assertEquals(Exit.DONE, run.probe(), run.err);
            onRouter(
                    run,
                    "touch /etc/config/outpost; uci set outpost.site=site; uci set outpost.site.name=elsewhere; uci commit"
                            + " outpost");

            assertEquals(Exit.BLOCKED, run.apply(), run.out);

            refused(run, "ROUTER-ELSEWHERE", "belongs to site elsewhere");
        }
    }

    @Test
    void aRouterOfAnotherMacThanTheSiteFileNamesIsRefused() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            assertEquals(Exit.DONE, run.probe(), run.err);
            var site = Path.of(run.site());
            Files.writeString(site, Files.readString(site).replace("router:\n", "router:\n  mac: 02:00:00:00:00:09\n"));

            assertEquals(Exit.BLOCKED, run.apply(), run.out);

            refused(run, "ROUTER-OTHER-MAC", MAC + ", not 02:00:00:00:00:09", "outpost find");
        }
    }

    private static void refused(BenchRun run, String... words) {
        for (var word : words) {
            assertTrue(words(run).contains(word), word + " is missing in:\n" + run.out + run.err);
        }
    }

    private static String words(BenchRun run) {
        return (run.out + run.err).replaceAll("\\s+", " ");
    }

    private static int writes(BenchRun run) throws Exception {
        return Yaml.parse("counters", run.counters())
                .map()
                .map("router")
                .flatMap(map -> map.integer("writes", 0, 9999))
                .orElseThrow();
    }

    private static void onRouter(BenchRun run, String command) throws IOException {
        var reach = Reach.parse(run.bench.router()).orElseThrow();
        var nothing = new Credentials("root", true, List.of(), Optional.empty());
        try (var link = new SshLinks(Ticker.REAL)
                .open(new Route.Direct(reach.host(), reach.port()), nothing, new HostKeyPolicy.FirstSight())) {
            var answers = link.run(Batch.of(Script.of("set", command)), Duration.ofSeconds(30));
            assertTrue(answers.getLast().succeeded(), answers.toString());
        }
    }
}
