package dev.outpost.bench.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OpkgTest {
    private static final RouterBench BENCH = new RouterBench();

    @BeforeAll
    static void boot() throws Exception {
        BENCH.start();
    }

    @AfterAll
    static void off() throws Exception {
        BENCH.close();
    }

    @Test
    void installsTheGoodOneOfTwoAndExitsWith255_34() throws Exception {
        put("good", "", 100, "");

        var both = BENCH.run("opkg install /tmp/good.ipk nosuch");

        assertEquals(255, both.status());
        assertEquals("Installing good (1.0-r1) to root...\nUnknown package 'nosuch'.\nConfiguring good.\n", both.out());
        assertEquals("Collected errors:\n * opkg_install_cmd: Cannot install package nosuch.\n", both.err());
        assertEquals("good - 1.0-r1\n", BENCH.run("opkg list-installed good").out());
    }

    @Test
    void failingPostinstMakesEveryLaterInstallFail_35() throws Exception {
        put("broken", "", 100, "#!/bin/sh\necho something went wrong >&2\nexit 3\n");
        put("later", "", 100, "");

        var broken = BENCH.run("opkg install /tmp/broken.ipk");
        var later = BENCH.run("opkg install /tmp/later.ipk");

        assertEquals(255, broken.status());
        assertEquals("""
                something went wrong
                Collected errors:
                 * pkg_run_script: package "broken" postinst script returned status 3.
                 * opkg_configure: broken.postinst returned 3.
                """, broken.err());
        assertEquals(255, later.status());
        assertTrue(BENCH.run("opkg status later").out().contains("Status: install user installed\n"));
        assertTrue(BENCH.run("opkg status broken").out().contains("Status: install user unpacked\n"));
        assertEquals(
                "Removing package broken from root...\n",
                BENCH.run("opkg remove broken").out());
    }

    @Test
    void refusesAModuleForAnotherKernelAndSaysWhyOnlyOnStderr_37() throws Exception {
        put("kmod-wrong", "kernel (= 6.6.1~ffff-r1)", 100, "");

        var wrong = BENCH.run("opkg install /tmp/kmod-wrong.ipk");

        assertEquals(255, wrong.status());
        assertEquals("Unknown package 'kmod-wrong'.\n", wrong.out());
        assertTrue(
                wrong.err()
                        .contains(
                                " * pkg_hash_check_unresolved: cannot find dependency kernel (= 6.6.1~ffff-r1) for kmod-wrong\n"),
                wrong.err());
    }

    @Test
    void resolvesDependenciesAmongTheFilesGivenInAnyOrder() throws Exception {
        put("a-top", "b-middle", 100, "");
        put("b-middle", "c-base", 100, "");
        put("c-base", "libc", 100, "");

        var all = BENCH.run("opkg install /tmp/a-top.ipk /tmp/b-middle.ipk /tmp/c-base.ipk");

        assertEquals(0, all.status(), all.err());
        assertTrue(all.out().endsWith("Configuring c-base.\nConfiguring b-middle.\nConfiguring a-top.\n"), all.out());
    }

    @Test
    void comparesInstalledSizeWithTheOverlayBeforeItUnpacks_39() throws Exception {
        put("big", "", 9_000_000, "");

        var big = BENCH.run("opkg install /tmp/big.ipk");

        assertEquals(255, big.status());
        assertTrue(
                big.err().matches("(?s).*Only have \\d+kb available on filesystem /overlay, pkg big needs 8790\n.*"),
                big.err());
        assertFalse(BENCH.run("ls /usr/share/big").succeeded());
    }

    @Test
    void statusOfAnUnknownPackageIsSilentSuccess_38() throws Exception {
        assertEquals(0, BENCH.run("opkg status nosuch").status());
        assertEquals("No packages removed.\n", BENCH.run("opkg remove nosuch").out());
    }

    private static void put(String name, String depends, int installed, String postinst) throws IOException {
        var control = "Package: " + name + "\nVersion: 1.0-r1\nDepends: " + depends
                + "\nArchitecture: all\nInstalled-Size: " + installed + "\n";
        var scripts = new Tar().file("./control", control);
        if (!postinst.isEmpty()) {
            scripts.file("./postinst", postinst);
        }
        var ipk = new Tar()
                .bytes("./debian-binary", "2.0\n".getBytes(StandardCharsets.UTF_8))
                .bytes(
                        "./data.tar.gz",
                        new Tar().file("./usr/share/" + name, "x").packed())
                .bytes("./control.tar.gz", scripts.packed());
        BENCH.router().machine().files().write("/tmp/" + name + ".ipk", ipk.packed());
    }

    private static final class Tar {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);

        private Tar file(String path, String text) throws IOException {
            return bytes(path, text.getBytes(StandardCharsets.UTF_8));
        }

        private Tar bytes(String path, byte[] content) throws IOException {
            var entry = new TarArchiveEntry(path);
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
            return this;
        }

        private byte[] packed() throws IOException {
            tar.close();
            var packed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(packed)) {
                bytes.writeTo(gzip);
            }
            return packed.toByteArray();
        }
    }
}
