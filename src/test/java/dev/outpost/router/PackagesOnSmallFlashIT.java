package dev.outpost.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpost.bench.bundle.SyntheticBundle;
import dev.outpost.bench.bundle.Target;
import dev.outpost.packages.PackageScripts;
import dev.outpost.packages.PackageTar;
import dev.outpost.router.RouterFacts.Manager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scripts that install packages, by BusyBox ash in a root of its own on a real file system that is small: tmpfs has blocks of 4 KiB,
 * as ext4 and f2fs have, and is truly full. opkg is a stand-in as careless as the real one; see its head.
 */
class PackagesOnSmallFlashIT {
    private static final String BUSYBOX = "/usr/bin/busybox";
    private static final int OTHERS = 60;
    private static final List<String> APPLETS = List.of(
            "ash",
            "sh",
            "cat",
            "chmod",
            "cmp",
            "cp",
            "cut",
            "df",
            "echo",
            "find",
            "grep",
            "gzip",
            "head",
            "ls",
            "mkdir",
            "mv",
            "rm",
            "rmdir",
            "sed",
            "sha256sum",
            "sleep",
            "sort",
            "sync",
            "tail",
            "tar",
            "touch",
            "tr",
            "wc",
            "zcat");

    /** The flash, RAM and the programs are file systems of their own, seen by nobody else. */
    private static final String ROUTER = """
            set -e
            mount -t tmpfs -o size="$FLASH"k tmpfs "$ROOT"
            for folder in bin tmp proc dev overlay usr/lib/opkg/info etc lib; do mkdir -p "$ROOT/$folder"; done
            mount --bind /proc "$ROOT/proc"
            mount --bind /dev "$ROOT/dev"
            mount -t tmpfs -o size=32m tmpfs "$ROOT/tmp"
            mount --bind "$PROGRAMS" "$ROOT/bin"
            cp "$INFO"/*.control "$ROOT/usr/lib/opkg/info/"
            cp "$STATUS" "$ROOT/usr/lib/opkg/status"
            sum() { find "$ROOT/usr" "$ROOT/etc" "$ROOT/lib" -type f ! -name status -exec sha256sum {} + | sort; }
            sum >"$OUT/before"
            df -k "$ROOT" | tail -n 1 >"$OUT/df-before"
            status=0
            chroot "$ROOT" /bin/ash /bin/install <"$TAR" >"$OUT/out" 2>"$OUT/err" || status=$?
            echo "$status" >"$OUT/status"
            cp "$ROOT/usr/lib/opkg/status" "$OUT/list"
            [ ! -e "$ROOT/tmp/opkg-cuts" ] || cp "$ROOT/tmp/opkg-cuts" "$OUT/cuts"
            sum >"$OUT/after"
            df -k "$ROOT" | tail -n 1 >"$OUT/df-after"
            """;

    @TempDir
    Path folder;

    private List<Bundle.Item> items = List.of();

