package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.adapter.ssh.SshLinks;
import dev.outpost.bench.BenchOptions;
import dev.outpost.schema.Schema;
import dev.outpost.shell.Batch;
import dev.outpost.shell.Credentials;
import dev.outpost.shell.HostKeyPolicy;
import dev.outpost.shell.Identity;
import dev.outpost.shell.Route;
import dev.outpost.shell.Script;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.Exit;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site's router breaks, and a spare from the shelf takes its place. */
class ReplaceIT {
    @TempDir
    Path folder;

    @Test
    void aSpareKeepsEverythingThatTheSiteHasAndTheOldRouterIsLockedOut() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder).withUnits(2))) {
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            var spare = spare();
            var before = ledger(run);
            var peers = peers();
            var page = Files.readString(run.state().resolve("sites/barn-1/viewers/phone.key"));

            assertEquals(Exit.BLOCKED, run.apply("--router", spare), run.out + run.err);
            var refused = (run.out + run.err).replaceAll("\\s+", " ");
            assertTrue(refused.contains("ROUTER-HOSTKEY-CHANGED"), refused);
            assertTrue(refused.contains("outpost replace " + run.site() + " router"), refused);

            assertEquals(Exit.DONE, replace(run, "--router", spare, "--format", "json"), run.out + run.err);
            assertEquals(List.of(), Schema.errors("replace", run.out));
            assertTrue(run.err.contains("takes the place of"), run.err);

            var after = ledger(run);
            assertEquals(unkeyed(before), unkeyed(after));
            assertNotEquals(before, after, "another router has another key");
            assertEquals(page, Files.readString(run.state().resolve("sites/barn-1/viewers/phone.key")));
            var now = peers();
            assertEquals(peers.size(), now.size(), "the old router is no peer any more");
            var gone = new TreeSet<>(peers);
            gone.removeAll(now);
            assertEquals(1, gone.size(), "and only it");

            assertEquals(Exit.DONE, run.apply("--router", spare), run.out + run.err);
            assertTrue((run.out + run.err).contains("nothing was written"), run.out + run.err);
        }
    }

    @Test
    void whatNeedsNoWordIsSaidAndNothingElseHappens() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            for (var what : List.of("dongle", "sim", "camera")) {
                assertEquals(Exit.BLOCKED, run.run("replace", run.site(), what), run.err);
                assertTrue(run.err.contains("REPLACE-BY-HAND"), run.err);
                assertTrue(run.err.replaceAll("\\s+", " ").contains("outpost apply"), run.err);
            }
            assertEquals(Exit.BLOCKED, run.run("replace", run.site(), "router"), run.err);
            assertTrue(run.err.contains("SITE-NOT-APPLIED"), run.err);
            assertFalse(Files.exists(run.state().resolve("sites/barn-1/unit.json")));
        }
    }

    private String spare() {
        return SiteFiles.fleet(folder.resolve("fleet.yaml"))
                .sites()
                .getLast()
                .reach()
                .toString();
    }

    private static Exit replace(BenchRun run, String... more) {
        var words = new ArrayList<>(List.of(
                "replace",
                run.site(),
                "router",
                "--bundle",
                run.bench.files().resolve("bundle").toString(),
                "--via",
                run.bench.viewer()));
        words.addAll(List.of(more));
        return run.run(words.toArray(String[]::new));
    }

    private static String ledger(BenchRun run) {
        assertEquals(Exit.DONE, run.run("ledger", "show", "--format", "json"), run.err);
        return run.out;
    }

    /** What is given to the site, without what belongs to the router as a thing. */
    private static String unkeyed(String ledger) {
        return ledger.replaceAll("\"(routerKey|mac|hostKey)\": \"[^\"]*\"", "");
    }

    private Set<String> peers() throws IOException {
        var file = SiteFiles.relay(folder.resolve("relays/vps1.yaml"));
        var key = new Identity.KeyFile(file.key().orElseThrow());
        try (var link = new SshLinks(Ticker.REAL)
                .open(
                        new Route.Direct(file.ssh().host(), file.ssh().port()),
                        Credentials.keyOnly(file.user(), key),
                        new HostKeyPolicy.FirstSight())) {
            var said = link.run(
                    Batch.of(Script.of("peers", "ip netns exec outpost wg show outpost0 peers")),
                    Duration.ofSeconds(30));
            return new TreeSet<>(said.getFirst().stdout().lines().toList());
        }
    }
}
