package dev.outpost.bench.relay;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.ImageFiles;
import dev.outpost.bench.host.Machine;
import dev.outpost.bench.host.SpecialFile;
import java.io.IOException;
import java.util.List;

/** The rest of a Debian 12: its files, sysctl, ss. */
record Debian(Machine machine, RelayKernel kernel) {
    private static final String FORWARD = "/proc/sys/net/ipv4/ip_forward";

    void furnish() throws IOException {
        var files = machine.files();
        ImageFiles.unpack(files, "/dev/outpost/bench/relay/debian.txt", text -> text);
        files.put("/etc/hostname", machine.hostname() + "\n");
        for (var folder : List.of(
                "/root/.ssh",
                "/etc/sysctl.d",
                "/etc/systemd/system/multi-user.target.wants",
                "/var/lib/apt/lists",
                "/run",
                "/tmp",
                "/var/tmp",
                "/etc/ssh")) {
            files.putFolder(folder);
        }
        files.special(
                FORWARD,
                SpecialFile.setting(
                        () -> kernel.forwarding(false) ? "1\n" : "0\n",
                        text -> kernel.forwarding(false, !text.strip().equals("0"))));
    }

    /** {@code sysctl}: {@code -n KEY} and {@code -w KEY=VALUE}. */
    int sysctl(Call call) throws IOException {
        for (var word : call.words()) {
            var words = word.split("=", 2);
            var path = "/proc/sys/" + words[0].replace('.', '/');
            if (word.startsWith("-")) {
                continue;
            }
            if (!machine.files().exists(path)) {
                return call.refuse(1, "sysctl: cannot stat " + path + ": No such file or directory");
            }
            if (words.length == 1) {
                call.say(machine.files().text(path).strip());
            } else if (RelayIp.isInside(call) && path.equals(FORWARD)) {
                kernel.forwarding(true, !words[1].equals("0"));
            } else {
                machine.files().write(path, words[1] + "\n");
            }
        }
        return 0;
    }

    /** {@code ss -H -lntu}: what listens. */
    int ss(Call call) {
        for (var address : List.of("0.0.0.0", "[::]")) {
            kernel.wireguard().forEach(device -> call.say("udp UNCONN 0 0 %s:%d %1$s:*".formatted(address, device.listenPort())));
            kernel.listening().forEach(port -> call.say("tcp LISTEN 0 128 %s:%d %1$s:*".formatted(address, port)));
        }
        return 0;
    }
}