    @BeforeEach
    void aRouterWithoutItsDrivers() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(BUSYBOX)), "no busybox here");
        assumeTrue(run(List.of("unshare", "-m", "true"), Map.of()) == 0, "no mount namespace of one's own here");
        var bundle = bundle();
        items =
                List.of("comgt-ncm", "comgt", "chat", "wwan", "kmod-usb-net", "kmod-mii", "kmod-usb-net-cdc-ether")
                        .stream()
                        .map(name -> Objects.requireNonNull(bundle.items().get(name), name))
                        .toList()
                        .reversed();
        for (var name : List.of("root", "programs", "info", "out")) {
            Files.createDirectories(folder.resolve(name));
        }
        Files.copy(Path.of(BUSYBOX), folder.resolve("programs/busybox"));
        for (var applet : APPLETS) {
            Files.createSymbolicLink(folder.resolve("programs").resolve(applet), Path.of("busybox"));
        }
        var opkg = folder.resolve("programs/opkg");
        try (var text = Objects.requireNonNull(getClass().getResourceAsStream("/openwrt/opkg-standin.sh"))) {
            Files.copy(text, opkg);
        }
        assertTrue(opkg.toFile().setExecutable(true));
        Files.writeString(
                folder.resolve("status"),
                IntStream.range(0, OTHERS)
                        .mapToObj(PackagesOnSmallFlashIT::other)
                        .collect(Collectors.joining()));
        for (var number = 0; number < OTHERS; number++) {
            Files.writeString(
                    folder.resolve("info/other" + number + ".control"),
                    other(number).replaceAll("Status.*\\n", "").strip() + "\n");
        }
        Files.write(folder.resolve("packages.tar"), PackageTar.of(bundle, items));
        Files.writeString(
                folder.resolve("programs/install"),
                PackageScripts.install(Manager.OPKG, items).render());
    }

    private Bundle bundle() throws IOException {
        SyntheticBundle.write(folder.resolve("bundle"), Target.MR3020_24_10_8);
        return Bundle.in(folder.resolve("bundle"));
    }

    private static String other(int number) {
        return "Package: other" + number + "\nVersion: 2025.01.01~0badcafe-r" + number
                + "\nDepends: libc, other" + (number + 1) % OTHERS
                + "\nStatus: install user installed\nArchitecture: mipsel_24kc\nInstalled-Time: 1795359229\n\n";
    }

    @Test
    void fillsUpAndLosesNothing() throws Exception {
        var ends = new TreeMap<Integer, Integer>();
        var cuts = 0;
        for (var free = 40; free <= 420; free += 20) {
            var status = install(free);
            ends.merge(status, 1, Integer::sum);
            cuts += Files.exists(folder.resolve("out/cuts")) ? 1 : 0;
            var list = entries(folder.resolve("out/list"));
            var mine = entries(folder.resolve("status"));
            if (status == 0) {
                assertTrue(list.containsAll(mine), "with " + free + " KiB: " + list);
                assertEquals(OTHERS + items.size(), list.size(), "with " + free + " KiB");
                assertTrue(free("df-after") >= 32, "with " + free + " KiB");
                continue;
            }
            var words = Files.readString(folder.resolve("out/err"));
            assertEquals(98, status, words);
            assertTrue(words.startsWith("the flash filled up while packages were installed: "), words);
            assertEquals(mine, list, "with " + free + " KiB: " + Files.readString(folder.resolve("out/out")));
            assertEquals(
                    Files.readString(folder.resolve("out/before")),
                    Files.readString(folder.resolve("out/after")),
                    "with " + free + " KiB");
            assertTrue(free("df-after") >= free("df-before") - 8, "with " + free + " KiB the room is there again");
        }
        assertTrue(ends.containsKey(0) && ends.containsKey(98), "both ends were seen: " + ends);
        assertTrue(cuts > 2, "the list was cut short: " + cuts);
    }

    private int install(int free) throws Exception {
        AshRouter.delete(folder.resolve("out"));
        Files.createDirectories(folder.resolve("out"));
        var environment = new TreeMap<String, String>();
        environment.put("ROOT", folder.resolve("root").toString());
        environment.put("OUT", folder.resolve("out").toString());
        environment.put("PROGRAMS", folder.resolve("programs").toString());
        environment.put("INFO", folder.resolve("info").toString());
        environment.put("STATUS", folder.resolve("status").toString());
        environment.put("TAR", folder.resolve("packages.tar").toString());
        environment.put("FLASH", String.valueOf(free + image()));
        assertEquals(0, run(List.of("unshare", "-m", "sh", "-c", ROUTER), environment));
        return Integer.parseInt(Files.readString(folder.resolve("out/status")).strip());
    }

    /** What is there before, in blocks of 4 KiB (KiB). */
    private int image() throws IOException {
        var list = (int) Files.size(folder.resolve("status"));
        return OTHERS * 4 + (list + 4095) / 4096 * 4;
    }

    private int free(String file) throws IOException {
        return Integer.parseInt(
                Files.readString(folder.resolve("out").resolve(file)).strip().split("\\s+")[3]);
    }

    private static List<String> entries(Path list) throws IOException {
        return Arrays.stream(Files.readString(list).strip().split("\n\n"))
                .sorted()
                .toList();
    }

    private static int run(List<String> command, Map<String, String> variables)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(variables);
        var process = builder.start();
        try (InputStream said = process.getInputStream()) {
            var words = new String(said.readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
                System.err.println(words);
            }
        } catch (IOException e) {
            return 1;
        }
        return process.exitValue();
    }
}
