package dev.outpost.bench.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntheticBundleTest {
    /** On the board already: base image, or what kmod-usb2 and the wireless drivers bring. */
    private static final Set<String> ON_BOARD =
            Set.of("libc", "kernel", "kmod-usb-core", "kmod-crypto-hash", "libubox20240329", "libblobmsg-json20240329");

    @TempDir
    Path folder;

    @Test
    void isClosedUnderItsDependencies() throws Exception {
        var specs = PackageSpec.read(Target.MR3020_24_10_8);

        var known = new HashSet<>(ON_BOARD);
        specs.forEach(spec -> known.add(spec.name()));

        specs.forEach(spec -> assertTrue(known.containsAll(spec.depends()), spec.name() + " needs " + spec.depends()));
        assertEquals(33, specs.size());
    }

    /** On every image: 23.05 and 25.12 call two libraries otherwise. */
    @ParameterizedTest
    @CsvSource({
        "23.05.6, 5.15.189-1-eafa93300083631197429f2213697d5b, 20230523",
        "25.12.0, 6.12.71~dd1e7bca7d6061baf1883457e6958101-r1, 20260213"
    })
    void isClosedUnderItsDependenciesInOtherReleases(String release, String kernel, String libraries) throws Exception {
        var target = new Target(release, "ramips/mt76x8", "mipsel_24kc", kernel);
        var specs = PackageSpec.read(target);

        var known = new HashSet<>(Set.of(
                "libc",
                "kernel",
                "kmod-usb-core",
                "kmod-crypto-hash",
                "libmnl0",
                "libnl-tiny1",
                "libubox" + libraries,
                "libblobmsg-json" + libraries));
        specs.forEach(spec -> known.add(spec.name()));
        specs.forEach(spec -> known.addAll(spec.provides()));

        specs.forEach(spec -> assertTrue(known.containsAll(spec.depends()), spec.name() + " needs " + spec.depends()));
    }

    @Test
    void packsForApkAsApkReads() throws Exception {
        var target =
                new Target("25.12.0", "ramips/mt76x8", "mipsel_24kc", "6.12.71~dd1e7bca7d6061baf1883457e6958101-r1");
        SyntheticBundle.write(folder, target);

        var bytes = Files.readAllBytes(folder.resolve("kmod-wireguard-6.12.71-r1.apk"));
        var file = ApkFile.parse(bytes, List.of()).file();

        assertEquals("ADBd", new String(bytes, 0, 4, StandardCharsets.US_ASCII));
        assertEquals("kmod-wireguard-6.12.71-r1", file.info().full());
        assertEquals(
                "kernel=" + target.kernel(), ApkInfo.text(file.info().depends().getFirst()));
        assertEquals(
                List.of("lib/apk/packages/kmod-wireguard.list", "lib/modules/6.12.71/wireguard.ko"),
                file.content().stream().map(Item::path).toList());
    }

    @Test
    void makesTheSameBytesEachTime() throws Exception {
        SyntheticBundle.write(folder.resolve("a"), Target.MR3020_24_10_8);
        SyntheticBundle.write(folder.resolve("b"), Target.MR3020_24_10_8);

        assertArrayEquals(
                Files.readAllBytes(folder.resolve("a/index.json")), Files.readAllBytes(folder.resolve("b/index.json")));
    }

    @Test
    void tiesKernelPackagesToTheBuild() throws Exception {
        var parts = unpack(Files.readAllBytes(bundled("kmod-usb-net_6.6.144-r1_mipsel_24kc.ipk")));

        var control =
                new String(inside(unpack(inside(parts, "./control.tar.gz")), "./control"), StandardCharsets.UTF_8);

        assertTrue(control.contains("kernel (=6.6.144~4ca73159125334b180ac4bba6dc45839-r1)"), control);
    }

    @Test
    void fillsTheDiskAsItsInstalledSizeSays() throws Exception {
        var file = bundled("kmod-wireguard_6.6.144-r1_mipsel_24kc.ipk");
        var data = unpack(inside(unpack(Files.readAllBytes(file)), "./data.tar.gz"));

        assertEquals(79926, inside(data, "./lib/modules/6.6.144/wireguard.ko").length);
        assertTrue(Math.abs(Files.size(file) - 37336) < 2000, "size " + Files.size(file));
    }

    @Test
    void bringsTheHandlerThatLeavesTheCarriageReturn() throws Exception {
        var data = unpack(
                inside(unpack(Files.readAllBytes(bundled("comgt-ncm_0.32-r38_mipsel_24kc.ipk"))), "./data.tar.gz"));

        var script = new String(inside(data, "./lib/netifd/proto/ncm.sh"), StandardCharsets.UTF_8);

        assertTrue(script.contains("getcardinfo.gcom |"));
        assertTrue(!script.contains("\\r"));
    }

    private Path bundled(String name) throws IOException {
        SyntheticBundle.write(folder, Target.MR3020_24_10_8);
        return folder.resolve(name);
    }

    private static byte[] inside(Map<String, byte[]> files, String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    private static Map<String, byte[]> unpack(byte[] gzipped) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(gzipped)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName(), tar.readAllBytes());
            }
        }
        return files;
    }
}
