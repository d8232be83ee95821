package dev.outpost.relay;

import static dev.outpost.relay.SampleRelay.BARN;
import static dev.outpost.relay.SampleRelay.QUAY;
import static dev.outpost.relay.SampleRelay.SETUP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The relay's files before the real nft and wg-quick, in a network namespace of its own; skipped by name where one is missing. */
class RealToolsIT {
    private static final RelayConfig BOTH = new RelayConfig(SETUP, List.of(BARN, QUAY));

    @TempDir
    private Path folder;

    @Test
    void nftTakesTheTableTwice() throws Exception {
        needs("nft --version");
        needs("unshare --net true");
        for (var config : List.of(BOTH, new RelayConfig(SETUP, List.of(BARN)), new RelayConfig(SETUP, List.of()))) {
            var file = Files.writeString(folder.resolve("outpost.nft"), config.nftables());

            var said = run(
                    "unshare",
                    "--net",
                    "sh",
                    "-c",
                    "nft -c -f '" + file + "' && nft -f '" + file + "' && nft -f '" + file + "' && nft list tables");

            assertEquals("0 table inet outpost", said);
        }
    }

    @Test
    void aForeignTableKeepsItsPlace() throws Exception {
        needs("nft --version");
        needs("unshare --net true");
        var file = Files.writeString(folder.resolve("outpost.nft"), BOTH.nftables());

        var said = run(
                "unshare",
                "--net",
                "sh",
                "-c",
                "nft add table inet foreign && nft -f '" + file
                        + "' && nft delete table inet outpost && nft list tables");

        assertEquals("0 table inet foreign", said);
    }

    @Test
    void wgQuickStripsTheInterfaceAndKeepsEveryPeer() throws Exception {
        needs("wg-quick strip /nowhere/x.conf", 1);
        var file = Files.writeString(folder.resolve("outpost0.conf"), BOTH.wireguard());

        var said = run("wg-quick", "strip", file.toString());

        assertTrue(said.startsWith("0 ") && said.contains("\n[Interface]\n"), said);
        assertTrue(said.contains("ListenPort = 51820"), said);
        assertEquals(6, said.lines().filter("[Peer]"::equals).count());
        assertEquals(0, said.lines().filter(line -> line.startsWith("PostUp")).count());
    }

    private static void needs(String command) throws Exception {
        needs(command, 0);
    }

    private static void needs(String command, int status) throws Exception {
        String said;
        try {
            said = run(command.split(" "));
        } catch (IOException missing) {
            said = "missing";
        }
        assumeTrue(said.startsWith(String.valueOf(status)), "skipped: this machine cannot run: " + command);
    }

    private static String run(String... command) throws Exception {
        var process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(3, TimeUnit.MINUTES));
        return (process.exitValue() + " " + said).strip();
    }
}
