package dev.outpost.bench.router;

import dev.outpost.bench.bundle.ApkInfo;
import dev.outpost.bench.host.FileSystem;
import dev.outpost.bench.host.ImageFiles;
import dev.outpost.bench.host.Machine;
import dev.outpost.bench.host.SpecialFile;
import dev.outpost.bench.router.packages.InstalledDb;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts the files of a fresh image on a machine: {@code image*.txt} and {@code packages-*.txt} beside this class's resources. */
final class Image {
    private static final String FOLDER = "/dev/outpost/bench/router/";

    private final Machine machine;
    private final RouterHardware hardware;

    Image(Machine machine, RouterHardware hardware) {
        this.machine = machine;
        this.hardware = hardware;
    }

    void flash() throws IOException {
        mounts();
        var generation = hardware.generation();
        unpack("image.txt");
        unpack(generation.hasApk() ? "image-apk.txt" : "image-opkg.txt");
        unpack("image-" + generation.series() + ".txt");
        unpack(hardware.board().hasSwitch() ? "board-switch.txt" : "board-dsa.txt");
        links();
        packages();
        kernelFiles();
    }

    private void unpack(String name) throws IOException {
        ImageFiles.unpack(machine.files(), FOLDER + name, this::filledIn);
    }

    /** What differs from board to board: lines for those with a switch or with DSA, and names. */
    private String filledIn(String text) {
        var generation = hardware.generation();
        var board = hardware.board();
        return text.replaceAll("(?m)^" + (board.hasSwitch() ? "dsa" : "switch") + ": .*\n", "")
                .replaceAll("(?m)^(switch|dsa): ?", "")
                .replace("%MAC%", hardware.mac())
                .replace("%LOOPBACK%", address("127.0.0.1", 8, "255.0.0.0"))
                .replace("%LAN%", address("192.168.1.1", 24, "255.255.255.0"))
                .replace(
                        "%DUID%",
                        generation.hasListAddresses() ? "\toption dhcp_default_duid '0004" + duid() + "'\n" : "")
                .replace("%BRIDGE%", "\tlist ports '" + String.join("'\n\tlist ports '", board.lanPorts()) + "'")
                .replace("%RELEASE%", generation.release())
                .replace("%REVISION%", hardware.revision())
                .replace("%TARGET%", board.target())
                .replace("%ARCH%", board.architecture())
                .replace("%BOARD%", board.id())
                .replace("%MODEL%", board.model())
                .replace("%BUILT%", String.valueOf(generation.buildDate().getEpochSecond()))
                .replace("%KMODS%", generation.kernelFolder(board.kernelHash(generation)))
                .replace("%KERNEL%", generation.kernel())
                .replace("%KERNEL-PACKAGE%", hardware.kernelPackage())
                .replace("%TIMEZONE%", zone(generation))
                .replace("%LOG_SIZE%", generation == Generation.V23_05 ? "64" : "128")
                .replace("%LAN_PORTS%", lanPorts(board.lanPorts()))
                .replace("%WAN_PORT%", board.wanPort().orElse(""))
                .replace("%WAN_FORWARD%", generation == Generation.V25_12 ? "DROP" : "REJECT");
    }

    private String address(String address, int length, String netmask) {
        return hardware.generation().hasListAddresses()
                ? "\tlist ipaddr '" + address + "/" + length + "'"
                : "\toption ipaddr '" + address + "'\n\toption netmask '" + netmask + "'";
    }

    /** 32 hexadecimal digits, another set on each board. */
    private String duid() {
        return "703e82ca4f53599eb91"
                + "3%012x".formatted(Long.parseLong(hardware.mac().replace(":", ""), 16));
    }

    private static String zone(Generation generation) {
        return generation.hasListAddresses()
                ? "\toption timezone 'GMT0'\n\toption zonename 'UTC'\n"
                : "\toption timezone 'UTC'\n";
    }

    private static String lanPorts(List<String> ports) {
        return ports.size() == 1
                ? "\"device\": \"" + ports.getFirst() + "\""
                : ports.stream()
                        .map(port -> "\t\t\t\t\"" + port + "\"")
                        .collect(Collectors.joining(",\n", "\"ports\": [\n", "\n\t\t\t]"));
    }

    private void mounts() {
        var files = machine.files();
        files.root("overlayfs:/overlay", "overlay", Long.MAX_VALUE);
        files.mount("tmpfs", "/tmp", "tmpfs", false, hardware.board().ram() / 2);
        files.mount("tmpfs", "/dev", "tmpfs", false, 512 * 1024);
        files.mount("sysfs", "/sys", "sysfs", false, Long.MAX_VALUE);
        files.mount("proc", "/proc", "proc", false, Long.MAX_VALUE);
    }

