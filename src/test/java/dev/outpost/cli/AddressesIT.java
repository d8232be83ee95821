package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.bench.router.Board;
import dev.outpost.bench.router.Generation;
import dev.outpost.step.Exit;
import dev.outpost.text.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kinds of address that nobody can call: each is named, and the relay carries the picture. Addresses that can be called are DirectIT's, boxes that
 * translate SeparateModemIT's and UplinksIT's.
 */
class AddressesIT {
    @TempDir
    Path folder;

    @Test
    void eachKindIsNamedAndEndsWithAPicture() throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder).withRouters(Board.GL_MT1300, Generation.V24_10))) {
            run.control("POST", "/faults/translated-address");
            run.probe();
            var site = Path.of(run.site());
            Files.writeString(
                    site,
                    Files.readString(site)
                            .replaceFirst(
                                    "  relay: vps1",
                                    "  address-sold-as: static\n  observers: [http://echo.example/, http://other.example/]\n  relay: vps1"));

            assertEquals(Exit.DONE, run.apply(), run.out + run.err);

            var said = (run.out + run.err).replaceAll("\\s+", " ");
            assertTrue(
                    said.contains("25.10.11.12: looks public, but is translated on the way"),
                    "sold as static: " + said);
            assertTrue(said.contains("the way in goes through the relay"), said);
            assertTrue(said.contains("picture of yard"), said);
            isNamed(run, "TranslatedPublic", "the outside sees 198.51.100.77");

            run.control("POST", "/faults/ipv6-only");
            redialled(run, "192.0.0.4");
            isNamed(run, "Ipv6Only", "464XLAT");
            isSeen(run);

            run.control("DELETE", "/faults/ipv6-only");
            run.control("POST", "/faults/observers-disagree");
            redialled(run, "100.72.1.9");
            isNamed(run, "CarrierNat", "they disagree");
            isSeen(run);
        }
    }

    /** Without a site, from the router itself. */
    private static void isNamed(BenchRun run, String kind, String evidence) {
        assertEquals(
                Exit.DONE,
                run.run(
                        "doctor",
                        "--address",
                        "--on-router",
                        run.bench.router(),
                        "--observer",
                        "http://echo.example/",
                        "--observer",
                        "http://other.example/",
                        "--format",
                        "json"),
                run.out + run.err);
        var report = Yaml.parse("address", run.out).map();
        assertEquals(kind, report.string("class").orElseThrow(), run.out);
        assertTrue(report.string("evidence").orElseThrow().contains(evidence), run.out);
        assertEquals(true, report.flag("needsRelay").orElseThrow());
    }

    private static void isSeen(BenchRun run) {
        assertEquals(
                Exit.DONE, run.run("verify", run.site(), "--cheap", "--via", run.bench.viewer()), run.out + run.err);
        assertTrue(run.out.contains("picture of yard"), run.out);
    }

    private static void redialled(BenchRun run, String address) throws Exception {
        run.onRouter("ifup wan; n=0; while [ $n -lt 90 ] && ! ifstatus wan_4 | grep -q " + address
                + "; do sleep 1; n=$((n + 1)); done;"
                + " until ping -c 1 -W 1 10.77.0.1 >/dev/null || [ $n -ge 180 ]; do sleep 1; n=$((n + 1)); done");
        assertTrue(run.onRouter("ifstatus wan_4").contains(address), "it has the new address");
    }
}
