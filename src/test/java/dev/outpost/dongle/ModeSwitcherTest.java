package dev.outpost.dongle;

import static dev.outpost.dongle.SwitchingBench.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.dongle.ModeSwitcher.Switched;
import dev.outpost.dongle.ModeSwitcher.Switched.Done;
import dev.outpost.dongle.ModeSwitcher.Switched.Failed;
import dev.outpost.dongle.UsbSender.Sending;
import dev.outpost.profile.ProfileBook;
import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Sticks that behave and sticks that do not, in a time of their own. */
class ModeSwitcherTest {
    private static final UsbDevice STICK = device("1-1", "12d1:1f01", "08/06/50=usb-storage");
    private static final UsbDevice BARE = device("1-1", "12d1:1506", "ff/03/10", "ff/03/12", "ff/03/16");
    private static final UsbDevice MODEM = modem("1-1", "/dev/ttyUSB0", "/dev/ttyUSB1");

    private final SwitchingBench bench = new SwitchingBench().with(STICK);

    @Test
    void sendsTheStandardMessageAndFollowsTheStickThatComesBackAfterFourSeconds() {
        bench.leaves(0.3, "1-1").comes(4.3, BARE).comes(4.8, MODEM);

        var done = done(switched());

        assertEquals(MODEM, done.now());
        assertEquals(
                List.of(new SwitchWay.Message.Bulk("55534243123456780000000000000011062000000101000100000000000000")),
                bench.heard);
        assertTrue(
                done.way().source().contains("usb-modeswitch-data"), done.way().source());
        assertTrue(
                bench.elapsed().compareTo(Duration.ofSeconds(6)) < 0,
                bench.elapsed().toString());
    }

    @Test
    void mindsNeitherADeviceThatVanishesInTheTransferNorAStatusThatNeverComes() {
        for (var evidence : List.of("it left before its status", "message of 31 bytes accepted, no status")) {
            var hasty = new SwitchingBench()
                    .with(STICK)
                    .answering(new Sending.Sent(evidence))
                    .leaves(0, "1-1")
                    .comes(1, MODEM);

            assertEquals(MODEM, done(switcher(hasty).switchToModem(STICK)).now());
        }
    }

    @Test
    void waitsUntilEverySerialInterfaceHasItsPortAndTheUserMayOpenIt() {
        bench.leaves(0, "1-1")
                .comes(1, BARE)
                .comes(1.5, device("1-1", "12d1:1506", "ff/03/10=option@/dev/ttyUSB0", "ff/03/12", "ff/03/16"))
                .comes(2.5, MODEM);

        assertEquals(MODEM, done(switched()).now());
        assertTrue(bench.elapsed().compareTo(Duration.ofMillis(2500)) >= 0);

        var guarded = new SwitchingBench().with(STICK).leaves(0, "1-1").comes(1, MODEM);
        Predicate<String> afterUdev = node -> guarded.elapsed().compareTo(Duration.ofSeconds(2)) > 0;
        assertEquals(
                MODEM,
                done(switcher(guarded, afterUdev, Map.of()).switchToModem(STICK))
                        .now());
        assertTrue(guarded.elapsed().compareTo(Duration.ofSeconds(2)) > 0);
    }

    @Test
    void goesOnWithoutPortsWhereNoDriverEverComes() {
        bench.leaves(0, "1-1").comes(1, BARE);

        assertEquals(BARE, done(switched()).now());
        assertTrue(bench.elapsed().compareTo(ModeSwitcher.DRIVERS_WITHIN.plusSeconds(2)) < 0);
    }

    @Test
    void followsARouterOnAStick() {
        var router =
                device("1-1", "12d1:14dc", "02/06/00=cdc_ether@eth1", "0a/00/00=cdc_ether", "08/06/50=usb-storage");
        bench.leaves(0, "1-1").comes(2, router);

        assertEquals(router, done(switched()).now());
    }

    @Test
    void tellsTheStickFromASecondDongleByItsPort() {
        bench.with(modem("1-2", "/dev/ttyUSB8", "/dev/ttyUSB9"))
                .leaves(0, "1-1")
                .comes(0.5, modem("1-3", "/dev/ttyUSB0", "/dev/ttyUSB1"))
                .comes(3, modem("1-1", "/dev/ttyUSB2", "/dev/ttyUSB3"));

        assertEquals("1-1", done(switched()).now().path());
    }

    @Test
    void takesAStickThatComesBackBehindAHubOfItsOwn() {
        bench.leaves(0, "1-1").comes(1, modem("1-1.1", "/dev/ttyUSB0", "/dev/ttyUSB1"));

        assertEquals("1-1.1", done(switched()).now().path());
    }

    @Test
    void doesNotTakeWhatAppearsAtAnotherPortForTheStick() {
        bench.leaves(0, "1-1").comes(1, modem("2-1", "/dev/ttyUSB0", "/dev/ttyUSB1"));

        var problem = failed(switched());

        assertEquals(ProblemCode.MODE_NOT_BACK, problem.code());
        assertTrue(problem.because().contains("12d1:1506 at USB 2-1"), problem.because());
    }

    @Test
    void saysSoWhenTheStickComesBackAsADisk() {
        bench.leaves(0.2, "1-1").comes(2, STICK);

        var problem = failed(switched());

        assertEquals(ProblemCode.MODE_STILL_STORAGE, problem.code());
        assertTrue(problem.what().contains("came back as a disk"), problem.what());
    }

