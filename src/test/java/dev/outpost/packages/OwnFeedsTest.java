package dev.outpost.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.router.Bundle;
import dev.outpost.router.Packages;
import dev.outpost.shell.Batch;
import dev.outpost.shell.LocalShell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in this machine's {@code /bin/sh}; ip, wget, opkg and apk say what was recorded (opkg-24.10 011 to 049, apk-main 008 to 045). */
class OwnFeedsTest {
    @TempDir
    Path root;

    @BeforeEach
    void aRouterWithAWayOut() throws Exception {
        Files.createDirectories(root.resolve("tmp"));
        Files.createDirectories(root.resolve("stand-ins"));
        Files.createDirectories(root.resolve("etc/opkg"));
        Files.createDirectories(root.resolve("etc/apk/repositories.d"));
        program("ip", "echo 'default via 5.5.5.1 dev eth0'");
        program("wget", "exit 0");
    }

    @Test
    void tellsWhatOpkgWouldBring() throws Exception {
        opkg("Signature check passed.", """
                Installing comgt-ncm (0.32-r38) to root...
                Downloading http://downloads.openwrt.org/x.ipk
                Installing chat (2.5.2-r1) to root...
                """);

        var feeds = ask("24.10.8");

        assertEquals("default via 5.5.5.1 dev eth0", feeds.evidence());
        var bundle = feeds.bundle().orElseThrow();
        assertEquals(Optional.of(3783L), one(bundle, "chat").size());
        var router = Packages.router("24.10.8", Packages.KERNEL, 8 << 20);
        assertEquals(
                List.of("chat", "comgt-ncm"),
                new Closure(bundle, router)
                        .of(List.of("comgt-ncm")).stream()
                                .map(Bundle.Item::name)
                                .toList());
    }

    @Test
    void tellsWhatApkWouldBring() throws Exception {
        Files.writeString(
                root.resolve("etc/apk/repositories.d/distfeeds.list"),
                "https://downloads.openwrt.org/releases/25.12.0/targets/x/packages.adb\n");
        program("apk", """
                case "$1" in
                update) echo 'OK: 123 distinct packages available' ;;
                add) printf '( 1/13) Installing chat (2.5.2-r1)\\n(13/13) Installing comgt-ncm (0.32-r38)\\nOK: 1864 KiB in 88 packages\\n' ;;
                info) printf '%s installed size:\\n11 KiB\\n\\n' "$2" ;;
                esac
                """);

        var bundle = ask("25.12.0").bundle().orElseThrow();

        assertEquals(Optional.of(11L << 10), one(bundle, "comgt-ncm").installed());
        assertEquals("2.5.2-r1", one(bundle, "chat").version());
    }

    /** "opkg update" ends with 0 when every signature is wrong, and knows no package then. */
    @Test
    void behaviour36ASignatureThatDoesNotCheckIsNoFeed() throws Exception {
        opkg("Signature check failed.\nRemove wrong Signature file.", "");

        assertTrue(ask("24.10.8").evidence().contains("signatures do not check"));
    }

    /** The words blame the processor; the true cause is in another line. */
    @Test
    void behaviour37AnotherKernelInTheFeedIsTold() throws Exception {
        opkg("Signature check passed.", """
                Unknown package 'comgt-ncm'.
                Collected errors:
                 * pkg_hash_check_unresolved: cannot find dependency kernel (= 6.6.1~ffffffffffffffffffffffffffffffff-r1) for kmod-x
                """);

        var feeds = ask("24.10.8");

        assertEquals(Optional.empty(), feeds.bundle());
        assertTrue(feeds.evidence().contains("cannot find dependency kernel"), feeds.evidence());
    }

    @Test
    void aClockThatIsWrongBreaksTlsAndIsNotWaitedFor() throws Exception {
        opkg("Signature check passed.", "");
        program("wget", "echo 'Connection error: Invalid SSL certificate' >&2; exit 5");

        assertTrue(ask("24.10.8").evidence().contains("Invalid SSL certificate"));
    }

    @Test
    void withoutADefaultRouteNobodyIsAsked() throws Exception {
        program("ip", "exit 0");

        assertEquals("no default route", ask("24.10.8").evidence());
    }

    private void opkg(String update, String install) throws Exception {
        Files.createDirectories(root.resolve("bin"));
        Files.writeString(root.resolve("bin/opkg"), "");
        assertTrue(root.resolve("bin/opkg").toFile().setExecutable(true));
        Files.createDirectories(root.resolve("var/opkg-lists"));
        Files.writeString(root.resolve("var/opkg-lists/openwrt_base"), "");
        Files.writeString(
                root.resolve("etc/opkg/distfeeds.conf"),
                "src/gz openwrt_core https://downloads.openwrt.org/releases/24.10.8/targets/ramips/mt76x8/packages\n");
        Files.writeString(root.resolve("install"), install);
        program(
                "opkg",
                "case \"$1\" in\nupdate) echo '" + update + "' ;;\ninstall) cat '" + root.resolve("install")
                        + "' ;;\ninfo) echo 'Size: 3783' ;;\nesac");
    }

    private void program(String name, String text) throws Exception {
        var file = Files.writeString(root.resolve("stand-ins").resolve(name), "#!/bin/sh\n" + text + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    private OwnFeeds ask(String release) throws Exception {
        var script = PackageScripts.ownFeeds(List.of("comgt-ncm"))
                .with("OUTPOST_ROOT", root.toString())
                .with("PATH", root.resolve("stand-ins") + ":/usr/bin:/bin");
        var answer = new LocalShell().run(Batch.of(script), LocalShell.PATIENCE).getFirst();
        return OwnFeeds.read(
                answer, Packages.router(release, Packages.KERNEL, 8 << 20).board());
    }

    private static Bundle.Item one(Bundle bundle, String name) {
        return java.util.Objects.requireNonNull(bundle.items().get(name), name);
    }
}
