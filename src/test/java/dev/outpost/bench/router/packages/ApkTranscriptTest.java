package dev.outpost.bench.router.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outpost.bench.bundle.ApkInfo;
import dev.outpost.bench.bundle.PackageServer;
import dev.outpost.bench.busybox.BusyBox;
import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Machine;
import dev.outpost.bench.host.SimClock;
import dev.outpost.bench.transcript.Replay;
import dev.outpost.bench.transcript.Transcript;
import dev.outpost.bench.uci.Uci;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything that was recorded of the real apk: two routers, the second with 6 MB of overlay. */
class ApkTranscriptTest {
    private static final String LEFT_OUT = "/openwrt/apk-main.left-out.txt";
    private static final int SECOND = 54;

    private final Transcript transcript = Transcript.of("/openwrt/apk-main.txt");

    @Test
    void saysWhatTheRealOneSaid() throws Exception {
        var machine = router(Long.MAX_VALUE);

        assertEquals(List.of(), replay(machine).run(transcript.between(1, SECOND - 1), LEFT_OUT));
    }

    @Test
    void saysWhatTheRealOneSaidOnAFullFlash() throws Exception {
        var machine = router(6000 << 10);
        machine.files().mountOf("/").setFree(5964 << 10);

        assertEquals(List.of(), replay(machine).run(transcript.between(SECOND, 60), LEFT_OUT));
    }

    private static Replay replay(Machine machine) {
        return new Replay(machine)
                .ignoring("compiled for \\w+", "compiled for ARCH")
                .ignoring("  Executing \\S+[.]pre-deinstall\n", "") // scripts of what goes are not run
                .ignoring("^(real|user|sys)\t.*$", "TIME")
                .ignoring("^overlay.*$|^tmpfs.*$", "SPACE");
    }

    private static Machine router(long flash) throws IOException {
        var feed = new RecordedFeed();
        var machine = new Machine("OpenWrt", new SimClock(20, Instant.parse("2026-11-22T15:52:00Z")));
        var files = machine.files();
        files.putFolder("/root");
        files.putFolder("/tmp");
        files.putLink("/tmp", "/var");
        files.mount("tmpfs", "/tmp", "tmpfs", false, 32 << 20);
        var root = files.root("overlay", "overlay", flash);
        BusyBox.installOpenWrt(machine);
        Uci.installOn(machine);
        var programs = machine.programs();
        programs.register("/usr/bin/apk", new Apk(feed, () -> {}, bytes -> {}));
        programs.register("/usr/bin/wget", call -> download(call, feed));
        programs.register("/sbin/ifdown", call -> connect(feed, false));
        programs.register("/sbin/ifup", call -> connect(feed, true));
        files.put("/etc/config/network", "\nconfig interface 'lan'\n\toption proto 'static'\n\n", 0644);
        files.put("/etc/apk/arch", "mipsel_24kc\n");
        files.put("/etc/apk/keys/openwrt-bench.pem", RecordedFeed.KEY);
        files.put("/etc/apk/repositories.d/distfeeds.list", String.join("\n", RecordedFeed.ADDRESSES) + "\n");
        files.put(
                "/etc/apk/repositories.d/customfeeds.list",
                "# add your custom package feeds here\n#\n# http://www.example.com/path/to/files/packages.adb\n");
        InstalledDb.flash(
                files,
                RecordedFeed.image().stream().map(ApkTranscriptTest::hashed).toList());
        for (var name : List.of("lock", "triggers", "scripts.tar.gz")) {
            files.put("/lib/apk/db/" + name, "");
        }
        for (var name : List.of("lib-crc-ccitt", "slhc", "usb-core", "usb2")) {
            files.put("/lib/apk/packages/kmod-" + name + ".list", "");
        }
        files.putFolder("/tmp/.uci");
        files.sealImage();
        root.setFree(flash);
        files.shareRoot("tmpfs", "/overlay", "tmpfs");
        return machine;
    }

    private static ApkInfo hashed(ApkInfo info) {
        return new ApkInfo(
                info.name(),
                info.version(),
                ApkInfo.identity(info.full()),
                info.architecture(),
                info.size(),
                info.installed(),
                info.depends(),
                info.provides());
    }

    private static int connect(RecordedFeed feed, boolean connected) {
        feed.isConnected(connected);
        return 0;
    }

    private static int download(Call call, RecordedFeed feed) throws IOException {
        try {
            var words = call.words();
            call.files().write(words.get(words.indexOf("-O") + 1), feed.get(words.getLast()));
            return 0;
        } catch (PackageServer.Failure failure) {
            return 8;
        }
    }
}
