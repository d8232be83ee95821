package dev.outpost.field;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A box of namespaces: a bench with the laptop at 192.168.1.100 on the segment {@code bench0}, and as many routers as are wanted.
 *
 * <p>Everything lives on a disk in RAM inside the box. It ends with one SIGKILL, and by itself when the tests' own JVM ends. Nothing
 * reaches the machine's own network.
 */
public final class Field implements AutoCloseable {
    /** The segment between laptop and routers. */
    public static final String SEGMENT = "bench0";

    private static final List<String> PROGRAMS =
            List.of("unshare", "nsenter", "setpriv", "ip", "busybox", "dropbear", "dropbearkey", "ldd");

    private final Process box;
    private final long anchor;

    private Field(Process box, long anchor) {
        this.box = box;
        this.anchor = anchor;
    }

    /** Why it cannot be built here, if so. */
    public static Optional<String> missing() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of("namespaces, mounts and device nodes need root");
        }
        return PROGRAMS.stream()
                .filter(program -> onPath(program).isEmpty())
                .findFirst()
                .map(program -> program + " is missing: apt-get install --no-install-recommends dropbear-bin"
                        + " busybox-static iproute2 util-linux");
    }

    /** Skips a test where the field cannot be built; {@code scripts/test} refuses skipped tests in CI. */
    public static void isNeeded() {
        var missing = missing();
        assumeTrue(missing.isEmpty(), missing.orElse(""));
    }

    private static Optional<Path> onPath(String program) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/sbin"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Builds an empty bench; takes some 200 ms. */
    public static Field start() throws IOException, InterruptedException {
        var box = new ProcessBuilder(
                        "unshare",
                        "--net",
                        "--mount",
                        "--pid",
                        "--uts",
                        "--ipc",
                        "--fork",
                        "--kill-child=KILL",
                        "--mount-proc",
                        "--propagation",
                        "private",
                        "--",
                        "sh",
                        "-c",
                        Lists.resource("/field/box.sh"))
                .redirectErrorStream(true)
                .start();
        await(box, "ready");
        var field = new Field(box, child(box.toHandle()).pid());
        field.shell(Lists.resource("/field/image.sh"), image());
        field.installOurs();
        return field;
    }

    private static String[] image() {
        var words = new ArrayList<>(List.of("/run/field/image"));
        words.addAll(Lists.applets());
        return words.toArray(String[]::new);
    }

    private void installOurs() throws IOException {
        var image = folder().resolve("image");
        program(image.resolve("bin/busybox"), busyBoxWithout(FreshRouter.STOOD_IN_FOR));
        script(image.resolve("sbin/init"), "/field/init.sh");
        script(image.resolve("sbin/procdctl"), "/field/procdctl.sh");
        script(image.resolve("usr/sbin/dropbear"), "/field/dropbear.sh");
        script(image.resolve("usr/libexec/shim"), "/field/shim.sh");
        Files.delete(image.resolve("bin/date"));
        script(image.resolve("bin/date"), "/field/date.sh");
        Files.createSymbolicLink(image.resolve("sbin/simulated-procdctl"), Path.of("/usr/libexec/shim"));
    }

    /** OpenWrt's applets but those: for them there is a file. */
    static byte[] busyBoxWithout(Set<String> others) throws IOException {
        var applets = new TreeSet<>(Lists.applets());
        applets.removeAll(others);
        return LimitedBusyBox.of(Files.readAllBytes(onPath("busybox").orElseThrow()), applets);
    }

    private static void script(Path file, String resource) throws IOException {
        program(file, Lists.resource(resource).getBytes(StandardCharsets.UTF_8));
    }

    static void program(Path file, byte[] content) throws IOException {
        Files.write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Reads lines until one that is the awaited word. */
    static void await(Process process, String word) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var said = new ArrayList<String>();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(word)) {
                return;
            }
            said.add(line);
        }
        throw new IOException("the namespace ended before it said " + word + "; it said " + said);
    }

    static ProcessHandle child(ProcessHandle parent) throws IOException {
        return parent.children()
                .findFirst()
                .orElseThrow(() -> new IOException("process " + parent.pid() + " has no child"));
    }

    /** The box's disk, as seen from outside. */
    Path folder() {
        return Path.of("/proc", Long.toString(anchor), "root/run/field");
    }

    /** The words in front of a command that make it run on the bench: the laptop's network, this machine's files. */
    public List<String> onBench(String... command) {
        return with(List.of("nsenter", "-t", Long.toString(anchor), "-n", "--"), command);
    }

    /** The words in front of a command that make it run inside all of the box. */
    List<String> inside(String... command) {
        return with(List.of("nsenter", "-t", Long.toString(anchor), "-n", "-m", "-p", "-u", "-i", "--"), command);
    }

    private static List<String> with(List<String> first, String... command) {
        return Stream.concat(first.stream(), Stream.of(command)).toList();
    }

    /** Runs a shell script inside the box; a failure is thrown. */
    String shell(String script, String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(inside("sh", "-c", script, "sh"));
        command.addAll(List.of(words));
        return Running.said(command);
    }

    /** Ends everything in it at once. */
    @Override
    public void close() {
        box.destroyForcibly();
        try {
            if (!box.waitFor(3, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the box does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