    @Test
    void saysSoWhenNothingHappensAtAll() {
        var problem = failed(switched());

        assertEquals(ProblemCode.MODE_STILL_STORAGE, problem.code());
        assertEquals(Exit.UNREACHABLE, problem.exit());
        assertTrue(problem.what().contains("is still a disk"), problem.what());
    }

    @Test
    void givesUpWithinItsDeadlineWhenTheStickStaysAway() {
        bench.leaves(0.2, "1-1");

        var problem = failed(switched());

        assertEquals(ProblemCode.MODE_NOT_BACK, problem.code());
        assertEquals(Exit.UNREACHABLE, problem.exit());
        assertTrue(bench.elapsed().compareTo(Duration.ofSeconds(26)) < 0);
    }

    @Test
    void namesTheUdevRuleWhenTheUserMayNot() {
        bench.answering(new Sending.Denied("/dev/bus/usb/001/004"));

        var problem = failed(switched());

        assertEquals(ProblemCode.MODE_DENIED, problem.code());
        assertTrue(problem.because().contains("udev/70-outpost-dongles.rules"));
        assertTrue(problem.next().contains("scripts/install-udev-rules"));
        assertEquals(Duration.ZERO, bench.elapsed());
    }

    @Test
    void tellsWhyNothingCouldBeSent() {
        bench.answering(new Sending.Refused("another program holds the disk"));

        assertEquals("another program holds the disk", failed(switched()).because());
    }

    @Test
    void neverSendsToADiskThatNobodyKnowsNorToADongleInDownloadModeNorToAModem() {
        for (var device : List.of(
                device("1-1", "0951:1666", "08/06/50=usb-storage"),
                device("1-1", "12d1:ffff", "08/06/50=usb-storage"),
                device("1-1", "05c6:9008", "ff/ff/10"),
                device("1-1", "12d1:1443", "08/06/50"),
                device("1-1", "12d1:1001", "ff/ff/ff", "08/06/50"),
                MODEM)) {
            var safe = new SwitchingBench().with(device);

            assertEquals(
                    ProblemCode.MODE_NO_WAY,
                    failed(switcher(safe).switchToModem(device)).code());
            assertEquals(List.of(), safe.heard);
        }
    }

    @Test
    void goesAnotherWayForThoseWhoNameItAndNamesTheWaysToThoseWhoErr() {
        bench.leaves(0, "1-1").comes(1, MODEM);
        var book = SwitchBook.of(ProfileBook.shipped(), Map.of());
        var asked = new ModeSwitcher(bench, bench, book, Optional.of("HuaweiAltMode"), node -> true, bench);
        var wrong = new ModeSwitcher(bench, bench, book, Optional.of("SierraMode"), node -> true, bench);

        assertEquals(
                "it is switched by HuaweiNewMode or HuaweiAltMode",
                failed(wrong.switchToModem(STICK)).because());
        assertEquals(List.of(), bench.heard);
        assertEquals("HuaweiAltMode", done(asked.switchToModem(STICK)).way().word());
        assertEquals(
                List.of(new SwitchWay.Message.Bulk("55534243123456780000000000000011063000000000010000000000000000")),
                bench.heard);
    }

    @Test
    void namesTheWayOfAFileThatItCannotGo() {
        var stick = device("1-1", "1edf:60f3", "08/06/50=usb-storage");
        var modes = switcher(new SwitchingBench().with(stick), node -> true, Map.of("1edf:60f3", "SonyMode=1"));

        var problem = failed(modes.switchToModem(stick));

        assertTrue(problem.what().contains("SonyMode, which Outpost does not send"), problem.what());
    }

    @Test
    void listsOnlyDonglesAsWaiting() {
        bench.with(device("1-2", "0951:1666", "08/06/50=usb-storage"))
                .with(device("1-3", "05c6:9008", "ff/ff/10"))
                .with(device("1-5", "0930:6545", "08/06/50=usb-storage"))
                .with(modem("1-4", "/dev/ttyUSB0", "/dev/ttyUSB1"));

        assertEquals(List.of(STICK), switcher(bench).waiting());
    }

    @Test
    void goesByTheSystemsOwnFilesWhereNoProfileKnowsTheStick() {
        var unknown = device("1-1", "1edf:60f3", "08/06/50=usb-storage");
        var back = device("1-1", "1edf:60f4", "ff/ff/ff=option@/dev/ttyUSB0");
        var stick = new SwitchingBench().with(unknown).leaves(0, "1-1").comes(1, back);
        var modes = switcher(stick, node -> true, Map.of("1edf:60f3", "TargetProduct=0x60f4\nStandardEject=1\n"));

        assertEquals(List.of(unknown), modes.waiting());
        assertEquals(back, done(modes.switchToModem(unknown)).now());
        assertEquals(4, stick.heard.size());
    }

    private Switched switched() {
        return switcher(bench).switchToModem(STICK);
    }

    private static ModeSwitcher switcher(SwitchingBench bench) {
        return switcher(bench, node -> true, Map.of());
    }

    private static ModeSwitcher switcher(
            SwitchingBench bench, Predicate<String> usable, Map<String, String> installed) {
        return new ModeSwitcher(
                bench, bench, SwitchBook.of(ProfileBook.shipped(), installed), Optional.empty(), usable, bench);
    }

    private static UsbDevice modem(String path, String one, String two) {
        return device(
                path, "12d1:1506", "ff/03/10=option@" + one, "ff/03/12=option@" + two, "ff/03/16=huawei_cdc_ncm@wwan0");
    }

    private static Done done(Switched switched) {
        return assertInstanceOf(Done.class, switched, () -> switched.toString());
    }

    private static Problem failed(Switched switched) {
        return assertInstanceOf(Failed.class, switched).problem();
    }
}
