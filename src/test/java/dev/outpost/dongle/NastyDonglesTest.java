package dev.outpost.dongle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.adapter.serial.SerialPorts;
import dev.outpost.adapter.usb.SysfsBus;
import dev.outpost.bench.clock.RoomTime;
import dev.outpost.bench.dongle.LaptopRoot;
import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.dongle.ProbedPort.Role;
import dev.outpost.profile.ProfileBook;
import dev.outpost.profile.UplinkKind;
import dev.outpost.uplink.DongleProbe;
import dev.outpost.uplink.ProbeDocument;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Simulated dongles on real pseudo terminals, opened through the serial library: what the program meets at a technician's laptop. */
class NastyDonglesTest {
    private static final List<String> NEVER = List.of(
            "+CFUN=",
            "&F",
            "ATZ",
            "^SETPORT=",
            "^U2DIAG",
            "+QCFG=\"USBNET\",",
            "UDUSBCOMP",
            "#USBCFG=",
            "+ZCDRUN",
            "+GTUSBMODE=",
            "+CLCK",
            "+CPIN=",
            "+CPWD",
            "+COPS=",
            "^RESET",
            "+EGMR",
            "^NVWREX",
            "ATD",
            "^NDISDUP",
            ";");

    /** Where waiting is the point both clocks, the dongle's and the program's, run so much faster. */
    private static final int TIMES = 6;

    @TempDir
    Path folder;

    @Test
    void theSeedsStickIsDialledAsNcmThroughItsAtPortAndNotThroughItsDeadChannel() throws Exception {
        var dongle = probe("huawei-e3372h-607", 40);
        var best = dongle.best().orElseThrow();

        assertEquals(UplinkKind.NCM, best.kind());
        assertEquals("sure", best.confidence().word());
        assertTrue(best.device().orElseThrow().contains("ttyUSB"), best.toString());
        assertEquals(Optional.of("airtelgprs.com"), dongle.report().sim().apn().value());
        assertEquals(SimCard.State.READY, dongle.report().sim().state());
        assertEquals(Optional.of(3), dongle.report().sim().pinTriesLeft());
        assertEquals(Optional.of("huawei-e3372h-607"), dongle.report().profile());
    }

    @Test
    void electsTheThirdPortOfTheE3372h320() throws Exception {
        var report = probe("huawei-e3372h-320", 40).report();

        assertEquals(Optional.of(2), report.atPort().orElseThrow().interfaceNumber());
        assertEquals(
                2,
                report.ports().stream().filter(p -> p.role() == Role.AT_LIMITED).count());
    }

    @Test
    void countsTheLowestOfAllCountersWhenAPinIsWanted() throws Exception {
        var sim = probe("nasty-pin-one-left", 40).report().sim();

        assertEquals(SimCard.State.PIN, sim.state());
        assertEquals(Optional.of(1), sim.pinTriesLeft());
    }

    @Test
    void leavesImpostorsAlone() throws Exception {
        var report = probe("nasty-impostors", 10).report();
        var roles = report.ports().stream().map(ProbedPort::role).toList();

        assertTrue(roles.contains(Role.DIAG), report.ports().toString());
        assertTrue(roles.contains(Role.NMEA), report.ports().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nasty-bare-answers", "nasty-chunks", "nasty-urc-storm", "nasty-errors-only"})
    void hearsAModemThroughItsManners(String name) throws Exception {
        assertTrue(probe(name, 40).report().ports().stream().anyMatch(ProbedPort::answers));
    }

    @ParameterizedTest
    @Tag("timed")
    @ValueSource(strings = {"nasty-silent", "nasty-wedged", "nasty-noise", "nasty-reset", "nasty-slow"})
    void answersInTimeWhateverThePortDoes(String name) throws Exception {
        var time = RoomTime.ROOM.faster(TIMES);
        var started = time.nanos();

        probe(name, TIMES, TIMES);

        assertTrue(Duration.ofNanos(time.nanos() - started).toSeconds() < 24);
    }

    private ProbeDocument.Dongle probe(String name, double speed) throws Exception {
        return probe(name, speed, 1);
    }

    private ProbeDocument.Dongle probe(String name, double speed, int times) throws Exception {
        try (var dongle = SimulatedDongle.load(name, speed);
                var laptop = LaptopRoot.in(folder)) {
            laptop.plugIn(dongle, "1-1");
            var devices = new SysfsBus(folder.resolve("sys"), folder.resolve("dev")).devices();
            var ports = devices.getFirst().serialPorts().stream()
                    .map(i -> i.tty().orElseThrow())
                    .toList();
            var found = new DongleProbe(
                            new Prober(new SerialPorts(), path -> Optional.empty(), RoomTime.ROOM.faster(times)),
                            ProfileBook.shipped(),
                            String::equals,
                            System::nanoTime)
                    .ports(ports, devices);
            dongle.heard().forEach(NastyDonglesTest::isHarmless);
            return found.dongles().getFirst();
        }
    }

    private static void isHarmless(String line) {
        NEVER.forEach(never -> assertTrue(!line.toUpperCase(Locale.ROOT).contains(never), line));
    }
}
