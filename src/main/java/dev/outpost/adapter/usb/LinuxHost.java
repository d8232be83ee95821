package dev.outpost.adapter.usb;

import dev.outpost.dongle.PortHolders;
import dev.outpost.dongle.UsbHost;
import dev.outpost.step.SystemProgram;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A Linux computer, or a folder that stands for one. On other systems all of it is unknown. */
public final class LinuxHost implements UsbHost {
    private static final String RULES = "70-outpost-dongles.rules";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Of a file of usb-modeswitch-data. */
    private static final String NAME = "[0-9a-fA-F]{4}:[0-9a-fA-F]{4}(:.{1,80})?";

    private static final int LONGEST = 16_384;
    private static final int MOST = 5_000;

    private final Path root;
    private final Tree tree;

    /** @param root stands for {@code /} */
    public LinuxHost(Path root) {
        this.root = root;
        this.tree = new Tree(root);
    }

    @Override
    public Set<String> drivers() {
        var found = new TreeSet<>(tree.names("sys/bus/usb/drivers"));
        found.addAll(tree.names("sys/bus/usb-serial/drivers"));
        return found;
    }

    /** Without those that end meanwhile. */
    @Override
    public Map<Long, String> programs() {
        var found = new TreeMap<Long, String>();
        tree.names("proc").stream()
                .filter(name -> name.matches("[0-9]+"))
                .forEach(process -> tree.text("proc/" + process + "/comm")
                        .ifPresent(name -> found.put(Long.valueOf(process), name)));
        return found;
    }

    @Override
    public Access access(String node) {
        var path = Path.of(node);
        if (!Files.exists(path)) {
            return Access.MISSING;
        }
        return Files.isReadable(path) && Files.isWritable(path) ? Access.OPEN : Access.DENIED;
    }

    @Override
    public Optional<List<String>> kernelLog() {
        var kept = root.resolve("var/log/kern.log");
        try {
            return isThisComputer() ? output("dmesg") : Optional.of(Files.readAllLines(kept));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean hasRules() {
        return List.of("etc/udev/rules.d", "usr/lib/udev/rules.d", "lib/udev/rules.d").stream()
                .anyMatch(folder -> Files.exists(root.resolve(folder).resolve(RULES)));
    }

    @Override
    public String installRules() throws IOException {
        var target = root.resolve("etc/udev/rules.d").resolve(RULES);
        try (var rules = LinuxHost.class.getResourceAsStream("/udev/" + RULES)) {
            if (rules == null) {
                throw new FileNotFoundException(RULES + " is not among the program's resources");
            }
            Files.write(target, rules.readAllBytes());
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));
        if (isThisComputer()) {
            output("udevadm", "control", "--reload");
            output("udevadm", "trigger", "--subsystem-match=usb", "--subsystem-match=tty", "--subsystem-match=usbmisc");
        }
        return target.toString();
    }

    private boolean isThisComputer() {
        return root.equals(Path.of("/"));
    }

    /** Lines of a program's output; empty where it refuses or does not end. */
    private static Optional<List<String>> output(String... words) throws IOException {
        return SystemProgram.run(PATIENCE, words)
                .filter(ended -> ended.status() == 0)
                .map(ended -> ended.said().lines().toList());
    }

    /** Texts of usb-modeswitch-data's files by name: a person's own before the package's, which Debian keeps in one archive. */
    public Map<String, String> modeswitchData() {
        var found = new LinkedHashMap<String, String>();
        folder("etc/usb_modeswitch.d", found);
        folder("usr/share/usb_modeswitch", found);
        archive(root.resolve("usr/share/usb_modeswitch/configPack.tar.gz"), found);
        return found;
    }

    private void folder(String folder, Map<String, String> found) {
        tree.names(folder).stream()
                .filter(name -> name.matches(NAME) && found.size() < MOST)
                .forEach(name -> tree.text(folder + "/" + name).ifPresent(text -> found.putIfAbsent(name, text)));
    }

    private static void archive(Path archive, Map<String, String> found) {
        try (var file = new BufferedInputStream(Files.newInputStream(archive));
                var tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
            for (var entry = tar.getNextEntry(); entry != null && found.size() < MOST; entry = tar.getNextEntry()) {
                var name = entry.getName().replaceFirst("^\\./", "");
                if (entry.isFile() && name.matches(NAME)) {
                    found.putIfAbsent(name, new String(tar.readNBytes(LONGEST), StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            return;
        }
    }

    /**
     * Which process has a port open, as {@code /proc} tells. Looked at for real serial nodes only: a pseudo terminal is held by whoever plays
     * the modem. Processes of other users are seen by root alone.
     *
     * @param proc stands for {@code /proc}
     */
    public static PortHolders holders(Path proc) {
        return path -> {
            try {
                var node = Path.of(path).toRealPath();
                return node.toString().matches("/dev/tty[A-Z].*") ? holder(new Tree(proc), node) : Optional.empty();
            } catch (IOException | RuntimeException e) {
                return Optional.empty();
            }
        };
    }

    private static Optional<String> holder(Tree proc, Path node) {
        var self = String.valueOf(ProcessHandle.current().pid());
        return proc.names("").stream()
                .filter(process -> process.matches("[0-9]+") && !process.equals(self) && holds(proc, process, node))
                .map(process -> proc.text(process + "/comm").orElse("a program") + " (pid " + process + ")")
                .findFirst();
    }

    private static boolean holds(Tree proc, String process, Path node) {
        return proc.names(process + "/fd").stream()
                .anyMatch(file -> proc.target(process + "/fd/" + file).equals(Optional.of(node)));
    }
}
