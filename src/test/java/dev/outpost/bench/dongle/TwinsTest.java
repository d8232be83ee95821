package dev.outpost.bench.dongle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.outpost.adapter.serial.SerialPorts;
import dev.outpost.adapter.usb.SysfsBus;
import dev.outpost.bench.clock.RoomTime;
import dev.outpost.dongle.ProbeReport;
import dev.outpost.dongle.ProbedPort;
import dev.outpost.dongle.ProbedPort.Role;
import dev.outpost.dongle.Prober;
import dev.outpost.dongle.UsbDevice;
import dev.outpost.profile.ProfileBook;
import dev.outpost.uplink.DongleProbe;
import dev.outpost.uplink.ProbeDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S12: two dongles that USB cannot tell apart, and a PPP session on one of them. */
class TwinsTest {
    @TempDir
    Path folder;

    @Test
    void areToldApartByTheirPlaceAndTheirImeiAndTheLiveSessionIsNotTouched() throws Exception {
        try (var left = SimulatedDongle.load("nasty-twin", 10);
                var right = SimulatedDongle.load("nasty-twin-dialled", 10);
                var laptop = LaptopRoot.in(folder)) {
            laptop.plugIn(left, "1-1");
            laptop.plugIn(right, "1-2");

            var reports =
                    probe().dongles().stream().map(ProbeDocument.Dongle::report).toList();

            assertEquals(
                    List.of("1-1", "1-2"),
                    reports.stream()
                            .map(r -> r.usb().map(UsbDevice::path).orElse("?"))
                            .toList());
            assertEquals(
                    reports.get(0).usb().map(UsbDevice::id),
                    reports.get(1).usb().map(UsbDevice::id));
            assertEquals(Optional.empty(), reports.get(0).usb().flatMap(UsbDevice::serial));
            assertNotEquals(
                    reports.get(0).identity().imei(), reports.get(1).identity().imei());
            assertEquals(List.of(Role.AT, Role.AT), roles(reports.get(0)));
            assertEquals(List.of(Role.AT, Role.PPP), roles(reports.get(1)));
            assertEquals(List.of(), right.port(1).orElseThrow().heard());
        }
    }

    private static List<Role> roles(ProbeReport report) {
        return report.ports().stream().map(ProbedPort::role).toList();
    }

    private ProbeDocument probe() {
        var devices = new SysfsBus(folder.resolve("sys"), folder.resolve("dev")).devices();
        var prober = new Prober(new SerialPorts(), path -> Optional.empty(), RoomTime.ROOM);
        return new DongleProbe(prober, ProfileBook.shipped(), String::equals, System::nanoTime).all(devices);
    }
}
