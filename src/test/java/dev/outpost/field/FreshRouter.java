package dev.outpost.field;

import static org.awaitility.Awaitility.await;

import dev.outpost.adapter.ssh.SshLinks;
import dev.outpost.bench.net.VirtualNetwork;
import dev.outpost.bench.router.RouterHardware;
import dev.outpost.bench.router.SimulatedRouter;
import dev.outpost.shell.Credentials;
import dev.outpost.shell.HostKeyPolicy;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Route;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A router fresh from flashing on the bench: real dropbear, real BusyBox limited to OpenWrt's applets, an overlay on a disk that
 * outlives its power. Programs of OpenWrt are answered by a {@link SimulatedRouter} that acts on the same files.
 */
public final class FreshRouter implements AutoCloseable {
    /** Applets that are not BusyBox's own here: a faked clock, the simulator's log. */
    static final Set<String> STOOD_IN_FOR = Set.of("date", "logger", "dmesg");

    private static final int SPEED = 20;
    private static final Duration BOOT = Duration.ofMinutes(5);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Field field;
    private final Making making;
    private final String name = "r" + NUMBER.incrementAndGet();
    private final SimulatedRouter simulator;
    private final boolean owned;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("mirror").factory());
    private @Nullable Mirror mirror;
    private @Nullable Answering answering;
    private @Nullable Process node;
    private @Nullable Door door;
    private long init;
    private Path disk = Path.of("/nowhere");

    /**
     * What it is made of.
     *
     * @param flashKiB size of the overlay
     * @param smallFlash whether its dropbear knows RSA only, as on boards with little flash
     * @param simulatedNetwork whether {@code ip}, {@code nc} and {@code ping} look into the simulated network, where cameras are
     */
    public record Making(String mac, int flashKiB, boolean smallFlash, boolean simulatedNetwork) {
        public static Making usual() {
            return new Making("02:ba:5e:00:01:01", 16 * 1024, true, false);
        }

        /** Applets that look into the simulator. */
        Set<String> borrowed() {
            return simulatedNetwork ? Set.of("logger", "dmesg", "ip", "nc", "ping") : Set.of("logger", "dmesg");
        }

        public Making withEd25519() {
            return new Making(mac, flashKiB, false, simulatedNetwork);
        }

        public Making withMac(String other) {
            return new Making(other, flashKiB, smallFlash, simulatedNetwork);
        }

        public Making withFlash(int kib) {
            return new Making(mac, kib, smallFlash, simulatedNetwork);
        }

        public Making inSimulatedNetwork() {
            return new Making(mac, flashKiB, smallFlash, true);
        }
    }

    private FreshRouter(Field field, Making making, SimulatedRouter simulator, boolean owned) {
        this.field = field;
        this.making = making;
        this.simulator = simulator;
        this.owned = owned;
    }

    /** Flashed, and booted. */
    public static FreshRouter on(Field field) throws IOException, InterruptedException {
        return on(field, Making.usual(), VirtualNetwork.scaled(SPEED));
    }

    public static FreshRouter on(Field field, Making making, VirtualNetwork net)
            throws IOException, InterruptedException {
        var simulator = new SimulatedRouter(RouterHardware.mr3020("field", making.mac()), SPEED, net);
        simulator.start();
        return made(new FreshRouter(field, making, simulator, true));
    }

    /** The real body of a router that a virtual bench runs already, with its dongle, its camera and its relay. */
    public static FreshRouter of(Field field, SimulatedRouter running) throws IOException, InterruptedException {
        var mac =
                running.machine().files().text("/sys/class/net/br-lan/address").strip();
        return made(new FreshRouter(field, Making.usual().withMac(mac).inSimulatedNetwork(), running, false));
    }

    private static FreshRouter made(FreshRouter router) throws IOException, InterruptedException {
        router.field.shell(
                "mkdir -p \"$1/flash\" && mount -t tmpfs -o size=\"$2k\" tmpfs \"$1/flash\"",
                router.folder(),
                Integer.toString(router.making.flashKiB()));
        router.boot();
        return router;
    }

    private String folder() {
        return "/run/field/" + name;
    }

    /** Power comes: boots from its disk; returns when its SSH answers. */
    public void boot() throws IOException, InterruptedException {
        var uptime = Files.readString(Path.of("/proc/uptime")).split("\\.")[0];
        var started = new ProcessBuilder(field.inside(
                        "unshare",
                        "-n",
                        "-m",
                        "-u",
                        "-p",
                        "-T",
                        "--boottime",
                        "-" + uptime,
                        "--fork",
                        "--kill-child=KILL",
                        "--propagation",
                        "private",
                        "--",
                        "sh",
                        "-c",
                        Lists.resource("/field/node.sh"),
                        "node",
                        folder() + "/root",
                        folder() + "/flash",
                        "/run/field/image",
                        "192.168.1.1/24"))
                .redirectErrorStream(true)
                .start();
        node = started;
        Field.await(started, "mounted");
        var carrier = Field.child(started.toHandle());
        init = Field.child(carrier).pid();
        disk = Path.of("/proc", Long.toString(carrier.pid()), "root" + folder() + "/root");
        fill();
        plug();
        started.getOutputStream().write("go\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        started.getOutputStream().flush();
        Field.await(started, "booted");
        door = Door.to(field, linkLocal(), 22);
        awaitSsh();
    }

    private void fill() throws IOException, InterruptedException {
        var root = disk;
        var known = mirror;
        if (known == null) {
            known = new Mirror(simulator.machine(), root, making.borrowed());
            mirror = known;
            if (making.simulatedNetwork()) {
                var without = new HashSet<>(making.borrowed());
                without.addAll(STOOD_IN_FOR);
                Field.program(root.resolve("bin/busybox"), Field.busyBoxWithout(without));
            }
            for (var type : List.of("rsa", "ed25519")) {
                simulator.machine().files().removeTree("/etc/dropbear/dropbear_" + type + "_host_key");
            }
            known.toRoot();
            hostKeys();
            var _ = clockwork.scheduleWithFixedDelay(this::mirrored, 500, 500, TimeUnit.MILLISECONDS);
        } else {
            known.rebooted(root);
            known.toSimulator();
            known.toRoot();
        }
        answering = Answering.at(root.resolve("dev/field"), simulator.machine(), known);
    }

    /** What the simulator does by itself, such as a device that appears, is seen by the shell soon. */
    private void mirrored() {
        var known = mirror;
        if (known != null && isOn()) {
            try {
                known.toSimulator();
                known.toRoot();
            } catch (IOException | RuntimeException e) {
                // it went off in the middle of it
            }
        }
    }

    private void hostKeys() throws IOException, InterruptedException {
        for (var type : making.smallFlash() ? List.of("rsa") : List.of("rsa", "ed25519")) {
            var made = run("dropbearkey", "-t", type, "-f", "/etc/dropbear/dropbear_" + type + "_host_key");
            if (made.status() != 0) {
                throw new IOException("no host key: " + made.err());
            }
        }
    }

    /** The cable from the segment to eth0, isolated from other routers so that they do not drown each other's answers. */
    private void plug() throws IOException, InterruptedException {
        var port = "p-" + name;
        Running.said(field.onBench("ip", "link", "add", port, "type", "veth", "peer", "name", "e-" + name));
        Running.said(field.onBench("ip", "link", "set", "e-" + name, "address", making.mac()));
        Running.said(field.onBench("ip", "link", "set", "e-" + name, "netns", Long.toString(init), "name", "eth0"));
        Running.said(field.onBench("ip", "link", "set", port, "master", Field.SEGMENT));
        Running.said(field.onBench("bridge", "link", "set", "dev", port, "isolated", "on"));
        Running.said(field.onBench("ip", "link", "set", port, "up"));
    }

    private void awaitSsh() {
        await("SSH of " + name).atMost(BOOT).pollInterval(Duration.ofMillis(50)).until(() -> {
            try (var socket = new Socket(address().getAddress(), address().getPort())) {
                socket.setSoTimeout(2000);
                return socket.getInputStream().read() == 'S';
            } catch (IOException e) {
                return false;
            }
        });
    }

    /** Power goes at once: every process ends, RAM is lost, the disk stays. */
    public void powerCut() throws IOException, InterruptedException {
        var running = node;
        if (running == null) {
            return;
        }
        ProcessHandle.of(init).ifPresent(ProcessHandle::destroyForcibly);
        running.waitFor();
        node = null;
        stopListening();
        // its namespace goes a little later than its processes; an end of a cable that is gone already is fine
        Running.end(field.onBench("ip", "link", "del", "p-" + name));
    }

    private void stopListening() throws IOException {
        if (answering != null) {
            answering.close();
        }
        if (door != null) {
            door.close();
        }
    }

    public boolean isOn() {
        return node != null && node.isAlive();
    }

    /** Where its SSH answers for this JVM: a port on loopback. */
    public InetSocketAddress address() {
        if (door == null) {
            throw new IllegalStateException("it was never booted");
        }
        return door.address();
    }

    /** Its address on the bench's own network, with the scope. */
    public String linkLocal() {
        var parts = new int[6];
        var words = making.mac().split(":");
        for (var at = 0; at < parts.length; at++) {
            parts[at] = Integer.parseInt(words[at], 16);
        }
        return "fe80::%x:%xff:fe%02x:%x%%%s"
                .formatted((parts[0] ^ 2) << 8 | parts[1], parts[2], parts[3], parts[4] << 8 | parts[5], Field.SEGMENT);
    }

    /** How this JVM reaches it. */
    public Route.Direct route() {
        return new Route.Direct(address().getHostString(), address().getPort());
    }

    /** A login as to any fresh router: by the method {@code none}. */
    public RemoteLink login() throws IOException {
        return new SshLinks(Ticker.REAL)
                .open(
                        route(),
                        new Credentials("root", true, List.of(), Optional.empty()),
                        new HostKeyPolicy.FirstSight());
    }

    /** What its flash holds beside the image: path, size and times of each file. */
    public List<String> flash() throws IOException {
        var upper = Path.of(field.folder().toString(), name, "flash/upper");
        try (var files = Files.walk(upper)) {
            var rows = new ArrayList<String>();
            for (var file : files.sorted().toList()) {
                var about = Files.readAttributes(file, "unix:size,lastModifiedTime,ctime", LinkOption.NOFOLLOW_LINKS);
                rows.add(upper.relativize(file) + " " + new TreeMap<>(about));
            }
            return List.copyOf(rows);
        }
    }

    /** The simulator that answers for OpenWrt's programs. */
    public SimulatedRouter simulator() {
        return simulator;
    }

    /** Its files, as they are now; only while it is on. */
    public Path root() {
        return disk;
    }

    /** Runs a command inside it, by its own programs. */
    public Ended run(String... command) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("nsenter", "-t", Long.toString(init), "-n", "-m", "-u", "-p", "--"));
        words.addAll(List.of("busybox", "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root"));
        words.addAll(List.of("busybox", "chroot", chrootFolder()));
        words.addAll(List.of(command));
        return Running.end(words);
    }

    /** The words in front of a command that make it run with this machine's files in its network. */
    List<String> inNetwork(String... command) {
        var words = new ArrayList<>(List.of("nsenter", "-t", Long.toString(init), "-n", "--"));
        words.addAll(List.of(command));
        return words;
    }

    /** A cable whose free end lies on the bench is plugged into it. */
    void takes(String cable) throws IOException, InterruptedException {
        Running.said(field.onBench("ip", "link", "set", cable, "netns", Long.toString(init)));
    }

    private String chrootFolder() {
        return folder() + "/root";
    }

    /** The processes inside it that run this program, as this machine numbers them. */
    public List<ProcessHandle> processes(String program) {
        return ProcessHandle.of(init).stream()
                .flatMap(ProcessHandle::descendants)
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(program))
                        .isPresent())
                .toList();
    }

    @Override
    public void close() throws IOException {
        clockwork.shutdownNow();
        try {
            powerCut();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stopListening();
        if (owned) {
            simulator.close();
        }
    }
}
