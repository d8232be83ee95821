package dev.outpost.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.bench.Fault;
import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import dev.outpost.step.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code router.lan} on the bench, whose laptop reaches the router only while it has an address in the router's LAN. */
class LanMoveIT {
    @TempDir
    Path folder;

    @Test
    void movesTheLanConfirmsOnTheNewAddressAndThenFindsNothingToDo() throws Exception {
        try (var run = bench(Optional.empty())) {
            run.unit().camera().standsAt(Cidr.of("192.168.37.64/24"), Ipv4.of("192.168.37.1"));
            wants(run, "lan: 192.168.37.1/24", "192.168.37.64");

            assertEquals(Exit.DONE, run.apply(), run.out + run.err);

            var said = run.out + run.err;
            assertTrue(said.contains("LAN moves from 192.168.1.1/24 to 192.168.37.1/24"), said);
            assertTrue(said.contains("pull its cable and put it back"), said);
            assertTrue(said.contains("the router's LAN is 192.168.37.1/24"), said);

            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("nothing was written"), run.out + run.err);
        }
    }

    /** facts/behaviours.md#23: the session ends with the address; a laptop that keeps its own never comes back, and the guard acts. */
    @Test
    void goesBackByItselfWhereTheLaptopNeverGetsTheNewAddress() throws Exception {
        try (var run = bench(Optional.of(Fault.LAPTOP_KEEPS_ADDRESS))) {

            assertEquals(Exit.ROLLED_BACK, run.apply(), run.out + run.err);

            var said = run.out + run.err;
            assertTrue(said.contains("the router's LAN went back from 192.168.37.1/24 to 192.168.1.1/24"), said);
            assertTrue(said.contains("GUARD-ROLLED-BACK"), said);
            await().until(() -> run.run("inspect", run.bench.router()) == Exit.DONE);
        }
    }

    /** The router's power goes while its LAN moves: that is why it went back, and not that nobody logged in. */
    @Test
    void aPowerCutDuringTheMoveIsToldAsTheCause() throws Exception {
        try (var run = bench(Optional.of(Fault.LAPTOP_KEEPS_ADDRESS))) {
            // the router has been up for a while when the run looks at it: less than that is a start in between
            run.unit().router().machine().clock().bootedEarlier(Duration.ofMinutes(5));
            var apply = CompletableFuture.supplyAsync(run::apply);
            var journal = run.state().resolve("sites/barn-1/journal.jsonl");
            await().pollInterval(Duration.ofMillis(20))
                    .until(() ->
                            Files.exists(journal) && Files.readString(journal).contains("confirm the guard"));

            run.unit().router().powerCut();
            run.unit().router().power();
            var exit = apply.join();

            var said = run.out + run.err;
            assertEquals(Exit.ROLLED_BACK, exit, said);
            assertTrue(said.contains("the router started anew in the middle of this run"), said);
            assertFalse(said.contains("nobody logged in at the new address"), said);
        }
    }

    @Test
    void refusesALanThatLeavesACameraOut() throws Exception {
        try (var run = bench(Optional.empty())) {
            wants(run, "lan: 192.168.37.1/24", "192.168.1.64");

            assertEquals(Exit.BLOCKED, run.apply(), run.out + run.err);

            var said = run.out + run.err;
            assertTrue(said.contains("LAN-CAMERA-OUTSIDE"), said);
            assertTrue(said.contains("192.168.37.64"), said);
            assertFalse(said.contains("guard armed"), said);
        }
    }

    @Test
    void autoLeavesALanThatIsFreeWhereItIs() throws Exception {
        try (var run = bench(Optional.empty())) {
            wants(run, "lan: auto", "192.168.1.64");

            assertEquals(
                    Exit.DONE,
                    run.run(
                            "plan",
                            run.site(),
                            "--bundle",
                            folder.resolve("bundle").toString()),
                    run.err);

            assertFalse(run.out.contains("LAN moves"), run.out);
        }
    }

    /** The stick is a router at 192.168.1.1 itself, as the fresh OpenWrt is. */
    @Test
    void refusesALanThatIsTheSticksOwnWithTheLineToWrite() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder).withDongle("alcatel-ik40"))) {
            assertEquals(Exit.BLOCKED, run.apply(), run.out + run.err);

            var said = run.out + run.err;
            assertTrue(said.contains("LAN-DONGLE-CLASH"), said);
            assertTrue(said.contains("lan: auto"), said);
            assertFalse(said.contains("guard armed"), said);
        }
    }

    private BenchRun bench(Optional<Fault> fault) throws IOException {
        var usual = BenchOptions.usual(folder);
        return probed(fault.map(usual::with).orElse(usual));
    }

    private static BenchRun probed(BenchOptions options) throws IOException {
        var run = new BenchRun(options);
        assertEquals(Exit.DONE, run.probe(), run.out + run.err);
        return run;
    }

    private static void wants(BenchRun run, String lan, String camera) throws IOException {
        var site = Path.of(run.site());
        Files.writeString(
                site,
                Files.readString(site)
                        .replace("\nmodem:", "\n  " + lan + "\nmodem:")
                        .replace("192.168.1.64", camera));
    }
}
