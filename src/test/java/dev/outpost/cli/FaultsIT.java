package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.BenchOptions;
import dev.outpost.bench.Fault;
import dev.outpost.step.Exit;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fault of the bench: the exit code of its apply, the problem's code, and a router that still answers. */
class FaultsIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "NO_SIGNAL, BLOCKED, MODEM-NO-SIGNAL",
        "PIN_LOCKED, BLOCKED, SIM-PIN-",
        "FLASH_FULL, BLOCKED, FLASH-TOO-SMALL",
        "WRONG_APN, BLOCKED, WAN-APN-REFUSED",
        "RELAY_UNREACHABLE, UNREACHABLE, RELAY-UNREACHABLE",
        "CAMERA_WITHOUT_GATEWAY, DONE, has no gateway: the router now speaks to it in its own name",
        "CAMERA_INACTIVE_V3, BLOCKED, CAM-NOT-ACTIVATED",
        "CAMERA_IN_OTHER_SUBNET, BLOCKED, who is there: outpost camera find",
        "DEFAULT_ROUTE_STOLEN, UNREACHABLE, LAPTOP-DEFAULT-ROUTE",
        "LINK_LOST_DURING_APPLY, ROLLED_BACK, GUARD-ROLLED-BACK",
    })
    void endsAsItShould(Fault fault, Exit exit, String code) throws Exception {
        try (var run = new BenchRun(BenchOptions.usual(folder).with(fault))) {
            run.probe();
            System.err.println(run.out + run.err);

            var ended = run.apply();

            System.err.println(fault + "\n" + run.out + run.err);
            assertEquals(exit, ended, run.out + run.err);
            assertTrue(flat(run.out + run.err).contains(code), run.out + run.err);
            if (fault == Fault.CAMERA_WITHOUT_GATEWAY) {
                assertTrue(run.bench.cameraCalls("203.0.113.10", 22).startsWith("Refused"), "it is fenced in");
                assertEquals(Exit.DONE, run.apply(), run.out + run.err);
                assertTrue(run.out.contains("nothing was written"), run.out);
            } else if (!fault.name().startsWith("CAMERA")) { // those are told where the cable is at the camera
                assertEquals(Exit.DONE, run.run("inspect", run.bench.router()), run.out + run.err);
            }
        }
    }

    private static String flat(String said) {
        return said.replaceAll("\\s+", " ");
    }
}
