package dev.outpost.router;

import dev.outpost.field.LimitedBusyBox;
import dev.outpost.shell.Script;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A router's disk in a folder, on which real BusyBox ash runs the guard's scripts. Every program that they call is counted, and the power
 * can be cut at any of them: the program is not run (a {@code cp} is, half), and every process of this router ends. procd, the services and
 * the log are stand-ins.
 */
final class AshRouter implements AutoCloseable {
    private static final String BUSYBOX = "/usr/bin/busybox";
    private static final List<String> COUNTED = List.of(
            "cat",
            "cp",
            "mv",
            "rm",
            "mkdir",
            "rmdir",
            "cmp",
            "sha256sum",
            "sync",
            "tail",
            "wc",
            "sed",
            "grep",
            "ps",
            "ln",
            "chmod",
            "setsid",
            "sleep");
    private static final List<String> STANDINS =
            List.of("ubus", "logger", "reload_config", "pidof", "service", "fw4", "uci");
    private static final String SHIM = """
            #!/usr/bin/busybox ash
            [ ! -e "$CUT/dark" ] || exec /usr/bin/busybox sleep 1000
            if [ -e "$CUT/at" ]; then
                read -r left <"$CUT/at"
                if [ "$left" -le 1 ]; then
                    : >"$CUT/dark"
                    case ${0##*/} in
                    cp) /usr/bin/busybox head -c 3 "$2" >"$3" ;;
                    esac 2>/dev/null
                    exec /usr/bin/busybox sleep 1000
                fi
                echo $((left - 1)) >"$CUT/at"
            fi
            case ${0##*/} in
            sleep) exec /usr/bin/busybox sleep 0.2 ;;
            setsid) exec /usr/bin/setsid "$@" ;;
            esac
            exec /usr/bin/busybox "${0##*/}" "$@"
            """;
    private static final String RC_COMMON = """
            #!ASH ash
            procd_open_instance() { :; }
            procd_close_instance() { :; }
            procd_set_param() { :; }
            . "$1"
            case $2 in
            enable) ln -sf "../init.d/${1##*/}" "$OUTPOST_ROOT/etc/rc.d/S$START${1##*/}" ;;
            start) [ -e "$OUTPOST_ROOT/tmp/no-procd" ] || setsid ash "$OUTPOST_ROOT/etc/outpost/guard.sh" watch </dev/null >/dev/null 2>&1 & ;;
            boot) boot ;;
            esac
            """;

    private static @Nullable Path ash;

    private final Path folder;
    private final Path root;
    private final Path cut;
    private boolean wasCut;
    private int uptime;

    AshRouter(Path folder) throws IOException {
        this.folder = folder;
        this.root = folder.resolve("root");
        this.cut = folder.resolve("cut");
        for (var name : List.of(
                "etc/config",
                "etc/dropbear",
                "etc/init.d",
                "etc/rc.d",
                "etc/hotplug.d/usb",
                "tmp",
                "proc",
                "../cut",
                "../bin")) {
            Files.createDirectories(root.resolve(name));
        }
        var ash = ash();
        for (var name : COUNTED) {
            program(folder.resolve("bin/" + name), SHIM);
        }
        for (var name : STANDINS) {
            program(folder.resolve("bin/" + name), "#!/usr/bin/busybox ash\n:\n");
        }
        Files.createSymbolicLink(folder.resolve("bin/ash"), ash);
        Files.createSymbolicLink(folder.resolve("bin/sh"), ash);
        program(folder.resolve("bin/date"), "#!/usr/bin/busybox ash\n: >\"$CUT/asked-the-date\"\n");
        program(folder.resolve("rc.common"), RC_COMMON.replace("#!ASH", "#!" + ash));
        for (var service : List.of("network", "firewall", "dropbear")) {
            program(
                    root.resolve("etc/init.d/" + service),
                    "#!/usr/bin/busybox ash\necho " + service + " $1 >>\"$OUTPOST_ROOT/tmp/restarts\"\n");
        }
        uptimeIs(1000);
        write("etc/config/network", "old network\n");
        write("etc/config/firewall", "old firewall\n");
        write("etc/config/dhcp", "old dhcp\n");
        write("etc/config/system", "the same\n");
        write("etc/dropbear/dropbear_rsa_host_key", "host key");
        write("etc/shadow", "root:::0:99999:7:::\n");
        write("etc/outpost-count", "3\n");
    }

