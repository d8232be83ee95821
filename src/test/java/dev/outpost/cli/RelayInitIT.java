package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.schema.Schema;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A relay's file is written, its host key consented to, and the server looked at; nothing is changed there. */
class RelayInitIT {
    @TempDir
    Path folder;

    @Test
    void writesTheFileAndSaysWhatTheFirstApplyWouldMake() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            var made = SiteFiles.relay(run.bench.files().resolve("relays/vps1.yaml"));
            var file = run.bench.files().resolve("relays/mine.yaml");

            assertEquals(Exit.BLOCKED, run.run(words(file, made.ssh().toString())), run.out + run.err);
            assertTrue(run.err.contains("RELAY-HOSTKEY-UNKNOWN"), run.err);
            assertTrue(run.out.contains("for f in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lf"), run.out);
            assertFalse(Files.readString(file).contains("\nhost-key:"), "nobody consented");

            assertEquals(
                    Exit.DONE,
                    run.run("relay", "init", "--file", file.toString(), "--accept-relay-key"),
                    run.out + run.err);
            assertEquals(made.hostKey(), SiteFiles.relay(file).hostKey());
            assertTrue(run.out.contains("the server runs debian 12"), run.out);
            assertTrue(run.out.contains("+ install nftables, wireguard-tools"), run.out);

            assertEquals(
                    Exit.DONE,
                    run.run("relay", "init", "--file", file.toString(), "--format", "json"),
                    run.out + run.err);
            assertEquals(List.of(), Schema.errors("relay-init", run.out));
            assertTrue(run.out.contains("\"isRelay\": false"), run.out);
            assertTrue(
                    run.counters().replace(" ", "").matches("(?s).*\"relay\":\\{[^}]*\"writes\":0\\b.*"),
                    run.counters());
        }
    }

    @Test
    void aWrongAnswerLeavesNoFileBehind() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            var file = run.bench.files().resolve("relays/mine.yaml");

            assertEquals(
                    Exit.USAGE,
                    run.run("relay", "init", "--file", file.toString(), "--host", "a b"),
                    run.out + run.err);

            assertFalse(Files.exists(file));
            assertEquals(Exit.USAGE, run.run("relay", "init", "--file", file.toString()), run.out + run.err);
            assertTrue(run.err.contains("--host HOST"), run.err);
        }
    }

    @Test
    void aFileThatIsThereIsNotWrittenOver() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            var file = run.bench.files().resolve("relays/vps1.yaml");
            var before = Files.readString(file);

            assertEquals(
                    Exit.USAGE,
                    run.run("relay", "init", "--file", file.toString(), "--host", "203.0.113.7"),
                    run.out + run.err);

            assertEquals(before, Files.readString(file));
        }
    }

    private static String[] words(Path file, String host) {
        return new String[] {
            "relay",
            "init",
            "--file",
            file.toString(),
            "--host",
            host,
            "--key",
            file.resolveSibling("vps1.key").toString(),
            "--public-address",
            "203.0.113.10"
        };
    }
}
