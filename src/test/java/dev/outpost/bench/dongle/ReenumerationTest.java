package dev.outpost.bench.dongle;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.adapter.usb.SysfsBus;
import dev.outpost.bench.clock.RoomTime;
import dev.outpost.dongle.UsbDevice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReenumerationTest {
    private static final byte[] SWITCH =
            HexFormat.of().parseHex("55534243123456780000000000000011062000000101000100000000000000");

    @TempDir
    Path folder;

    @Test
    void theStorageStickGoesAwayAndComesBackAsAModemOnAnotherAddress() throws Exception {
        try (var dongle = SimulatedDongle.load("nasty-storage", 20);
                var laptop = LaptopRoot.in(folder)) {
            laptop.plugIn(dongle, "1-1");
            assertEquals(List.of("12d1:15cd"), ids());
            var address = devnum();
            var time = RoomTime.ROOM.faster(20);
            var sent = time.nanos();

            assertTrue(dongle.receives(SWITCH));

            await().pollInterval(Duration.ofMillis(5)).until(() -> devices().isEmpty());
            await().pollInterval(Duration.ofMillis(5)).until(() -> !devices().isEmpty());
            var away = Duration.ofNanos(time.nanos() - sent);
            assertTrue(away.compareTo(Duration.ofSeconds(4)) >= 0, away.toString());
            assertEquals(List.of("12d1:1506"), ids());
            assertNotEquals(address, devnum());
            var modem = devices().getFirst();
            assertEquals("1-1", modem.path());
            assertEquals(5, modem.interfaces().size());
            assertTrue(Files.exists(Path.of(modem.serialPorts().getFirst().tty().orElseThrow())));
        }
    }

    @Test
    void aDiskMindsOnlyItsOwnMessageWhateverTheTag() throws Exception {
        try (var dongle = SimulatedDongle.load("nasty-storage", 1000)) {
            var eject = HexFormat.of().parseHex("55534243876543210000000000000006" + "1e0000".repeat(5));
            var otherTag = SWITCH.clone();
            otherTag[4] = 0x55;

            assertFalse(dongle.receives(eject));
            assertTrue(dongle.isPresent());
            assertTrue(dongle.receives(otherTag));
            await().until(() -> dongle.identity().pid().equals("1506") && dongle.isPresent());
            assertEquals(2, dongle.messages().size());
            assertFalse(dongle.receives(SWITCH), "a modem is no disk");
        }
    }

    @Test
    void aDongleThatResetsComesBackOnAnotherTtyWithTheSameInterface() throws Exception {
        try (var dongle = SimulatedDongle.load("huawei-e3372h-607", 50);
                var laptop = LaptopRoot.in(folder)) {
            laptop.plugIn(dongle, "1-1");
            var before = devices().getFirst().serialPorts().getFirst();

            dongle.reenumerates(Duration.ofSeconds(8));

            await().pollInterval(Duration.ofMillis(5)).until(() -> devices().isEmpty());
            await().pollInterval(Duration.ofMillis(5))
                    .until(() -> !Files.exists(Path.of(before.tty().orElseThrow())));
            await().pollInterval(Duration.ofMillis(5)).until(() -> !devices().isEmpty());
            var after = devices().getFirst().serialPorts().getFirst();
            assertEquals(before.number(), after.number());
            assertNotEquals(before.tty(), after.tty());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.outpost.bench.dongle.EveryDongleFolderTest#names")
    void eachMessageOfEachStorageStickMakesAnotherDeviceOfIt(String name) throws Exception {
        for (var each : DongleFolder.read(name).switches()) {
            try (var dongle = SimulatedDongle.load(name, 400);
                    var laptop = LaptopRoot.in(folder.resolve(each.becomes()))) {
                laptop.plugIn(dongle, "1-1");

                assertTrue(dongle.receives(HexFormat.of().parseHex(each.message())));

                await().pollInterval(Duration.ofMillis(2)).until(() -> dongle.busAddress() == 3);
                assertEquals(DongleFolder.read(each.becomes()).identity(), dongle.identity());
            }
        }
    }

    private List<UsbDevice> devices() {
        return new SysfsBus(folder.resolve("sys"), folder.resolve("dev")).devices();
    }

    private List<String> ids() {
        return devices().stream().map(UsbDevice::id).toList();
    }

    private String devnum() throws Exception {
        return Files.readString(folder.resolve("sys/bus/usb/devices/1-1/devnum"));
    }
}
