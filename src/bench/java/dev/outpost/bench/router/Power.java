package dev.outpost.bench.router;

import dev.outpost.bench.host.FileError;
import dev.outpost.bench.host.FileSystem;
import dev.outpost.bench.host.Glob;
import dev.outpost.bench.nft.Ruleset;
import dev.outpost.bench.router.netifd.Netifd;
import dev.outpost.bench.router.ubus.Procd;
import dev.outpost.bench.ssh.SimulatedSshServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Boot and power cut. The clock has no battery: it starts at the newest time of a file under /etc (facts/openwrt.md#clock). */
final class Power {
    /** From power-on until the first init script; about 20 s until the wan is up on an emulated machine. */
    static final Duration KERNEL = Duration.ofSeconds(8);

    private static final Duration SHUTDOWN = Duration.ofSeconds(2);
    private static final Duration LAN_WITHIN = Duration.ofSeconds(60);

    private final SimulatedRouter router;
    private final Netifd netifd;
    private final Procd procd;
    private final SimulatedSshServer ssh;
    private volatile boolean on;

    Power(SimulatedRouter router, Netifd netifd, Procd procd, SimulatedSshServer ssh) {
        this.router = router;
        this.netifd = netifd;
        this.procd = procd;
        this.ssh = ssh;
    }

    boolean isOn() {
        return on;
    }

    void on(Duration kernel) throws InterruptedException {
        var machine = router.machine();
        var built = router.hardware.generation().buildDate();
        machine.clock().restart(newest(machine.files(), "/etc", built));
        machine.clock().sleep(kernel);
        for (var folder : List.of("/tmp/run", "/tmp/lock", "/tmp/log", "/tmp/.uci")) {
            machine.files().putFolder(folder);
        }
        on = true;
        for (var script : Glob.expand(machine.files(), "/", "/etc/rc.d/S*")) {
            machine.run(script + " boot");
        }
        awaitLan();
    }

    private void awaitLan() throws InterruptedException {
        var clock = router.machine().clock();
        var deadline = clock.uptime().plus(LAN_WITHIN);
        while (netifd.interfaces().deviceOf("lan").isEmpty() && clock.uptime().compareTo(deadline) < 0) {
            clock.sleep(Duration.ofMillis(200));
        }
    }

    private static Instant newest(FileSystem files, String folder, Instant soFar) {
        var newest = soFar;
        try {
            for (var name : files.list(folder)) {
                var path = folder + "/" + name;
                var stat = files.linkStat(path);
                if (stat.isPresent() && stat.get().isFolder()) {
                    newest = newest(files, path, newest);
                } else if (stat.isPresent() && stat.get().modified().isAfter(newest)) {
                    newest = stat.get().modified();
                }
            }
        } catch (FileError gone) {
            return newest;
        }
        return newest;
    }

    void cut() throws InterruptedException {
        on = false;
        procd.forget();
        router.cable().isDark();
        ssh.cutSessions();
        router.machine().processes().killAll();
        netifd.stop();
        router.tables.set(Ruleset.EMPTY);
        router.cable().isDark();
        router.machine().files().clear("/tmp");
        router.log().clear();
    }

    void cycle() {
        router.machine().clock().later(SHUTDOWN, "reboot", () -> {
            cut();
            on(KERNEL);
        });
    }
}
