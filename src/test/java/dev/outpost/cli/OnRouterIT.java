package dev.outpost.cli;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.schema.Schema;
import dev.outpost.step.Exit;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code probe --on-router}: descriptors, ports and answers of a dongle in the router, over SSH. */
class OnRouterIT {
    private static final String STICK = "huawei-e3372h-607";

    @TempDir
    Path folder = Path.of("");

    @Test
    void asksEveryPortOfTheDongleInTheRouter() throws Exception {
        try (var bench = new OnRouterBench(folder, STICK).withDrivers()) {
            var writes = bench.router.counters().writes();

            assertEquals(
                    Exit.DONE,
                    bench.run("probe", "--on-router", bench.address(), "--format", "json"),
                    bench.out + bench.err);

            assertEquals(List.of(), Schema.errors("probe", bench.out));
            assertTrue(bench.out.contains("\"path\": \"/dev/ttyUSB0\""), bench.out);
            assertTrue(bench.out.contains("\"role\": \"at\""), bench.out);
            assertTrue(bench.out.contains("\"state\": \"ready\""), bench.out);
            assertTrue(bench.out.contains("\"maxPowerMa\": 500"), bench.out);
            assertTrue(bench.out.contains("\"speedMbit\": 480"), bench.out);
            assertTrue(bench.out.contains("\"driver\": \"option\""), bench.out);
            assertEquals(1, bench.router.counters().connections());
            assertEquals(3, bench.router.counters().channels(), "one for the look, one for each tty");
            assertEquals(writes, bench.router.counters().writes());
            assertNothingIsLeft(bench);
        }
    }

    @Test
    void leavesAPortAloneThatAnotherProgramHolds() throws Exception {
        try (var bench = new OnRouterBench(folder, STICK).withDrivers()) {
            bench.router.machine().files().put("/proc/612/comm", "pppd\n");
            bench.router.machine().files().putFolder("/proc/612/fd");
            bench.router.machine().files().putLink("/dev/ttyUSB0", "/proc/612/fd/7");

            bench.run("probe", "--on-router", bench.address(), "--format", "json");

            assertTrue(bench.out.contains("\"role\": \"busy\""), bench.out);
            assertTrue(bench.out.contains("held by pppd (pid 612)"), bench.out);
            assertEquals(List.of(), bench.dongle.port(0).orElseThrow().heard());
        }
    }

    @Test
    void judgesByDescriptorsWhereNoDriverIsAndNamesThePackages() throws Exception {
        try (var bench = new OnRouterBench(folder, STICK)) {
            assertEquals(Exit.UNREACHABLE, bench.run("probe", "--on-router", bench.address()), bench.out + bench.err);

            assertTrue(bench.out.contains("ncm: sure"), bench.out);
            assertTrue(bench.err.contains("PORT-NONE"), bench.err);
            assertTrue(bench.err.contains("opkg install"), bench.err);
            assertTrue(bench.err.contains("kmod-usb-serial-option"), bench.err);
            assertEquals(1, bench.router.counters().channels());
        }
    }

    @Test
    void sendsNoPasswordToARouterThatItDoesNotKnow() throws Exception {
        try (var bench = new OnRouterBench(folder, STICK)) {
            bench.router.machine().run("printf 'secret\nsecret\n' | passwd root");

            assertEquals(Exit.BLOCKED, bench.run("probe", "--on-router", bench.address()), bench.out + bench.err);

            assertTrue(bench.err.contains("ROUTER-NOT-FRESH"), bench.err);
        }
    }

    @Test
    void measuresTheSignalInTheRouter() throws Exception {
        try (var bench = new OnRouterBench(folder, STICK).withDrivers()) {
            assertEquals(
                    Exit.DONE,
                    bench.run("signal", "--on-router", bench.address(), "--count", "2", "--format", "json"),
                    bench.out + bench.err);

            assertEquals(List.of(), Schema.errors("signal", bench.out));
            assertTrue(bench.out.contains("\"rsrp\": -97,"), bench.out);
            assertTrue(bench.out.contains("\"samples\": 2"), bench.out);
            assertEquals(1, bench.router.counters().connections());
            assertNothingIsLeft(bench);

            assertEquals(Exit.DONE, bench.run("signal", "--on-router", bench.address(), "--count", "1"));
            assertTrue(bench.out.contains("RSRP  -97 dBm"), bench.out);
            assertTrue(bench.out.contains("usable"), bench.out);
        }
    }

    @Test
    void saysThatTheDongleWasPulledOutWhileItMeasured() throws Exception {
        try (var bench = new OnRouterBench(folder, STICK).withDrivers()) {
            var technician = Thread.ofVirtual().start(() -> {
                await().until(() ->
                        bench.dongle.heard().stream().filter("AT^HCSQ?"::equals).count() > 3);
                try {
                    bench.router.unplugDongle();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });

            assertEquals(
                    Exit.UNREACHABLE,
                    bench.run("signal", "--on-router", bench.address(), "--for", "30"),
                    bench.out + bench.err);

            technician.join();
            assertTrue(bench.err.contains("PORT-LOST"), bench.err);
            assertTrue(bench.out.contains("best -97 dBm"), bench.out);
            assertNothingIsLeft(bench);
        }
    }

    @Test
    void saysThatThereIsNoPortToMeasureOn() throws Exception {
        try (var bench = new OnRouterBench(folder, STICK)) {
            assertEquals(Exit.UNREACHABLE, bench.run("signal", "--on-router", bench.address(), "--count", "1"));

            assertTrue(bench.err.contains("PORT-NONE"), bench.err);
        }
    }

    private static void assertNothingIsLeft(OnRouterBench bench) {
        await().untilAsserted(() -> {
            var processes = bench.router.machine().run("ps").out();
            assertFalse(processes.contains(" dd "), processes);
            assertFalse(processes.contains("eval"), processes);
        });
    }
}
