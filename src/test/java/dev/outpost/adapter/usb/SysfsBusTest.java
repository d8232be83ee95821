package dev.outpost.adapter.usb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outpost.bench.dongle.LaptopRoot;
import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.dongle.Triple;
import dev.outpost.dongle.UsbBus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SysfsBusTest {
    @TempDir
    Path folder;

    @Test
    void seesInterfacesDriversAndNodes() throws Exception {
        try (var dongle = SimulatedDongle.load("huawei-e3372h-607", 100);
                var laptop = LaptopRoot.in(folder)) {
            laptop.plugIn(dongle, "1-1.2");

            var device = new SysfsBus(folder.resolve("sys"), Path.of("/dev"))
                    .devices()
                    .getFirst();

            assertEquals("1-1.2", device.path());
            assertEquals("12d1:1506", device.id());
            assertEquals(
                    Optional.of("/dev/ttyUSB0"), device.interfaces().getFirst().tty());
            assertEquals(
                    Optional.of(new Triple(0xff, 2, 0x16)),
                    device.interfaces().get(2).triple());
            assertEquals(
                    Optional.of("huawei_cdc_ncm"), device.interfaces().get(2).driver());
            assertEquals(
                    Optional.of("/dev/cdc-wdm0"), device.interfaces().get(2).wdm());
            assertEquals(Optional.of("wwan0"), device.interfaces().get(2).net());
        }
    }

    @Test
    void tellsWhatTheStorageDriverFoundBehindAStick() throws Exception {
        var device = Files.createDirectories(folder.resolve("bus/usb/devices/2-1"));
        Files.writeString(device.resolve("idVendor"), "05c6\n");
        Files.writeString(device.resolve("idProduct"), "1000\n");
        var unit = Files.createDirectories(device.resolve("2-1:1.0/host4/target4:0:0/4:0:0:0"));
        Files.writeString(device.resolve("2-1:1.0/bInterfaceNumber"), "00\n");
        Files.writeString(unit.resolve("type"), "5\n");
        Files.writeString(unit.resolve("vendor"), "Option  \n");
        Files.writeString(unit.resolve("model"), "ZCOPTION HSDPA  \n");
        Files.createDirectories(device.resolve("2-1:1.0/host4/scsi_host/host4"));

        var bus = new SysfsBus(folder, Path.of("/dev"));
        var units = bus.scsiUnits(bus.devices().getFirst());

        assertEquals(List.of(new UsbBus.ScsiUnit("Option", "ZCOPTION HSDPA")), units);
    }

    @Test
    void readsPlainFoldersAndInterfacesBelowTheirDevice() throws Exception {
        var device = Files.createDirectories(folder.resolve("bus/usb/devices/2-1"));
        Files.writeString(device.resolve("idVendor"), "19D2\n");
        Files.writeString(device.resolve("idProduct"), "1405\n");
        var i = Files.createDirectories(device.resolve("2-1:1.0"));
        Files.writeString(i.resolve("bInterfaceNumber"), "00\n");
        Files.writeString(i.resolve("bInterfaceClass"), "02\n");
        Files.writeString(i.resolve("bInterfaceSubClass"), "06\n");
        Files.writeString(i.resolve("bInterfaceProtocol"), "00\n");

        var found = new SysfsBus(folder, Path.of("/dev")).devices().getFirst();

        assertEquals("19d2:1405", found.id());
        assertEquals(
                "02/06/00", found.interfaces().getFirst().triple().orElseThrow().toString());
    }

    @Test
    void isEmptyWhereThereIsNoUsbOrOnlyRubbish() throws Exception {
        assertEquals(List.of(), new SysfsBus(folder, Path.of("/dev")).devices());

        var device = Files.createDirectories(folder.resolve("bus/usb/devices/1-1"));
        Files.writeString(device.resolve("idVendor"), "zzzz");
        Files.createDirectory(device.resolve("idProduct"));

        assertEquals(List.of(), new SysfsBus(folder, Path.of("/dev")).devices());
    }
}
