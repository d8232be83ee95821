package dev.outpost.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.adapter.usb.SysfsBus;
import dev.outpost.bench.clock.RoomTime;
import dev.outpost.bench.dongle.LaptopRoot;
import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.dongle.SwitchWay;
import dev.outpost.dongle.UsbBus;
import dev.outpost.dongle.UsbSender;
import dev.outpost.step.Exit;
import dev.outpost.text.Yaml;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code probe --switch} from the words to the answers of the modem; only the USB transfer itself is not the real one. */
class SwitchIT {
    @TempDir
    Path folder;

    private String out = "";
    private String err = "";

    @Test
    void aStickInStorageModeIsNamedWithTheCommandThatSwitchesIt() throws Exception {
        try (var dongle = SimulatedDongle.load("nasty-storage", 8);
                var laptop = LaptopRoot.in(folder)) {
            laptop.plugIn(dongle, "1-1");

            assertEquals(Exit.UNREACHABLE, run(dongle, "probe"));

            assertTrue(err.contains("MODE-STORAGE"), err);
            assertTrue(err.contains("outpost probe --switch"), err);
            assertEquals(List.of(), dongle.messages());
        }
    }

    @Test
    void theStickIsSwitchedAndThenAskedAsAModem() throws Exception {
        try (var dongle = SimulatedDongle.load("nasty-storage", 8);
                var laptop = LaptopRoot.in(folder)) {
            laptop.plugIn(dongle, "1-1");

            assertEquals(Exit.DONE, run(dongle, "probe", "--switch", "--format", "json"), () -> out + err);

            var document = Yaml.parse("stdout", out).map();
            var found = document.maps("dongles").getFirst();
            assertEquals(Optional.of("modem"), found.string("mode"));
            assertEquals(Optional.of("1506"), found.map("usb").flatMap(usb -> usb.string("pid")));
            assertTrue(found.maps("ports").stream()
                    .anyMatch(port -> port.string("role").equals(Optional.of("at"))));
            var switched = document.maps("switched").getFirst();
            assertEquals("12d1:15cd", switched.requireString("from"));
            assertEquals("12d1:1506", switched.requireString("to"));
            assertEquals(1, dongle.messages().size());
        }
    }

    @Test
    void twoSticksAreSwitchedEachAtItsOwnPort() throws Exception {
        try (var one = SimulatedDongle.load("nasty-storage", 8);
                var other = SimulatedDongle.load("nasty-storage", 8);
                var laptop = LaptopRoot.in(folder)) {
            laptop.plugIn(one, "1-1");
            laptop.plugIn(other, "1-2");

            var exit = run(Map.of("1-1", one, "1-2", other), "probe", "--switch");

            assertEquals(Exit.DONE, exit, () -> out + err);
            assertEquals(1, one.messages().size());
            assertEquals(1, other.messages().size());
        }
    }

    @Test
    void aTreeOrADumpCannotBeSwitched() throws Exception {
        try (var dongle = SimulatedDongle.load("nasty-storage", 8)) {
            for (var option : List.of("--sysfs", "--usb-devices")) {
                assertEquals(Exit.USAGE, run(dongle, "probe", "--switch", option, folder.toString()));
                assertTrue(err.contains("--switch"), err);
            }
            assertEquals(List.of(), dongle.messages());
        }
    }

    private Exit run(SimulatedDongle dongle, String... words) {
        return run(Map.of("1-1", dongle), words);
    }

    private Exit run(Map<String, SimulatedDongle> dongles, String... words) {
        var program = new InProcess(
                folder,
                Map.of("XDG_STATE_HOME", folder.resolve("state").toString()),
                false,
                100,
                Clock.systemUTC(),
                RoomTime.ROOM,
                plugged(dongles));
        var exit = program.run(words);
        out = program.out;
        err = program.err;
        return exit;
    }

    /** The real outside with simulated dongles at the end of the USB cable. */
    private static Wiring plugged(Map<String, SimulatedDongle> dongles) {
        return new Wiring() {
            @Override
            UsbSender usbSender() {
                return sender(dongles);
            }

            @Override
            UsbBus usbTree(Path sys, Path dev) {
                return new SysfsBus(sys, dev);
            }
        };
    }

    private static UsbSender sender(Map<String, SimulatedDongle> dongles) {
        return (device, messages) -> {
            for (var message : messages) {
                if (message instanceof SwitchWay.Message.Bulk bulk
                        && Objects.requireNonNull(dongles.get(device.path())).receives(bulk.bytes())) {
                    break;
                }
            }
            return new UsbSender.Sending.Sent("message of 31 bytes accepted");
        };
    }
}
