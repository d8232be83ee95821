package dev.outpost.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.adapter.usb.SysfsBus;
import dev.outpost.bench.dongle.LaptopRoot;
import dev.outpost.bench.dongle.SimulatedDongle;
import dev.outpost.dongle.UsbHost.Access;
import dev.outpost.schema.Schema;
import dev.outpost.step.Exit;
import dev.outpost.step.ProblemCode;
import dev.outpost.text.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsbDoctorTest {
    private static final String RESET = "[  812.1] usb 1-1: reset high-speed USB device number 5 using xhci_hcd";
    private static final String GONE = "[  900.0] usb 1-1: USB disconnect, device number 5";

    @TempDir
    Path folder = Path.of("");

    private final FakeHost host = new FakeHost();
    private Map<String, String> held = Map.of();

    @Test
    void hasNothingToSayOfAHealthyDongle() throws IOException {
        var checkup = checkup("huawei-e3372h-607", "1-1", device -> {});

        assertEquals(List.of(), checkup.problems());
        assertEquals(List.of(), checkup.notes());
        assertEquals(Exit.DONE, checkup.exit());
        assertEquals(1, checkup.dongles().size());
    }

    @Test
    void looksForADongleInVain() {
        var checkup = new UsbDoctor(List.of(), SysfsBus.files(folder), host, node -> Optional.empty()).look();

        assertEquals(List.of("USB-NO-DONGLE"), codes(checkup));
        assertEquals(Exit.UNREACHABLE, checkup.exit());
    }

    @ParameterizedTest
    @CsvSource({"nasty-storage, USB-STORAGE-MODE, outpost probe --switch", "qualcomm-edl, USB-DOWNLOAD-MODE, unplug it"
    })
    void namesTheWrongMode(String dongle, String code, String next) throws IOException {
        var checkup = checkup(dongle, "1-1", device -> {});

        assertEquals(List.of(code), codes(checkup));
        assertTrue(checkup.problems().getFirst().next().startsWith(next));
        assertEquals(Exit.BLOCKED, checkup.exit());
    }

    @Test
    void leavesARouterOnAStickInPeace() throws IOException {
        var checkup = checkup("huawei-hilink", "1-1", device -> {});

        assertEquals(List.of(), checkup.problems());
        assertTrue(checkup.notes().getFirst().what().contains("is a router of its own"));
    }

    @Test
    void namesTheModuleThatIsNotLoaded() throws IOException {
        var checkup = checkup("huawei-e3372h-607", "1-1", UsbDoctorTest::withoutDrivers);

        assertEquals(List.of("USB-DRIVER-MISSING"), codes(checkup));
        assertTrue(checkup.problems().getFirst().next().startsWith("sudo modprobe option"));
        assertTrue(checkup.notes().stream().anyMatch(note -> note.what().contains("Huawei NCM")));
    }

    @Test
    void tellsALoadedDriverTheUnknownId() throws IOException {
        host.drivers.add("option1");

        var checkup = checkup("huawei-e3372h-607", "1-1", UsbDoctorTest::withoutDrivers);

        assertEquals(List.of("USB-DRIVER-UNAWARE"), codes(checkup));
        assertEquals(
                "echo 12d1 1506 | sudo tee /sys/bus/usb-serial/drivers/option1/new_id",
                checkup.problems().getFirst().next());
    }

    @Test
    void asksForTheDriverOfTheModemClassWhereThePortsAreOfIt() throws IOException {
        var checkup = checkup("fibocom-l850", "1-1", UsbDoctorTest::withoutDrivers);

        assertTrue(checkup.problems().getFirst().next().startsWith("sudo modprobe cdc_acm"));
    }

    @ParameterizedTest
    @CsvSource({
        "ModemManager (pid 612), outpost doctor --usb --install-udev-rules",
        "brltty (pid 9), if nobody here reads braille",
        "mytool (pid 7), close that program"
    })
    void namesWhoHoldsAPortAndHowToMakeItLetGo(String holder, String next) throws IOException {
        held = Map.of("ttyUSB0", holder);

        var busy = checkup("huawei-e3372h-607", "1-1", device -> {}).problems().getFirst();

        assertEquals(ProblemCode.USB_PORT_BUSY, busy.code());
        assertTrue(busy.what().endsWith("/dev/ttyUSB0 is held by " + holder), busy.what());
        assertTrue(busy.next().startsWith(next), busy.next());
    }

    @Test
    void namesTheRuleWhereTheUserMayNot() throws IOException {
        host.access.put(folder.resolve("dev/ttyUSB0").toString(), Access.DENIED);
        host.access.put(folder.resolve("dev/ttyUSB1").toString(), Access.DENIED);

        var checkup = checkup("huawei-e3372h-607", "1-1", device -> {});

        assertEquals(List.of("USB-NO-PERMISSION"), codes(checkup), "one problem for both ports");
        assertTrue(checkup.problems().getFirst().because().contains("udev/70-outpost-dongles.rules"));
        assertTrue(checkup.problems().getFirst().next().contains("--install-udev-rules"));
    }

    @Test
    void noticesThatNobodyMakesNodes() throws IOException {
        host.access.put(folder.resolve("dev/ttyUSB0").toString(), Access.MISSING);

        assertEquals(List.of("USB-NO-NODE"), codes(checkup("huawei-e3372h-607", "1-1", device -> {})));
    }

    @ParameterizedTest
    @CsvSource({"e0, 500mA, ''", "a0, 500mA, USB-HUB-POWER", "a0, 100mA, ''", "zz, 500mA, ''"})
    void addsUpWhatAHubWithoutSupplyMayGive(String attributes, String power, String code) throws IOException {
        var checkup = checkup("huawei-e3372h-607", "1-1.2", device -> {
            put(device.resolveSibling("1-1/bmAttributes"), attributes);
            put(device.resolve("bMaxPower"), power);
        });

        assertEquals(code, String.join(" ", codes(checkup)));
    }

    @Test
    void countsOverCurrentAndSlowLinks() throws IOException {
        var checkup = checkup("huawei-e3372h-607", "1-1", device -> {
            put(device.resolve("port/over_current_count"), "2");
            put(device.resolve("speed"), "12");
        });

        assertEquals(List.of("USB-OVER-CURRENT", "USB-SLOW"), codes(checkup));
    }

    @Test
    void countsResetsOfThisPort() throws IOException {
        host.log = Optional.of(List.of(RESET, RESET, GONE));

        var checkup = checkup("huawei-e3372h-607", "1-1", device -> {});

        assertEquals(List.of("USB-RESETS"), codes(checkup));
        assertTrue(checkup.problems().getFirst().what().contains("2 resets and 1 disconnects"));
    }

    @Test
    void takesAModeSwitchAndOtherPortsForNoResets() throws IOException {
        host.log = Optional.of(List.of(RESET, RESET.replace("1-1:", "1-1.4:"), GONE));

        assertEquals(List.of(), codes(checkup("huawei-e3372h-607", "1-1", device -> {})));
    }

    @Test
    void seesWhatDidNotEvenEnumerate() {
        host.log = Optional.of(List.of(
                "[ 11.0] usb 1-2: device descriptor read/64, error -71",
                "[ 12.0] usb usb1-port2: unable to enumerate USB device"));

        var checkup = new UsbDoctor(List.of(), SysfsBus.files(folder), host, node -> Optional.empty()).look();

        assertEquals(List.of("USB-ENUMERATION", "USB-ENUMERATION", "USB-NO-DONGLE"), codes(checkup));
    }

    @Test
    void saysWhatItCouldNotSee() throws IOException {
        host.log = Optional.empty();
        host.drivers.clear();
        host.rules = false;
        host.programs.put(612L, "ModemManager");

        var notes = checkup("huawei-e3372h-607", "1-1", device -> {}).notes().stream()
                .map(Checkup.Note::what)
                .toList();

        assertTrue(notes.stream().anyMatch(note -> note.startsWith("drivers of 12d1:1506")), notes.toString());
        assertTrue(notes.contains("the udev rules are not installed"), notes.toString());
        assertTrue(notes.contains("ModemManager runs (pid 612)"), notes.toString());
        assertTrue(notes.contains("the kernel's log cannot be read by this user"), notes.toString());
    }

    @Test
    void fitsItsSchema() throws IOException {
        held = Map.of("ttyUSB0", "ModemManager (pid 612)");

        var document =
                Json.pretty(checkup("huawei-e3372h-607", "1-1", device -> {}).toJson());

        assertEquals(List.of(), Schema.errors("doctor", document));
    }

    /** Changes the tree of a plugged dongle. */
    private interface Twist {
        void on(Path device) throws IOException;
    }

    private Checkup checkup(String name, String path, Twist twist) throws IOException {
        try (var dongle = SimulatedDongle.load(name, 100);
                var laptop = LaptopRoot.in(folder)) {
            laptop.plugIn(dongle, path);
            twist.on(folder.resolve("sys/bus/usb/devices").resolve(path));
            var sys = folder.resolve("sys");
            var devices = new SysfsBus(sys, folder.resolve("dev")).devices();
            return new UsbDoctor(
                            devices,
                            SysfsBus.files(sys),
                            host,
                            node -> Optional.ofNullable(
                                    held.get(Path.of(node).getFileName().toString())))
                    .look();
        }
    }

    /** As a kernel without the modules shows it: no driver, and so no node. */
    private static void withoutDrivers(Path device) throws IOException {
        var path = device.getFileName().toString();
        try (var interfaces = Files.newDirectoryStream(device.getParent(), path + ":*")) {
            for (var each : interfaces) {
                for (var gone : List.of("driver", "ttyUSB0", "ttyUSB1", "ttyUSB2", "tty", "net", "usbmisc")) {
                    remove(each.resolve(gone));
                }
            }
        }
    }

    private static void remove(Path path) throws IOException {
        if (Files.isDirectory(path) && !Files.isSymbolicLink(path)) {
            try (Stream<Path> children = Files.list(path)) {
                for (var child : children.toList()) {
                    remove(child);
                }
            }
        }
        Files.deleteIfExists(path);
    }

    private static void put(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    private static List<String> codes(Checkup checkup) {
        return checkup.problems().stream()
                .map(problem -> problem.code().toString())
                .toList();
    }
}
