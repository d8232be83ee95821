package dev.outpost.packages;

import static dev.outpost.router.Packages.HASH;
import static dev.outpost.router.Packages.KERNEL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.router.InstalledPackage;
import dev.outpost.router.Packages;
import dev.outpost.step.Finding;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallPackagesTest {
    private static final String OLD_KERNEL = "5.15.189-1-" + HASH;

    @TempDir
    Path folder;

    @Test
    void asksForNothingWhereEverythingIsThere() throws Exception {
        var step = step("24.10.8", KERNEL, "comgt 1");

        assertInstanceOf(Finding.Satisfied.class, step.check(Packages.router("24.10.8", KERNEL, 0, "comgt")));
    }

    /** 24.10 counts uncompressed bytes, 23.05 compressed ones, which the flash does not quite reach. */
    @Test
    void aSizeMeansWhatTheReleaseMeansByIt() throws Exception {
        var room = 300_000 + InstallPackages.SLACK;

        assertInstanceOf(
                Finding.Needed.class,
                step("24.10.8", KERNEL, "comgt 300000").check(Packages.router("24.10.8", KERNEL, room)));
        assertEquals(
                ProblemCode.FLASH_TOO_SMALL,
                refused(step("24.10.8", KERNEL, "comgt 300001").check(Packages.router("24.10.8", KERNEL, room)))
                        .code());
        assertEquals(
                ProblemCode.FLASH_TOO_SMALL,
                refused(step("23.05.6", OLD_KERNEL, "comgt 300000").check(Packages.router("23.05.6", OLD_KERNEL, room)))
                        .code());
        assertInstanceOf(
                Finding.Needed.class,
                step("23.05.6", OLD_KERNEL, "comgt 240000").check(Packages.router("23.05.6", OLD_KERNEL, room)));
    }

    /** On ext4 and f2fs a package takes more than its bytes: a set that just fits by them is refused, not undone in the middle. */
    @Test
    void wholeBlocksAreCountedWhereFilesTakeThem() throws Exception {
        var step = step("24.10.8", KERNEL, "comgt 300000");
        var room = 300_000 + InstallPackages.SLACK;

        var refused = refused(step.check(Packages.onBlocks("24.10.8", KERNEL, room, Map.of(), 4096)));

        assertEquals(ProblemCode.FLASH_TOO_SMALL, refused.code());
        assertTrue(refused.because().contains("whole blocks of 4 KiB"), refused.because());
        assertInstanceOf(
                Finding.Needed.class,
                step.check(Packages.onBlocks("24.10.8", KERNEL, room + 6 * 4096, Map.of(), 4096)));
    }

    @Test
    void tellsWhatCouldBeLeftOut() throws Exception {
        var bundle = Packages.bundle(
                folder,
                "24.10.8",
                KERNEL,
                "comgt 100000",
                "uqmi 150000",
                "usb-modeswitch 60000",
                "wireguard-tools 90000");
        var step = new InstallPackages(
                () -> bundle, List.of("comgt", "uqmi", "usb-modeswitch", "wireguard-tools"), Set.of("uqmi"));

        var spares = refused(step.check(Packages.router("24.10.8", KERNEL, 260_000 + InstallPackages.SLACK)));
        assertTrue(spares.next().contains("147 KiB less: take modem.spares out"), spares.next());
        assertTrue(!spares.next().contains("usb-modeswitch"), spares.next());

        var tunnel = refused(step.check(Packages.router("24.10.8", KERNEL, 110_000 + InstallPackages.SLACK)));
        assertTrue(tunnel.next().contains("usb-modeswitch") && tunnel.next().contains("way-in: later"), tunnel.next());

        var nothing = refused(step.check(Packages.router("24.10.8", KERNEL, 10_000)));
        assertTrue(nothing.next().contains("flash an image that holds these"), nothing.next());
    }

    @Test
    void anUnknownSizeIsSaidToBeUnknownAndNotNothing() throws Exception {
        var step = step("25.12.0", KERNEL, "comgt -");

        var refused = refused(step.check(Packages.router("25.12.0", KERNEL, InstallPackages.SLACK)));

        assertTrue(refused.what().contains("unknown size") && refused.what().contains("comgt"), refused.what());
        var needed = assertInstanceOf(Finding.Needed.class, step.check(Packages.router("25.12.0", KERNEL, 8 << 20)));
        assertTrue(needed.changes().getFirst().describe().contains("size not known"));
    }

    @Test
    void anotherKernelIsRefusedBeforeAnythingIsSent() throws Exception {
        var step = step("24.10.8", KERNEL, "comgt 1");

        assertEquals(
                ProblemCode.PKG_KERNEL,
                refused(step.check(Packages.router("24.10.8", KERNEL.replace("144", "145"), 8 << 20)))
                        .code());
        assertInstanceOf(Finding.Needed.class, step.check(Packages.router("24.10.8", "6.6.144-1-" + HASH, 8 << 20)));
    }

    @Test
    void aFlippedBitIsRefused() throws Exception {
        var step = step("24.10.8", KERNEL, "comgt 1");
        var file = folder.resolve("comgt_1_mipsel_24kc.ipk");
        var content = Files.readAllBytes(file);
        content[3] ^= 1;
        Files.write(file, content);

        assertEquals(
                ProblemCode.PKG_DAMAGED,
                refused(step.check(Packages.router("24.10.8", KERNEL, 8 << 20))).code());
    }

    /** facts/behaviours.md#35 and #39: what is half there is wanted again, though what needs it is whole. */
    @Test
    void behaviour35WhatIsHalfInstalledIsInstalledAnew() throws Exception {
        var step = step("24.10.8", KERNEL, "comgt-ncm 1 comgt", "comgt 1");
        var router = Packages.router(
                "24.10.8",
                KERNEL,
                8 << 20,
                Map.of(
                        "comgt-ncm", new InstalledPackage("comgt-ncm", "1", "install user installed"),
                        "comgt", new InstalledPackage("comgt", "1", "install user unpacked")));

        var needed = assertInstanceOf(Finding.Needed.class, step.check(router));

        assertEquals(
                List.of("router: install comgt 1"),
                needed.changes().stream().map(change -> change.describe()).toList());
    }

    private InstallPackages step(String release, String kernel, String... rows) throws Exception {
        var bundle = Packages.bundle(folder, release, kernel, rows);
        return new InstallPackages(() -> bundle, List.of(rows[0].split(" ")[0]));
    }

    private static Problem refused(Finding finding) {
        return assertInstanceOf(Finding.Blocked.class, finding).problem();
    }
}