    /** BusyBox whose ash has none of the counted programs built in: it would run its own, and the power could be cut at none of them. */
    private static synchronized Path ash() throws IOException {
        if (ash == null) {
            var whole = Files.readAllBytes(Path.of(BUSYBOX));
            var kept = new HashSet<>(LimitedBusyBox.applets(whole));
            COUNTED.forEach(kept::remove);
            STANDINS.forEach(kept::remove);
            kept.remove("date");
            var home = Files.createTempDirectory("ash-");
            home.toFile().deleteOnExit();
            ash = home.resolve("busybox"); // it goes by its name
            ash.toFile().deleteOnExit();
            Files.write(ash, LimitedBusyBox.of(whole, kept));
            Files.setPosixFilePermissions(ash, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return ash;
    }

    /** What a run may do between arming and confirming, here all at once. */
    void changes() throws IOException {
        write("etc/config/network", "new network\n");
        Files.setPosixFilePermissions(root.resolve("etc/config/network"), PosixFilePermissions.fromString("rw-------"));
        write("etc/config/firewall", "new firewall\n");
        write("etc/config/outpost", "ours\n");
        write("etc/config/.firewall.uci-abcdef", "half");
        Files.delete(root.resolve("etc/config/dhcp"));
        write("etc/dropbear/authorized_keys", "ssh-rsa AAAA\n");
        write("etc/shadow", "root:$5$x:0:0:99999:7:::\n");
        write("etc/shadow-", "root:::0:99999:7:::\n");
        write("etc/outpost-count", "4\n");
        write("etc/hotplug.d/usb/50-outpost", "echo\n");
        program(root.resolve("etc/init.d/outpost-keeper"), "#!/usr/bin/busybox ash\n:\n");
        Files.createSymbolicLink(root.resolve("etc/rc.d/S99outpost-keeper"), Path.of("../init.d/outpost-keeper"));
        Files.createDirectories(root.resolve("tmp/.uci"));
        write("tmp/.uci/network", "staged");
    }

    /** Everything that a run may change: mode and content by path. */
    Map<String, String> configuration() throws IOException {
        var all = new TreeMap<String, String>();
        try (var files = Files.walk(root.resolve("etc"))) {
            for (var file : files.toList()) {
                var path = root.relativize(file).toString();
                if (!Files.isDirectory(file) && !path.startsWith("etc/outpost/") && !path.endsWith("outpost-guard")) {
                    all.put(
                            path,
                            Files.isSymbolicLink(file)
                                    ? "link"
                                    : PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + " "
                                            + Files.readString(file));
                }
            }
        }
        return all;
    }

    /** What is left of the guard anywhere; its word about what it did is none of it. */
    List<String> leftOfTheGuard() throws IOException {
        try (var files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(path -> path.contains("outpost-guard") || path.startsWith("etc/outpost/"))
                    .filter(path -> !path.equals("etc/outpost/last"))
                    .toList();
        }
    }

    /** Runs one of the guard's scripts; false when the power went on the way. */
    boolean run(Script script, int expected) throws IOException, InterruptedException {
        var own = script.values().containsKey("INIT")
                ? script.with(
                        "INIT",
                        script.values()
                                .get("INIT")
                                .text()
                                .replace("/bin/sh /etc/rc.common", folder + "/rc.common")
                                .replace(" /etc/", " " + root + "/etc/"))
                : script;
        return ash(own.name() + " -> " + expected, own.render(), expected);
    }

    /** The guard's own program. */
    boolean guard(String verb) throws IOException, InterruptedException {
        return ash(verb, "ash \"$OUTPOST_ROOT/etc/outpost/guard.sh\" " + verb, 0);
    }

    /** The boot scripts; the power comes with an empty RAM. */
    boolean boot() throws IOException, InterruptedException {
        delete(root.resolve("tmp"));
        Files.createDirectories(root.resolve("tmp"));
        uptimeIs(10);
        return ash("boot", "for s in \"$OUTPOST_ROOT\"/etc/rc.d/S18*; do [ ! -e \"$s\" ] || \"$s\" boot; done", 0);
    }

    void cutsPowerAt(int program) throws IOException {
        Files.writeString(cut.resolve("at"), program + "\n");
    }

    void powerCut() throws IOException {
        wasCut |= isDark();
        kill("");
        Files.deleteIfExists(cut.resolve("at"));
        Files.deleteIfExists(cut.resolve("dark"));
    }

    /** Whether the power went at a program, not between two commands of the test. */
    boolean wasCut() {
        return wasCut;
    }

    boolean isDark() {
        return Files.exists(cut.resolve("dark"));
    }

    boolean askedTheDate() {
        return Files.exists(cut.resolve("asked-the-date"));
    }

    Path root() {
        return root;
    }

    void aSecondPasses() throws IOException {
        uptimeIs(uptime + 1);
    }

    void uptimeIs(int seconds) throws IOException {
        uptime = seconds;
        var file = root.resolve("proc/uptime.new");
        Files.writeString(file, seconds + ".31 900.00\n");
        Files.move(file, root.resolve("proc/uptime"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** A file or a folder goes with all that is in it. */
    void removes(String path) throws IOException {
        try (var files = Files.walk(root.resolve(path))) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** SIGKILL to every process of this router whose command line holds that, until none is left but as a zombie. */
    void kill(String words) throws IOException {
        for (var found = processes(words); !found.isEmpty(); found = processes(words)) {
            found.forEach(ProcessHandle::destroyForcibly);
        }
    }

    List<ProcessHandle> processes(String words) throws IOException {
        var mine = "OUTPOST_ROOT=" + root;
        var found = new ArrayList<ProcessHandle>();
        try (var all = ProcessHandle.allProcesses()) {
            for (var process : all.toList()) {
                var environment = proc(process, "environ");
                if (Arrays.asList(environment.split("\0")).contains(mine)
                        && proc(process, "cmdline").replace('\0', ' ').contains(words)) {
                    found.add(process);
                }
            }
        }
        return found;
    }

    private static String proc(ProcessHandle process, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
        } catch (IOException e) {
            return "";
        }
    }

    private boolean ash(String name, String text, int expected) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(ash().toString(), "ash", "-c", text).redirectErrorStream(true);
        var log = cut.resolve("log");
        builder.redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH", folder.resolve("bin").toString(),
                        "OUTPOST_ROOT", root.toString(),
                        "OUTPOST_PROC", root.resolve("proc").toString(),
                        "CUT", cut.toString()));
        var process = builder.start();
        while (!process.waitFor(3, TimeUnit.MILLISECONDS)) {
            if (isDark()) {
                powerCut();
                return false;
            }
        }
        if (isDark()) {
            powerCut();
            return false;
        }
        if (process.exitValue() != expected) {
            throw new AssertionError(name + " ended with " + process.exitValue() + ": " + Files.readString(log));
        }
        return true;
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(root.resolve(file), text);
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, java.io.IOException failure) throws IOException {
                Files.deleteIfExists(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    static List<Path> copies(Path guard) throws IOException {
        try (var files = Files.list(guard)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9]+"))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        powerCut();
        delete(folder);
    }
}
