package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.bench.router.Board;
import dev.outpost.bench.router.Generation;
import dev.outpost.ledger.Ledger;
import dev.outpost.ledger.State;
import dev.outpost.ledger.Unit;
import dev.outpost.schema.Schema;
import dev.outpost.step.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another laptop, or a lost state: the relay's own record tells what is needed, and nobody resets a router on a pole. */
class RecoverIT {
    @TempDir
    Path folder;

    @Test
    void anotherLaptopGoesOnWhereTheFirstOneEnded() throws Exception {
        var board = Board.named("gl-mt1300").orElseThrow(); // the laptop keeps a port of its own
        try (var run =
                new BenchRun(BenchOptions.usual(folder.resolve("bench")).withRouters(board, Generation.V24_10))) {
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            var other = folder.resolve("other");
            var relay = run.bench.files().resolve("relays/vps1.yaml").toString();
            var routerWrites = count(run, "router");
            var relayWrites = count(run, "relay");

            assertEquals(Exit.BLOCKED, run.apply("--state", other.toString()), run.out + run.err);
            assertTrue(flat(run.err).contains("outpost relay recover " + relay), run.err);
            assertFalse(run.err.contains("reset"), run.err);

            assertEquals(
                    Exit.DONE,
                    run.run("relay", "recover", relay, "--state", other.toString(), "--format", "json"),
                    run.out + run.err);
            assertEquals(List.of(), Schema.errors("recover", run.out));
            assertTrue(run.out.contains("\"recovered\""), run.out);
            var before = Ledger.in(run.state()).find("barn-1").orElseThrow();
            var after = Ledger.in(other).find("barn-1").orElseThrow();
            assertEquals(before.network(), after.network());
            assertEquals(before.cameras(), after.cameras());
            assertEquals(List.copyOf(before.peers()), List.copyOf(after.peers()));
            assertEquals(unit(run.state()), unit(other));
            assertEquals(Ledger.in(run.state()).unit("barn-1"), Ledger.in(other).unit("barn-1"));

            assertEquals(Exit.DONE, run.run("relay", "recover", relay, "--state", other.toString()), run.out + run.err);
            assertTrue(run.out.contains("this computer knows it as the relay does"), run.out);

            assertEquals(Exit.BLOCKED, run.apply("--state", other.toString()), run.out + run.err);
            assertTrue(run.err.contains("ROUTER-PASSWORD-WRONG"), run.err);
            assertFalse(run.err.contains("reset"), run.err);

            var password = other.resolve("sites/barn-1/password");
            assertTrue(flat(run.err).contains("write it into " + password), run.err);
            Files.copy(run.state().resolve("sites/barn-1/password"), password);
            assertEquals(Exit.DONE, run.apply("--state", other.toString()), run.out + run.err);

            assertTrue(run.out.contains("nothing to do"), run.out);
            assertEquals(routerWrites, count(run, "router"));
            assertEquals(relayWrites, count(run, "relay"));
        }
    }

    /** A router with one LAN port has the camera on it: another laptop reaches it where the relay's record says it is in the tunnel. */
    @Test
    void aRouterOnAPoleIsReachedThroughTheRelay() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder.resolve("bench")))) {
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            var other = folder.resolve("other");
            var relay = run.bench.files().resolve("relays/vps1.yaml").toString();
            assertEquals(Exit.DONE, run.run("relay", "recover", relay, "--state", other.toString()), run.out + run.err);
            Files.copy(run.state().resolve("sites/barn-1/password"), other.resolve("sites/barn-1/password"));

            assertEquals(Exit.DONE, run.apply("--state", other.toString()), run.out + run.err);

            assertTrue(run.out.contains("nothing to do"), run.out);
        }
    }

    /** What this laptop knows otherwise stays, and is named. */
    @Test
    void nothingIsWrittenOver() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder.resolve("bench")))) {
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            var other = folder.resolve("other");
            var relay = run.bench.files().resolve("relays/vps1.yaml").toString();
            State.in(other).site("barn-1").unit(new Unit("00:11:22:33:44:55", "SHA256:another"));

            assertEquals(
                    Exit.BLOCKED, run.run("relay", "recover", relay, "--state", other.toString()), run.out + run.err);

            assertTrue(flat(run.out).contains("this computer knows the router 00:11:22:33:44:55"), run.out);
            assertTrue(run.err.contains("LEDGER-DIFFERS"), run.err);
            assertEquals(new Unit("00:11:22:33:44:55", "SHA256:another"), unit(other));
            assertTrue(Ledger.in(other).find("barn-1").isEmpty());
        }
    }

    @Test
    void aLaptopThatLostNothingIsToldSo() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder.resolve("bench")))) {
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            var ledger = Files.readString(run.state().resolve("ledger.json"));

            assertEquals(
                    Exit.DONE,
                    run.run(
                            "relay",
                            "recover",
                            run.bench.files().resolve("relays/vps1.yaml").toString()),
                    run.out + run.err);

            assertTrue(run.out.contains("this computer knows it as the relay does"), run.out);
            assertEquals(ledger, Files.readString(run.state().resolve("ledger.json")));
        }
    }

    private static Unit unit(Path state) {
        return State.in(state).site("barn-1").unit().orElseThrow();
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static int count(BenchRun run, String host) throws Exception {
        var found = Pattern.compile("\"" + host + "\":\\{[^}]*\"writes\":(\\d+)")
                .matcher(run.counters().replaceAll("\\s", ""));
        assertTrue(found.find());
        return Integer.parseInt(found.group(1));
    }
}