    private void links() throws IOException {
        var files = machine.files();
        files.putLink("/tmp", "/var");
        files.putLink("../usr/lib/os-release", "/etc/os-release");
        files.putLink("fw4", "/sbin/fw3");
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
        var file = "packages-" + hardware.generation().series() + ".txt";
        var list = Shipped.of(filledIn(ImageFiles.text(FOLDER + file))).toList();
        if (hardware.generation().hasApk()) {
            InstalledDb.flash(machine.files(), list.stream().map(this::info).toList());
            machine.files().putFolder("/lib/apk/packages");
        } else {
            var status = list.stream().map(this::stanza).collect(Collectors.joining("\n"));
            machine.files().put("/usr/lib/opkg/status", status + "\n", 0644);
            list.forEach(this::told);
        }
        machine.files().putFolder("/lib/modules/" + hardware.generation().kernel());
    }

    /** What opkg keeps of a package beside its list. */
    private void told(Shipped each) {
        var control = stanza(each).replaceAll("(Status|Installed-Time): .*\n", "") + "Description: of the image\n";
        machine.files().put("/usr/lib/opkg/info/" + each.name() + ".control", control, 0644);
        machine.files().put("/usr/lib/opkg/info/" + each.name() + ".list", "", 0644);
    }

    private String stanza(Shipped each) {
        var depends = each.depends().stream()
                .map(name -> name.equals("kernel") ? "kernel (= " + hardware.kernelPackage() + ")" : name)
                .collect(Collectors.joining(", "));
        return "Package: " + each.name() + "\nVersion: " + each.version() + "\nDepends: " + depends + "\n"
                + (each.provides().isEmpty() ? "" : "Provides: " + String.join(", ", each.provides()) + "\n")
                + "Status: install user installed\nArchitecture: "
                + hardware.board().architecture() + "\nInstalled-Time: "
                + hardware.generation().buildDate().getEpochSecond() + "\n";
    }

    /** Sizes are INVENTED. */
    private ApkInfo info(Shipped each) {
        var depends = String.join(" ", each.depends()).replaceAll("\\bkernel\\b", "kernel=" + hardware.kernelPackage());
        return new ApkInfo(
                each.name(),
                each.version(),
                ApkInfo.identity(each.name() + each.version()),
                hardware.board().architecture(),
                8 << 10,
                20 << 10,
                ApkInfo.wishes(depends),
                ApkInfo.wishes(String.join(" ", each.provides())));
    }

    private void kernelFiles() {
        var files = machine.files();
        var total = hardware.board().ram() / 1024 - 6000;
        files.special(
                "/proc/meminfo",
                SpecialFile.text(() -> "MemTotal:       %8d kB%nMemFree:        %8d kB%nMemAvailable:   %8d kB%n"
                        .formatted(total, total / 3, total / 2)));
        files.special("/proc/mounts", SpecialFile.text(() -> mountTable(files)));
        files.special(
                "/proc/version",
                SpecialFile.text(() -> "Linux version " + hardware.generation().kernel() + " (builder@buildhost)\n"));
        files.special(
                "/proc/cpuinfo",
                SpecialFile.text(() -> "system type\t\t: " + hardware.board().cpu() + "\n"));
        for (var device : hardware.board().devices()) {
            if (!device.equals("lo")) {
                files.special("/sys/class/net/" + device + "/address", SpecialFile.text(() -> hardware.mac() + "\n"));
                files.special("/sys/class/net/" + device + "/carrier", SpecialFile.text(() -> "1\n"));
            }
        }
    }

    private static String mountTable(FileSystem files) {
        var rows = files.mounts().stream()
                .map(mount -> mount.device() + " " + mount.path() + " " + mount.type() + " rw,noatime 0 0\n")
                .collect(Collectors.joining());
        return "/dev/root /rom squashfs ro,relatime 0 0\n" + rows;
    }

    /** A package that is part of an image. */
    private record Shipped(String name, String version, List<String> depends, List<String> provides) {
        /** Those of a release, from {@code packages-SERIES.txt}. */
        static Stream<Shipped> of(String text) {
            return text.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> line.split(" "))
                    .map(words -> new Shipped(words[0], words[1], list(words[2]), list(words[3])));
        }

        private static List<String> list(String word) {
            return word.equals("-") ? List.of() : Arrays.asList(word.split(","));
        }
    }
}
