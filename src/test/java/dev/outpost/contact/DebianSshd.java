package dev.outpost.contact;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpost.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Debian's own sshd and sudo on loopback, with users of its own: accounts, sudo's rules and keys lie in a mount namespace that nobody else sees. Skipped
 * by name where one of them is missing, or where the test is not root's.
 */
final class DebianSshd implements AutoCloseable {
    static final String PASSWORD = "a word for tests";

    private final Path folder;
    private final int port;
    private Optional<Process> process = Optional.empty();

    private DebianSshd(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Nobody may log in yet but by password: user {@code cloud}, and root, from whom the server takes none. */
    static DebianSshd start(Path folder) throws Exception {
        for (var need : List.of("/usr/sbin/sshd", "/usr/bin/sudo", "/usr/bin/unshare", "/usr/bin/openssl")) {
            assumeTrue(
                    Files.isExecutable(Path.of(need)),
                    need + " is missing: apt-get install openssh-server sudo util-linux openssl lets this run");
        }
        assumeTrue("root".equals(System.getProperty("user.name")), "accounts of a server are root's to make");
        var server = new DebianSshd(folder, FreePort.any());
        server.furnish();
        server.restart();
        return server;
    }

    private void furnish() throws Exception {
        for (var name : List.of("keys", "home", "sudoers.d", "sshd")) {
            Files.createDirectories(folder.resolve(name));
        }
        var open = Path.of("/tmp");
        run("chmod 755 " + folder + " " + folder.resolve("home") + " " + folder.resolve("keys") + " "
                + folder.resolve("sshd"));
        for (var at = folder.getParent(); at != null && !at.equals(open) && at.startsWith(open); at = at.getParent()) {
            run("chmod o+x " + at);
        }
        run("ssh-keygen -q -t ed25519 -N '' -f " + folder.resolve("ssh_host_ed25519_key"));
        run("ssh-keygen -q -t ecdsa -N '' -f " + folder.resolve("ssh_host_ecdsa_key"));
        run("ssh-keygen -q -t ed25519 -N '' -f " + key());
        var hash = run("openssl passwd -6 '" + PASSWORD + "'").strip();
        Files.writeString(
                folder.resolve("passwd"),
                Files.readString(Path.of("/etc/passwd")) + "cloud:x:4242:4242::" + folder.resolve("home")
                        + ":/bin/bash\n");
        var others = Files.readString(Path.of("/etc/shadow")).replaceFirst("(?m)^root:.*\\R", "");
        Files.writeString(
                folder.resolve("shadow"),
                "root:" + hash + ":19000:0:99999:7:::\ncloud:" + hash + ":19000:0:99999:7:::\n" + others);
        Files.writeString(folder.resolve("sudoers"), "root ALL=(ALL) ALL\n@includedir /etc/sudoers.d\n");
        run("chmod 600 " + folder.resolve("shadow") + "; chmod 440 " + folder.resolve("sudoers"));
    }

    /** The server anew, with further lines in its configuration, which stand before the usual ones. */
    void restart(String... lines) throws Exception {
        stop();
        Files.writeString(
                folder.resolve("sshd_config"),
                String.join("\n", lines)
                        + """

                ListenAddress 127.0.0.1:%d
                HostKey %s
                PidFile none
                UsePAM no
                StrictModes no
                PermitRootLogin prohibit-password
                PasswordAuthentication yes
                KbdInteractiveAuthentication no
                AuthorizedKeysFile %s/%%u
                """.formatted(port, folder.resolve("ssh_host_ed25519_key"), folder.resolve("keys")));
        var started = new ProcessBuilder(
                        "unshare",
                        "--mount",
                        "sh",
                        "-ec",
                        inside("exec /usr/sbin/sshd -D -e -f " + folder.resolve("sshd_config")))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        process = Optional.of(started);
        var end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!answers()) {
            if (!started.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("sshd does not start: " + Files.readString(folder.resolve("log")));
            }
            started.waitFor(50, TimeUnit.MILLISECONDS);
        }
    }

    private String inside(String command) {
        return "mkdir -p /run/sshd; for f in passwd shadow sudoers sudoers.d; do mount --bind " + folder
                + "/$f /etc/$f; done; " + command;
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Lets the test's key in.
     *
     * @param options before the key, as authorized_keys has them
     */
    void letsIn(String user, String options) throws IOException {
        Files.writeString(folder.resolve("keys").resolve(user), options + Files.readString(Path.of(key() + ".pub")));
    }

    /** One line of sudo's rules. */
    void lets(String user, String rule) throws IOException {
        Files.writeString(folder.resolve("sudoers.d").resolve("cloud-init"), user + " " + rule + "\n");
    }

    /** What somebody types on the server as root. */
    String run(String command) throws Exception {
        var wrapped = Files.exists(folder.resolve("sudoers")) ? inside(command) : command;
        var shell = new ProcessBuilder("unshare", "--mount", "sh", "-ec", wrapped)
                .redirectErrorStream(true)
                .start();
        var said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (shell.waitFor() != 0) {
            throw new IllegalStateException(command + ": " + said);
        }
        return said;
    }

    Path folder() {
        return folder;
    }

    Path key() {
        return folder.resolve("login");
    }

    int port() {
        return port;
    }

    String hostKey() throws Exception {
        return run("ssh-keygen -lf " + folder.resolve("ssh_host_ed25519_key.pub"))
                .split(" ")[1];
    }

    private void stop() throws InterruptedException {
        if (process.isPresent()) {
            process.get().destroy();
            process.get().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
