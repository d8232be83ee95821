package dev.outpost.sim.router;

import dev.outpost.sim.host.FileSystem;
import dev.outpost.sim.host.Machine;
import dev.outpost.sim.host.SpecialFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts the files of a fresh image on a machine: {@code image.txt} and {@code packages.txt} beside this class's resources. */
final class Image {
    private static final String FOLDER = "/dev/outpost/sim/router/";
    private static final Pattern HEAD = Pattern.compile("==== (?<path>\\S+) (?<mode>[0-7]+)\n");

    private final Machine machine;
    private final RouterHardware hardware;

    Image(Machine machine, RouterHardware hardware) {
        this.machine = machine;
        this.hardware = hardware;
    }

    void flash() throws IOException {
        mounts();
        var text = resource("image.txt");
        var head = HEAD.matcher(text);
        for (var found = head.find(); found; ) {
            var path = head.group("path");
            var mode = Integer.parseInt(head.group("mode"), 8);
            var start = head.end();
            found = head.find();
            var content = text.substring(start, found ? head.start() : text.length());
            machine.files().put(path, content.replace("%MAC%", hardware.mac()), mode);
        }
        links();
        packages();
        kernelFiles();
    }

    private void mounts() {
        var files = machine.files();
        files.root("overlayfs:/overlay", "overlay", Long.MAX_VALUE);
        files.mount("tmpfs", "/tmp", "tmpfs", false, hardware.memory() / 2);
        files.mount("tmpfs", "/dev", "tmpfs", false, 512 * 1024);
        files.mount("sysfs", "/sys", "sysfs", false, Long.MAX_VALUE);
        files.mount("proc", "/proc", "proc", false, Long.MAX_VALUE);
    }

    private void links() throws IOException {
        var files = machine.files();
        files.putLink("/tmp", "/var");
        files.putLink("../usr/lib/os-release", "/etc/os-release");
        files.putLink("fw4", "/sbin/fw3");
        files.put("/etc/opkg/keys/218f43fe3a710318", "untrusted comment: a key of the bench\n", 0644);
        for (var folder : new String[] {"/root", "/overlay", "/etc/rc.d", "/etc/dropbear", "/etc/nftables.d", "/mnt"}) {
            files.putFolder(folder);
        }
        files.chmod("/etc/dropbear", 0700);
        for (var name : files.list("/etc/init.d")) {
            files.text("/etc/init.d/" + name)
                    .lines()
                    .filter(line -> line.startsWith("START="))
                    .findFirst()
                    .ifPresent(line -> files.putLink("../init.d/" + name, "/etc/rc.d/S" + line.substring(6) + name));
        }
    }

    private void packages() throws IOException {
        var status = resource("packages.txt")
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split(" "))
                .map(words -> "Package: " + words[0] + "\nVersion: " + words[1] + "\nDepends: libc\n"
                        + (words[0].equals("nftables-json") ? "Provides: nftables\n" : "")
                        + "Status: install user installed\nArchitecture: mipsel_24kc\nInstalled-Time: "
                        + hardware.buildDate().getEpochSecond() + "\n")
                .collect(Collectors.joining("\n"));
        machine.files().put("/usr/lib/opkg/status", status + "\n", 0644);
        machine.files().putFolder("/usr/lib/opkg/info");
        machine.files().putFolder("/lib/modules/6.6.144");
    }

    private void kernelFiles() {
        var files = machine.files();
        files.special("/proc/uptime", SpecialFile.text(() -> {
            var seconds = machine.clock().uptime().toMillis() / 10;
            return "%d.%02d %d.00\n".formatted(seconds / 100, seconds % 100, seconds / 100);
        }));
        var total = hardware.memory() / 1024 - 6000;
        files.special(
                "/proc/meminfo",
                SpecialFile.text(() -> "MemTotal:       %8d kB%nMemFree:        %8d kB%nMemAvailable:   %8d kB%n"
                        .formatted(total, total / 3, total / 2)));
        files.special("/proc/mounts", SpecialFile.text(() -> mountTable(files)));
        files.special("/proc/version", SpecialFile.text(() -> "Linux version 6.6.144 (builder@buildhost)\n"));
        files.special("/proc/cpuinfo", SpecialFile.text(() -> "system type\t\t: MediaTek MT7628AN ver:1 eco:2\n"));
        for (var device : new String[] {"br-lan", "eth0", "eth0.1"}) {
            files.special("/sys/class/net/" + device + "/address", SpecialFile.text(() -> hardware.mac() + "\n"));
            files.special("/sys/class/net/" + device + "/carrier", SpecialFile.text(() -> "1\n"));
        }
        files.special(
                "/dev/null", SpecialFile.device(InputStream::nullInputStream, java.io.OutputStream::nullOutputStream));
    }

    private static String mountTable(FileSystem files) {
        var rows = files.mounts().stream()
                .map(mount -> mount.device() + " " + mount.path() + " " + mount.type() + " rw,noatime 0 0\n")
                .collect(Collectors.joining());
        return "/dev/root /rom squashfs ro,relatime 0 0\n" + rows;
    }

    private static String resource(String name) throws IOException {
        try (var in = Image.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IOException("the program's own file is missing: " + FOLDER + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
