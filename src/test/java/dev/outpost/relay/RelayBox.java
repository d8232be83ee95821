package dev.outpost.relay;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.Framing;
import dev.outpost.shell.RemoteShell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A server with real namespaces, nftables and wg, and two lines to it, in a box of its own: nothing reaches the machine's own network, and
 * all of it ends with one SIGKILL.
 */
final class RelayBox implements RemoteShell, AutoCloseable {
    private static final List<String> PROGRAMS =
            List.of("unshare", "nsenter", "ip", "nft", "wg", "wireguard-go", "busybox");

    private final Process box;
    private final long anchor;
    private int channels;

    private RelayBox(Process box, long anchor) {
        this.box = box;
        this.anchor = anchor;
    }

    /** Skips a test where a box cannot be built; {@code scripts/test} refuses skipped tests in CI. */
    static void isNeeded() throws IOException, InterruptedException {
        assumeTrue("root".equals(System.getProperty("user.name")), "skipped: namespaces need root");
        for (var program : PROGRAMS) {
            var found = new ProcessBuilder("sh", "-c", "command -v " + program)
                            .start()
                            .waitFor()
                    == 0;
            assumeTrue(
                    found,
                    "skipped: " + program
                            + " is missing: apt-get install --no-install-recommends nftables wireguard-tools wireguard-go busybox-static");
        }
    }

    /** @param room how much {@code /etc/outpost} may hold, as tmpfs takes it: 4m */
    static RelayBox start(String room) throws IOException {
        var box = new ProcessBuilder(
                        "unshare",
                        "--net",
                        "--mount",
                        "--pid",
                        "--fork",
                        "--kill-child=KILL",
                        "--mount-proc",
                        "--propagation",
                        "private",
                        "--",
                        "sh",
                        "-c",
                        resource("box.sh"),
                        "box",
                        room,
                        resource("systemctl.sh"))
                .redirectErrorStream(true)
                .start();
        var lines = new BufferedReader(new InputStreamReader(box.getInputStream(), StandardCharsets.UTF_8));
        var said = new ArrayList<String>();
        for (var line = lines.readLine(); !"ready".equals(line); line = lines.readLine()) {
            if (line == null) {
                throw new IOException("the box ended: " + said);
            }
            said.add(line);
        }
        var child = box.toHandle().children().findFirst().orElseThrow(() -> new IOException("the box has no child"));
        return new RelayBox(box, child.pid());
    }

    /** One end of a tunnel, by its namespace. */
    void joins(String space, String privateKey, String relayKey, String... addresses) throws IOException {
        var words = new ArrayList<>(List.of("sh", "-c", resource("peer.sh"), "peer", space, privateKey, relayKey));
        words.addAll(List.of(addresses));
        run(words, new byte[0]);
    }

    /** Whether three packets from one namespace reach an address. */
    boolean reaches(String space, String address) throws IOException {
        return shell("ip netns exec " + space + " busybox ping -c 3 -W 1 " + address
                        + " >/dev/null 2>&1 && echo yes || echo no")
                .equals("yes");
    }

    /** From now on each program that a script of ours starts is counted. */
    void countsPrograms() throws IOException {
        shell(resource("power.sh"));
    }

    /** The power fails as this one would start, counted from 1. */
    void failsAtProgram(int number) throws IOException {
        shell("echo 0 >/run/count; echo " + number + " >/run/cut; echo set");
    }

    /** Whether the power failed; it may fail under this very question, as a watcher's programs count too. */
    boolean isDark() {
        try {
            return shell("[ -e /run/dark ] && echo dark || { rm -f /run/cut; echo light; }")
                    .equals("dark");
        } catch (IOException killed) {
            return true;
        }
    }

    /** What only the kernel and RAM held is gone, and what was started there with it. */
    void losesPower() throws IOException {
        shell(
                "rm -f /run/cut /run/dark; sleep 0.1; ip netns del outpost 2>/dev/null; ip link del outpost-host 2>/dev/null; ip link del outpost0 2>/dev/null;"
                        + " rm -rf /run/outpost /run/wireguard/*; nft delete table inet outpost_door 2>/dev/null; echo dark");
    }

    /** The server comes back: the guard first, then the relay. */
    void boots() throws IOException {
        shell(
                "[ ! -e /etc/outpost/guard/watch ] || sh /etc/outpost/guard/watch boot boot; sh /etc/outpost/relay.sh up; echo up");
    }

    /** How many batches were run. */
    int channels() {
        return channels;
    }

    /** Runs a line with bytes on its standard input. */
    void feed(String line, byte[] bytes) throws IOException {
        run(List.of("sh", "-c", line + " && echo fed"), bytes);
    }

    /** What a line of shell prints on the server. */
    String shell(String line) throws IOException {
        return new String(
                        run(List.of("sh", "-c", "PATH=/usr/local/sbin:/usr/sbin:/sbin:$PATH; " + line), new byte[0]),
                        StandardCharsets.UTF_8)
                .strip();
    }

    @Override
    public List<Answer> run(Batch batch, Duration patience) throws IOException {
        channels++;
        var framing = new Framing(batch);
        return framing.parse(run(
                List.of("sh", "-c", "PATH=/usr/local/sbin:/usr/sbin:/sbin:$PATH; " + framing.commandLine()),
                framing.stdin()));
    }

    /** A program inside, which whoever started it ends. */
    Process starts(List<String> words) throws IOException {
        var command = new ArrayList<>(List.of("nsenter", "-t", Long.toString(anchor), "-n", "-m", "-p", "--"));
        command.addAll(words);
        return new ProcessBuilder(command).start();
    }

    private byte[] run(List<String> words, byte[] stdin) throws IOException {
        var process = starts(words);
        var err = CompletableFuture.supplyAsync(() -> text(process), Thread::startVirtualThread);
        try {
            var out = CompletableFuture.supplyAsync(() -> bytes(process), Thread::startVirtualThread);
            try (var in = process.getOutputStream()) {
                in.write(stdin);
            }
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                throw new IOException("still running: " + words);
            }
            var said = out.join();
            if (said.length == 0 && process.exitValue() != 0) {
                throw new IOException("it printed nothing: " + err.join());
            }
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static byte[] bytes(Process process) {
        try {
            return process.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Process process) {
        try {
            return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    static String resource(String name) {
        try (var in = RelayBox.class.getResourceAsStream("/relay/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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
