package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.step.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A name of one's own for the relay: viewers dial it, the router keeps to the address. */
class DomainIT {
    @TempDir
    Path folder;

    @Test
    void viewersDialTheNameFromTheNextRunOn() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder))) {
            assertEquals(Exit.DONE, run.probe(), run.out + run.err);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            var conf = run.state().resolve("sites/barn-1/viewers/phone.conf");
            var page = run.state().resolve("sites/barn-1/viewers/phone.html");
            assertTrue(Files.readString(conf).contains("Endpoint = 203.0.113.10:51820"), "the address, without a name");
            Files.writeString(
                    run.bench.files().resolve("relays/vps1.yaml"),
                    "domain: cameras.example.org\n",
                    StandardOpenOption.APPEND);

            assertEquals(Exit.DONE, run.apply(), run.out + run.err);

            var said = run.out.replaceAll("\\s+", " ");
            assertTrue(
                    said.contains(
                            run.bench.askedOfTheZone().isPresent()
                                    ? "cameras.example.org it leads to 203.0.113.10, as its own name server"
                                    : "cameras.example.org: no name server answers"),
                    said);
            assertTrue(run.out.contains("nothing to do"), run.out);
            assertTrue(run.out.contains("SECRET page"), run.out);
            assertTrue(Files.readString(conf).contains("Endpoint = cameras.example.org:51820"), Files.readString(conf));
            assertTrue(Files.readString(page).contains("cameras.example.org:51820"));
            assertTrue(
                    run.onRouter("uci get network.outpost_relay.endpoint_host").contains("203.0.113.10"));

            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue(!run.out.contains("SECRET page"), run.out);
        }
    }
}
