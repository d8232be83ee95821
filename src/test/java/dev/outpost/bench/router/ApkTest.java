package dev.outpost.bench.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.bundle.ApkFile;
import dev.outpost.bench.bundle.ApkInfo;
import dev.outpost.bench.bundle.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** apk on the bench's router with 25.12: what the recorded server could not show. */
class ApkTest {
    private static final RouterBench BENCH = new RouterBench(Board.MR3020_V3, Generation.V25_12);

    @TempDir
    private static Path folder;

    @BeforeAll
    static void boot() throws Exception {
        BENCH.start().withPackages(folder);
    }

    @AfterAll
    static void off() throws Exception {
        BENCH.close();
    }

    @Test
    void refusesAFileThatNobodySignedUnlessToldNotTo() throws Exception {
        put("unsigned", "", 100, "exit 0");

        var refused = BENCH.run("apk add --no-network /tmp/unsigned-1.0-r1.apk");

        assertEquals(99, refused.status());
        assertEquals("ERROR: /tmp/unsigned-1.0-r1.apk: UNTRUSTED signature\n", withoutWarnings(refused.err()));
        assertEquals("", refused.out());
        assertTrue(BENCH.run("apk add --allow-untrusted --no-network /tmp/unsigned-1.0-r1.apk")
                .succeeded());
        assertTrue(BENCH.run("grep -q '^unsigned><Q1' /etc/apk/world").succeeded());
    }

    /** Order of the files does not matter; the drivers are there at once. */
    @Test
    void installsTheBenchsBundle() throws Exception {
        var all = BENCH.run(
                "cd /tmp/p; apk add --allow-untrusted --no-network --repositories-file /dev/null ./*.apk; apk info -e comgt-ncm wireguard-tools");

        assertEquals(0, all.status(), all.out() + all.err());
        assertTrue(all.out().endsWith("comgt-ncm\nwireguard-tools\n"), all.out());
        assertTrue(BENCH.run("grep getcardinfo.gcom /lib/netifd/proto/ncm.sh | grep -q -F 'tr '")
                .succeeded());
        assertTrue(BENCH.run("ls /dev/ttyUSB0").succeeded());
        assertTrue(BENCH.run("test -x /usr/bin/wg && ls /lib/modules/6.12.71/wireguard.ko")
                .succeeded());
    }

    /** facts/behaviours.md#34. */
    @Test
    void refusesTheWholeSetForOneBadPackage_34() throws Exception {
        put("good", "", 100, "exit 0");

        var both = BENCH.run("apk add --allow-untrusted --repositories-file /dev/null /tmp/good-1.0-r1.apk nosuch");

        assertEquals(1, both.status());
        assertEquals(
                "ERROR: unable to select packages:\n  nosuch (no such package):\n    required by: world[nosuch]\n",
                both.err());
        assertEquals(1, BENCH.run("apk info -e good").status());
    }

    @Test
    void failedScriptOfALocalFileIsToldAgainByEveryLaterAdd_35() throws Exception {
        put("limping", "", 100, "echo something went wrong >&2; exit 3");
        put("later", "", 100, "exit 0");

        var broken = add("limping");
        var later = add("later");

        assertEquals(1, broken.status());
        assertEquals(
                "  * something went wrong\nERROR: lib/apk/exec/limping-1.0-r1.post-install: exited with error 3\n",
                broken.err());
        assertEquals(1, later.status());
        assertTrue(later.out().contains("1 error; "), later.out());
        assertEquals(0, BENCH.run("apk info -e limping later").status());
        assertEquals(0, BENCH.run("apk del limping").status());
        assertEquals(0, add("later").status());
    }

    @Test
    void saysWhichKernelAModuleWants_37() throws Exception {
        put("kmod-wrong", "kernel=6.6.1~ffff-r1", 100, "exit 0");

        var wrong = add("kmod-wrong");

        assertTrue(wrong.err().contains("    breaks: kmod-wrong-1.0-r1[kernel=6.6.1~ffff-r1]\n"), wrong.err());
        assertFalse(wrong.succeeded());
    }

    @Test
    void onlyInfoTellsByItsStatusWhatIsThere_38() throws Exception {
        assertEquals(1, BENCH.run("apk info -e nosuch").status());
    }

    /** The wish stays in the world though, and a local file cannot be found again: every later add fails until it is taken back. */
    @Test
    void fullFlashLeavesNothingOfThePackageButTheWish_39() throws Exception {
        put("huge", "", 4_000_000, "exit 0");
        put("after", "", 100, "exit 0");

        var huge = add("huge");

        assertEquals(1, huge.status());
        assertTrue(
                huge.err()
                        .endsWith(
                                "ERROR: huge-1.0-r1: failed to extract usr/share/huge: No space left on device\nERROR: huge-1.0-r1: No space left on device\n"),
                huge.err());
        assertEquals(1, BENCH.run("apk info -e huge").status());
        assertEquals("", BENCH.run("ls -d /usr/share/*huge* /usr/share/.apk*").out());
        var after = add("after");
        var back = BENCH.run("apk del huge");
        assertTrue(after.err().contains("  huge (no such package):\n"), after.err());
        assertEquals(0, back.status());
        assertEquals(0, add("after").status());
    }

    @Test
    void secondOneFailsAtOnceAndWaitsOnlyWhenTold_40() throws Exception {
        put("slow", "", 100, "sleep 20");
        put("quick", "", 100, "exit 0");

        var both = BENCH.run(
                "apk add --allow-untrusted --repositories-file /dev/null /tmp/slow-1.0-r1.apk >/dev/null & "
                        + "sleep 5; apk add --allow-untrusted --repositories-file /dev/null /tmp/quick-1.0-r1.apk; echo rc=$?; "
                        + "apk add --wait 60 --allow-untrusted --repositories-file /dev/null /tmp/quick-1.0-r1.apk >/dev/null; echo rc=$?; wait");

        assertEquals("rc=99\nrc=0\n", both.out());
        assertEquals("""
                ERROR: Unable to lock database: Resource temporarily unavailable
                ERROR: Failed to open apk database: Resource temporarily unavailable
                """, both.err());
    }

    @Test
    void thereIsNoOpkg() throws Exception {
        assertEquals(127, BENCH.run("opkg list-installed").status());
    }

    private static dev.outpost.bench.host.Outcome add(String name) throws InterruptedException {
        return BENCH.run(
                "apk add --allow-untrusted --no-network --repositories-file /dev/null /tmp/" + name + "-1.0-r1.apk");
    }

    private static String withoutWarnings(String err) {
        return err.replaceAll("WARNING: .*\n", "");
    }

    private static byte[] put(String name, String depends, int size, String after) throws IOException {
        var info = new ApkInfo(name, "1.0-r1", "", "mipsel_24kc", 0, size, ApkInfo.wishes(depends), List.of());
        var content = List.of(new Item("usr/share/" + name, 0644, new byte[size], ""));
        var bytes = new ApkFile(info, content, "#!/bin/sh\n" + after + "\n").bytes(Optional.empty());
        BENCH.router().machine().files().write("/tmp/" + name + "-1.0-r1.apk", bytes);
        return bytes;
    }
}
