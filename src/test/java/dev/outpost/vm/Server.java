package dev.outpost.vm;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * A Debian server in a virtual machine, with a small world around it: a router and its camera behind a carrier's NAT, the owner's phone, a
 * stranger. Its states are kept and come back within a second, disk and memory.
 */
final class Server implements AutoCloseable {
    /** A boot takes 11 s on an idle machine of two cores. */
    private static final Duration BOOT = Duration.ofMinutes(8);

    private static final List<String> PLACES = List.of("server", "router", "viewer", "stranger", "camera");

    private static final int FIRST_DOOR = 3300;

    private static final String DISK = "disk";

    private final Path folder;
    private final Clock clock;
    private final int ssh;
    private final List<Integer> doors;
    private final Process process;
    private final Socket monitor;
    private final Thread hook = new Thread(this::kill);

    private Server(Path folder, int rtsp, int http, Clock clock) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        this.clock = clock;
        new ProcessBuilder("qemu-img", "create", "-q", "-f", "qcow2", "-b", "../disk", "-F", "raw", DISK)
                .directory(folder.toFile())
                .start()
                .waitFor();
        var free = freePorts(PLACES.size() + 2);
        this.ssh = free.get(0);
        this.doors = free.subList(2, free.size());
        this.process = Qemu.start(folder, words(free.get(1), rtsp, http));
        Runtime.getRuntime().addShutdownHook(hook);
        this.monitor = monitor(free.get(1));
    }

    /**
     * Boots the server.
     *
     * @param name of this one among those that run at the same time
     * @param rtsp loopback port that the camera's port 554 leads to
     * @param http the same for 80
     * @param clock what time it is in its world
     * @throws IOException what it needs is not there, or it does not come up
     */
    static Server boot(String name, int rtsp, int http, Clock clock) throws IOException, InterruptedException {
        var server = new Server(Qemu.made("scripts/vm-server").resolve(name), rtsp, http, clock);
        try {
            server.awaitUp();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Goes on where it can be made; else the test is skipped by name, and fails in CI. */
    static void isNeeded() throws IOException {
        for (var program : List.of("qemu-system-x86_64", "qemu-img", "mmdebstrap", "mkfs.ext4")) {
            needs(Qemu.isInstalled(program), program + " is not installed");
        }
        needs(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "only root can make a Debian's disk");
        assertTrue(
                Files.isRegularFile(Path.of("target/outpost.jar")), "target/outpost.jar is missing: run mvn package");
    }

    private static void needs(boolean there, String otherwise) {
        if (System.getenv("CI") == null) {
            assumeTrue(there, "skipped: " + otherwise);
        }
        assertTrue(there, otherwise);
    }

    private static List<Integer> freePorts(int count) throws IOException {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    private List<String> words(int monitorPort, int rtsp, int http) {
        var words = new ArrayList<>(List.of(
                "-append", "console=ttyS0 net.ifnames=0 quiet panic=-1 edd=off mitigations=off random.trust_cpu=on"));
        for (var line : List.of(
                "-accel tcg,thread=multi,tb-size=512 -cpu max -smp 2 -m 512 -nodefaults -display none",
                "-kernel ../vmlinux -initrd ../initramfs -serial file:console.log -device virtio-rng-pci",
                "-drive file=" + DISK + ",if=virtio,cache=unsafe",
                "-netdev user,id=lan,ipv6=off,restrict=on,hostfwd=tcp:127.0.0.1:" + ssh + "-:22",
                "-device virtio-net-pci,netdev=lan,romfile= -device virtio-net-pci,netdev=bench,romfile=",
                "-chardev socket,id=monitor,host=127.0.0.1,port=" + monitorPort + ",server=on,wait=off",
                "-mon chardev=monitor,mode=readline")) {
            words.addAll(List.of(line.split(" ")));
        }
        words.addAll(List.of("-netdev", wire(rtsp, http)));
        return words;
    }

    private String wire(int rtsp, int http) {
        var wire = new StringBuilder("user,id=bench,ipv6=off,restrict=on,net=10.0.3.0/24");
        for (int i = 0; i < doors.size(); i++) {
            wire.append(",hostfwd=tcp:127.0.0.1:" + doors.get(i) + "-10.0.3.15:" + (FIRST_DOOR + i));
        }
        var busybox = "-cmd:../start/bin/busybox nc 127.0.0.1 ";
        return wire + ",guestfwd=tcp:10.0.3.100:554" + busybox + rtsp + ",guestfwd=tcp:10.0.3.100:80" + busybox + http;
    }

    private static Socket monitor(int port) {
        return Awaitility.await("QEMU's monitor")
                .atMost(BOOT)
                .ignoreExceptions()
                .until(() -> new Socket(InetAddress.getLoopbackAddress(), port), Socket::isConnected);
    }

    /** A line for QEMU itself. */
    private void order(String line) {
        try {
            monitor.getOutputStream().write((line + "\ninfo status\n").getBytes(StandardCharsets.US_ASCII));
            var said = new StringBuilder();
            while (said.indexOf("VM status: ") < 0) {
                var next = monitor.getInputStream().read();
                if (next < 0) {
                    throw new IOException("QEMU ended: " + Files.readString(folder.resolve("qemu.log")));
                }
                said.append((char) next);
            }
            if (said.indexOf("Error") >= 0) {
                throw new IOException(said.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps disk and memory as they are now; nobody is connected. */
    void keeps(String state) {
        order("savevm " + state);
    }

    /** Goes back to a state that was kept, its time of day too. */
    void goesBackTo(String state) {
        order("loadvm " + state);
    }

    /** The power is away for a moment: what was not on the disk is lost. */
    void losesPower() throws IOException {
        order("system_reset");
        awaitUp();
    }

    private void awaitUp() throws IOException {
        Awaitility.await("the server")
                .atMost(BOOT)
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .until(() -> door("server")
                        .ask("sh systemctl is-active multi-user.target", Duration.ofSeconds(10))
                        .startsWith("active"));
        door("server").does("date -s @" + clock.instant().getEpochSecond());
    }

    /** A way into one of its places: server, router, viewer, stranger, camera. */
    Door door(String place) {
        return new Door(doors.get(PLACES.indexOf(place)));
    }

    /** Where its SSH is met. */
    InetSocketAddress ssh() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), ssh);
    }

    private void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        kill();
        process.waitFor();
        Runtime.getRuntime().removeShutdownHook(hook);
        monitor.close();
        Files.deleteIfExists(folder.resolve(DISK));
    }
}
