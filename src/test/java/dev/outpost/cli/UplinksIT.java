package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.sim.BenchOptions;
import dev.outpost.step.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A dongle of each kind in the bench's router, probed by nobody: apply brings wan up and the camera is seen. */
class UplinksIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "quectel-ec25, qmi, /dev/cdc-wdm0",
        "huawei-hilink, ecm, eth1",
        "sierra-em9191, mbim, /dev/cdc-wdm0",
        "android-ufi, rndis, eth1",
    })
    void everyKindOfDongleBringsWanUp(String dongle, String kind, String device) throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder).withDongle(dongle))) {
            var site = Path.of(run.site());
            Files.writeString(site, Files.readString(site).replace("apn: auto", "apn: test.apn"));

            var ended = run.apply();

            var said = run.out + run.err;
            assertEquals(Exit.DONE, ended, said);
            assertTrue(said.contains("uplink " + kind), said);
            assertTrue(said.contains("over " + kind + ", " + device), said);
            assertTrue(said.contains("wan has the address"), said);
            assertEquals(Exit.DONE, run.apply(), run.out + run.err);
            assertTrue((run.out + run.err).contains("nothing was written"), run.out + run.err);
        }
    }
}
