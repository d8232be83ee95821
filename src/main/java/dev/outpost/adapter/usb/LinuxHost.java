package dev.outpost.adapter.usb;

import dev.outpost.dongle.UsbHost;
import dev.outpost.step.Ticker;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A Linux computer, or a folder that stands for one. On other systems all of it is unknown. */
public final class LinuxHost implements UsbHost {
    private static final String RULES = "70-outpost-dongles.rules";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

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

    /** Lines of a program's output; empty where it is missing, refuses or does not end. */
    private static Optional<List<String>> output(String... words) throws IOException {
        var scratch = Files.createTempFile("outpost-", ".out");
        try {
            var process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(scratch.toFile())
                    .start();
            if (!Ticker.REAL.in(PATIENCE).awaitEnd(process)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            var text = new String(Files.readAllBytes(scratch), StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? Optional.of(text.lines().toList()) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            Files.delete(scratch);
        }
    }
}
