package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.ledger.Ledger;
import dev.outpost.schema.Schema;
import dev.outpost.step.Exit;
import dev.outpost.text.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One more who looks, one less, a new key: the site file, the relay and a page; the router is not needed for it. */
class ViewersIT {
    @TempDir
    Path folder;

    @Test
    void comeAndGoWithoutTheRouter() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            var site = Path.of(run.site());
            var before = Files.readString(site);
            var routerWrites = count(run, "router", "writes");

            assertEquals(
                    Exit.DONE, run.run("viewer", "add", run.site(), "tablet", "--format", "json"), run.out + run.err);

            assertEquals(List.of(), Schema.errors("viewer", run.out));
            assertEquals(before.replaceFirst("viewers: \\[([^]]*)]", "viewers: [$1, tablet]"), Files.readString(site));
            assertNotEquals(before, Files.readString(site), "the sample names viewers");
            var page = run.state().resolve("sites/barn-1/viewers/tablet.html");
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(page)));
            assertEquals(Optional.of(key(run, "tablet")), onRelay(run, "tablet"));

            var relayWrites = count(run, "relay", "writes");
            assertEquals(Exit.DONE, run.run("viewer", "add", run.site(), "tablet"), run.out + run.err);
            assertTrue(run.out.contains("nothing to do"), run.out);
            assertEquals(relayWrites, count(run, "relay", "writes"));

            assertEquals(Exit.DONE, run.run("viewer", "remove", run.site(), "tablet"), run.out + run.err);
            assertEquals(before, Files.readString(site));
            assertEquals(Optional.empty(), onRelay(run, "tablet"));
            assertFalse(Files.exists(page));
            assertEquals(
                    Optional.empty(),
                    Ledger.in(run.state()).find("barn-1").orElseThrow().peer("tablet"));
            assertEquals(Exit.DONE, run.run("viewer", "remove", run.site(), "tablet"), run.out + run.err);
            assertTrue(run.out.contains("nothing to do"), run.out);

            assertEquals(routerWrites, count(run, "router", "writes"), "the router is left alone");
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue(run.out.contains("nothing to do"), run.out);
        }
    }

    @Test
    void aLostPhoneGetsAnotherKeyAndTheOldOneIsGone() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            var lost = key(run, "phone");
            var page = run.state().resolve("sites/barn-1/viewers/phone.html");
            var old = Files.readString(page);
            var file = Files.readString(Path.of(run.site()));

            assertEquals(Exit.DONE, run.run("viewer", "reissue", run.site(), "phone"), run.out + run.err);

            assertNotEquals(lost, key(run, "phone"));
            assertEquals(Optional.of(key(run, "phone")), onRelay(run, "phone"));
            assertFalse(run.out.contains(lost), run.out);
            assertNotEquals(old, Files.readString(page));
            assertEquals(file, Files.readString(Path.of(run.site())));
        }
    }

    @Test
    void whatCannotBeIsSaidBeforeAnythingIsTouched() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            var before = Files.readString(Path.of(run.site()));

            assertEquals(Exit.USAGE, run.run("viewer", "add", run.site(), "Tablet"), run.out + run.err);
            assertEquals(Exit.USAGE, run.run("viewer", "add", run.site(), "outpost-proof"), run.out + run.err);
            assertEquals(Exit.USAGE, run.run("viewer", "reissue", run.site(), "nobody"), run.out + run.err);
            assertEquals(Exit.BLOCKED, run.run("viewer", "add", run.site(), "tablet"), run.out + run.err);

            assertTrue(run.err.contains("SITE-NOT-APPLIED"), run.err);
            assertEquals(before, Files.readString(Path.of(run.site())));
        }
    }

    private static String key(BenchRun run, String guest) {
        return Ledger.in(run.state())
                .find("barn-1")
                .flatMap(entry -> entry.peer(guest))
                .flatMap(peer -> peer.publicKey())
                .orElseThrow();
    }

    /** The guest's key as the relay has it. */
    private static Optional<String> onRelay(BenchRun run, String guest) throws Exception {
        var relay = run.bench.files().resolve("relays/vps1.yaml").toString();
        assertEquals(Exit.DONE, run.run("relay", "show", relay, "--format", "json"), run.out + run.err);
        return Yaml.parse("show", run.out).map().maps("sites").getFirst().maps("guests").stream()
                .filter(each -> each.requireString("name").equals(guest))
                .map(each -> each.requireString("publicKey"))
                .findFirst();
    }

    private static int count(BenchRun run, String host, String what) throws Exception {
        var found = Pattern.compile("\"" + host + "\":\\{[^}]*\"" + what + "\":(\\d+)")
                .matcher(run.counters().replaceAll("\\s", ""));
        assertTrue(found.find());
        return Integer.parseInt(found.group(1));
    }
}
