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

/** The rest of a Debian 12: its files, sysctl, ss, ip. */
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
                        () -> kernel.forwarding() ? "1\n" : "0\n",
                        text -> kernel.forwarding(!text.strip().equals("0"))));
    }

    /** Seconds since boot, and those in which one processor had nothing to do. */
    private String uptime() {
        var seconds = machine.clock().uptime().toMillis() / 1_000.0;
        return String.format(Locale.ROOT, "%.2f %.2f%n", seconds, seconds * 0.97);
    }

    /** {@code sysctl}: read, {@code -w}, {@code -p FILE}, {@code --system}. */
    int sysctl(Call call) throws IOException {
        var words = new ArrayList<>(call.words());
        var quiet = words.removeIf(word -> word.equals("-q") || word.equals("--quiet"));
        var bare = words.remove("-n");
        if (words.remove("-w") && words.isEmpty()) {
            return call.fail("no variables specified");
        }
        if (words.remove("--system")) {
            load(call, quiet);
            return 0;
        }
        if (words.remove("-p") || words.remove("--load")) {
            return file(call, words.isEmpty() ? "/etc/sysctl.conf" : call.path(words.getFirst()), quiet);
        }
        var status = 0;
        for (var word : words) {
            status = Math.max(status, word.contains("=") ? set(call, word, quiet) : show(call, word, bare));
        }
        return status;
    }

    /** What systemd-sysctl does at boot. */
    void load(Call call, boolean quiet) throws IOException {
        for (var name : machine.files().list("/etc/sysctl.d")) {
            file(call, "/etc/sysctl.d/" + name, quiet);
        }
        file(call, "/etc/sysctl.conf", quiet);
    }

    private int file(Call call, String path, boolean quiet) throws IOException {
        if (!machine.files().exists(path)) {
            call.err().println("sysctl: cannot open \"" + path + "\": No such file or directory");
            return 1;
        }
        var status = 0;
        for (var line : machine.files().text(path).lines().toList()) {
            if (line.contains("=") && !line.strip().startsWith("#")) {
                status = Math.max(status, set(call, line, quiet));
            }
        }
        return status;
    }

    private int set(Call call, String assignment, boolean quiet) throws IOException {
        var equals = assignment.indexOf('=');
        var key = assignment.substring(0, equals).strip();
        var value = assignment.substring(equals + 1).strip();
        if (!machine.files().exists(path(key))) {
            call.err().println("sysctl: cannot stat " + path(key) + ": No such file or directory");
            return 1;
        }
        machine.files().write(path(key), value + "\n");
        if (!quiet) {
            call.out().println(key + " = " + value);
        }
        return 0;
    }

    private int show(Call call, String key, boolean bare) throws IOException {
        if (!machine.files().exists(path(key))) {
            call.err().println("sysctl: cannot stat " + path(key) + ": No such file or directory");
            return 1;
        }
        var value = machine.files().text(path(key)).strip();
        call.out().println(bare ? value : key + " = " + value);
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

    /** {@code ip}: addr, route and link, to look at, and {@code link delete}. */
    int ip(Call call) {
        var words = call.words().stream().filter(word -> !word.startsWith("-")).toList();
        var object = words.isEmpty() ? "" : words.getFirst();
        var device = words.contains("dev") ? words.getLast() : "";
        if (!device.isEmpty() && !kernel.hasLink(device)) {
            call.err()
                    .println((words.contains("delete") || words.contains("del") ? "Cannot find device \"" : "Device \"")
                            + device
                            + (words.contains("delete") || words.contains("del") ? "\"" : "\" does not exist."));
            return 1;
        }
        if (object.startsWith("a")) {
            kernel.addresses().stream()
                    .filter(own -> device.isEmpty() || own.device().equals(device))
                    .forEach(own -> call.out().println("    inet " + own.prefix() + " scope global " + own.device()));
        } else if (object.startsWith("r")) {
            routes(call);
        } else if (words.contains("delete") || words.contains("del")) {
            kernel.deleteLink(device);
        } else {
            kernel.linkAddresses().keySet().stream()
                    .filter(name -> device.isEmpty() || name.equals(device))
                    .forEach(name -> call.out().println("3: " + name + ": <POINTOPOINT,NOARP,UP,LOWER_UP> mtu 1420"));
        }
        return 0;
    }

    private void routes(Call call) {
        call.out().println("default via " + gateway() + " dev " + RelayKernel.OUTSIDE + " onlink");
        kernel.routes()
                .forEach(route -> call.out().println(route.destination() + " dev " + route.device() + " scope link"));
        kernel.addresses()
                .forEach(own -> call.out()
                        .println(own.prefix().network() + " dev " + own.device() + " proto kernel scope link src "
                                + own.prefix().address()));
    }

    private String gateway() {
        return kernel.publicAddress().toString().replaceFirst("\\.[0-9]+$", ".1");
    }
}
