package dev.outpost.bench.relay;

import dev.outpost.bench.host.Call;
import dev.outpost.bench.host.Machine;
import dev.outpost.bench.host.SpecialFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The rest of a Debian 12: its files, sysctl, ss. */
final class Debian {

    private static final String FORWARD = "/proc/sys/net/ipv4/ip_forward";
    private static final String OS_RELEASE = """
            PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
            NAME="Debian GNU/Linux"
            VERSION_ID="12"
            VERSION="12 (bookworm)"
            VERSION_CODENAME=bookworm
            ID=debian
            HOME_URL="https://www.debian.org/"
            """;

    private final Machine machine;
    private final RelayKernel kernel;

    Debian(Machine machine, RelayKernel kernel) {
        this.machine = machine;
        this.kernel = kernel;
    }

    void furnish() {
        var files = machine.files();
        files.put("/etc/os-release", OS_RELEASE);
        files.put("/etc/debian_version", "12.7\n");
        files.put("/etc/hostname", machine.hostname() + "\n");
        files.put("/etc/passwd", "root:x:0:0:root:/root:/bin/bash\n");
        files.put("/etc/sysctl.conf", "# /etc/sysctl.conf\n");
        for (var folder : List.of(
                "/root/.ssh",
                "/etc/sysctl.d",
                "/etc/systemd/system/multi-user.target.wants",
                "/lib/systemd/system",
                "/var/lib/apt/lists",
                "/run",
                "/tmp",
                "/var/tmp",
                "/etc/ssh")) {
            files.putFolder(folder);
        }
        if (!files.exists("/dev/null")) {
            files.special(
                    "/dev/null", SpecialFile.device(InputStream::nullInputStream, OutputStream::nullOutputStream));
        }
        files.special("/proc/uptime", SpecialFile.text(this::uptime));
        files.special(
                FORWARD,
                SpecialFile.setting(
                        () -> kernel.forwarding(false) ? "1\n" : "0\n",
                        text -> kernel.forwarding(false, !text.strip().equals("0"))));
    }

    /** Seconds since boot, and those in which one processor had nothing to do. */
    private String uptime() {
        var seconds = machine.clock().uptime().toMillis() / 1_000.0;
        return String.format(Locale.ROOT, "%.2f %.2f%n", seconds, seconds * 0.97);
    }

    /** {@code sysctl}: {@code -n KEY}, {@code -w KEY=VALUE}, {@code -p FILE}. */
    int sysctl(Call call) throws IOException {
        var status = 0;
        var words = call.words().stream().filter(word -> !word.startsWith("-")).toList();
        for (var word : words) {
            status = Math.max(
                    status,
                    call.words().contains("-p")
                            ? file(call, call.path(word))
                            : word.contains("=") ? set(call, word) : show(call, word));
        }
        return status;
    }

    /** What systemd-sysctl does at boot. */
    void load(Call call) throws IOException {
        for (var name : machine.files().list("/etc/sysctl.d")) {
            file(call, "/etc/sysctl.d/" + name);
        }
        file(call, "/etc/sysctl.conf");
    }

    private int file(Call call, String path) throws IOException {
        if (!machine.files().exists(path)) {
            call.err().println("sysctl: cannot open \"" + path + "\": No such file or directory");
            return 1;
        }
        var status = 0;
        for (var line : machine.files().text(path).lines().toList()) {
            if (line.contains("=") && !line.strip().startsWith("#")) {
                status = Math.max(status, set(call, line));
            }
        }
        return status;
    }

    private int set(Call call, String assignment) throws IOException {
        var words = assignment.split("=", 2);
        var path = path(words[0].strip());
        if (RelayIp.isInside(call) && path.equals(FORWARD)) {
            kernel.forwarding(true, !words[1].strip().equals("0"));
            return 0;
        }
        if (!machine.files().exists(path)) {
            return cannotStat(call, path);
        }
        machine.files().write(path, words[1].strip() + "\n");
        return 0;
    }

    private static int cannotStat(Call call, String path) {
        call.err().println("sysctl: cannot stat " + path + ": No such file or directory");
        return 1;
    }

    private int show(Call call, String key) throws IOException {
        if (!machine.files().exists(path(key))) {
            return cannotStat(call, path(key));
        }
        var value = machine.files().text(path(key)).strip();
        call.out().println(call.words().contains("-n") ? value : key + " = " + value);
        return 0;
    }

    private static String path(String key) {
        return "/proc/sys/" + key.replace('.', '/');
    }

    /** {@code ss -lntu}: what listens. */
    int ss(Call call) {
        var flags = String.join("", call.words());
        if (!flags.contains("H")) {
            call.out().println("Netid State  Recv-Q Send-Q Local Address:Port  Peer Address:PortProcess");
        }
        if (flags.contains("u")) {
            for (var device : kernel.wireguard()) {
                call.out()
                        .println("udp   UNCONN 0      0            0.0.0.0:" + device.listenPort() + "      0.0.0.0:*");
                call.out()
                        .println("udp   UNCONN 0      0               [::]:" + device.listenPort() + "         [::]:*");
            }
        }
        if (flags.contains("t")) {
            for (var port : kernel.listening()) {
                call.out().println("tcp   LISTEN 0      128          0.0.0.0:" + port + "      0.0.0.0:*");
                call.out().println("tcp   LISTEN 0      128             [::]:" + port + "         [::]:*");
            }
        }
        return 0;
    }
}
