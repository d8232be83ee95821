package dev.outpost.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpost.FreePort;
import dev.outpost.router.OwnFile;
import dev.outpost.shell.Script;
import dev.outpost.step.Resource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lights of a site, told by real BusyBox ash with OpenWrt's applets; nc and netstat are real too, OpenWrt's own programs are stand-ins. */
class LightsTest {
    private static final Path BUSYBOX = Path.of("/usr/bin/busybox");
    private static final long NOW = 1_795_780_800; // 2026-11-27T12:00Z
    private static final int UP = 90_000;

    @TempDir
    private Path router;

    @BeforeEach
    void aRouter() throws IOException {
        assumeTrue(Files.isExecutable(BUSYBOX), "no BusyBox here");
        for (var name : List.of("bin", "tmp", "proc", "say")) {
            Files.createDirectories(router.resolve(name));
        }
        var standIns = Map.of(
                "ifstatus", "[ \"$1\" != wan ] || cat \"$SAY/wan\"",
                "jsonfilter", "sed -n 's/.*\"uptime\": *\\([0-9]*\\).*/\\1/p'",
                "uci", "cat \"$SAY/$3\"",
                "wg", "cat \"$SAY/handshakes\"",
                "date", "echo " + NOW,
                "ping", "for host; do :; done\ngrep -q -F \"$host.\" \"$SAY/ping\"",
                "sleep", "/bin/sleep 0.3");
        var applets = new TreeSet<>(Lists.applets());
        applets.removeAll(standIns.keySet());
        var shell = router.resolve("bin/busybox");
        Field.program(shell, LimitedBusyBox.of(Files.readAllBytes(BUSYBOX), applets));
        for (var each : standIns.entrySet()) {
            Field.program(
                    router.resolve("bin/" + each.getKey()),
                    ("#!" + shell + " ash\n" + each.getValue() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(router.resolve("proc/uptime"), UP + ".31 900.00\n");
        says("network.outpost_relay", "wireguard_outpost");
    }

    /** How long wan is up, by netifd; how long ago the keeper heard anything (s). */
    @ParameterizedTest(name = "up {0}, heard {1}")
    @CsvSource({
        "35,    '',   line green up for 35 s",
        "119,   20,   line green up for 119 s",
        "7199,  '',   line green up for 119 min",
        "7200,  89,   line green up for 2 h",
        "172800, '',  line green up for 2 days",
        "7200,  90,   'line amber up, silent for 90 s'",
        "7200,  3600, 'line amber up, silent for 60 min'",
        "'',    '',   line red down",
        "'',    20,   line red down",
        "'',    700,  'line red down, silent for 11 min'",
    })
    void tellsTheLine(String uptime, String heard, String expected) throws Exception {
        says("wan", "{ \"up\": " + !uptime.isEmpty() + (uptime.isEmpty() ? "" : ", \"uptime\": " + uptime) + " }");
        if (!heard.isEmpty()) {
            Files.writeString(router.resolve("tmp/outpost-keeper"), UP - Integer.parseInt(heard) + " 89000 0 4711 0\n");
        }

        assertEquals(expected, lines().getFirst());
    }

    /** Ages of the peers' last handshakes (s), "never", or no interface at all; with a relay, or as the viewers' own end. */
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "relay,  20,        tunnel green last handshake 20 s ago",
        "relay,  180,       tunnel green last handshake 3 min ago",
        "relay,  181,       tunnel amber last handshake 3 min ago",
        "relay,  900,       tunnel amber last handshake 15 min ago",
        "relay,  901,       tunnel red last handshake 15 min ago",
        "relay,  200000,    tunnel red last handshake 2 days ago",
        "relay,  never,     tunnel red no handshake yet",
        "relay,  '',        tunnel red is not there",
        "direct, 200000,    tunnel green last handshake 2 days ago",
        "direct, never 300, tunnel green last handshake 5 min ago",
        "direct, 300 never, tunnel green last handshake 5 min ago",
        "direct, never,     tunnel green no handshake yet",
        "direct, '',        tunnel red is not there",
    })
    void tellsTheTunnel(String way, String ages, String expected) throws Exception {
        if (way.equals("direct")) {
            Files.delete(router.resolve("say/network.outpost_relay"));
        }
        if (!ages.isEmpty()) {
            var peers = new StringBuilder();
            for (var age : ages.split(" ")) {
                peers.append("cGVlcg==\t")
                        .append(age.equals("never") ? 0 : NOW - Long.parseLong(age))
                        .append('\n');
            }
            says("handshakes", peers.toString().strip());
        }

        assertEquals(expected, lines().get(1));
    }

    /** One that hangs up, one that holds the line, one that refuses, one whose network takes nothing. */
    @Test
    void tellsEachCamera() throws Exception {
        try (var hangsUp = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var holds = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var full = new ServerSocket(0, 1);
                var first = new Socket("127.0.0.2", full.getLocalPort());
                var second = new Socket("127.0.0.2", full.getLocalPort())) {
            assertTrue(first.isConnected() && second.isConnected());
            assertThrows(
                    SocketTimeoutException.class,
                    () -> new Socket().connect(new InetSocketAddress("127.0.0.3", full.getLocalPort()), 300),
                    "nobody takes a call there any more");
            Thread.ofVirtual().start(() -> answerAndHangUp(hangsUp));
            var shut = FreePort.any();
            says(
                    "outpost.lights.camera",
                    "yard 127.0.0.1 " + hangsUp.getLocalPort() + " gate 127.0.0.1 " + holds.getLocalPort()
                            + " barn 127.0.0.1 " + shut + " mast 127.0.0.4 " + shut + " quay 127.0.0.5 " + shut
                            + " pole 127.0.0.3 " + full.getLocalPort());
            says("ping", "127.0.0.1.");
            Files.writeString(router.resolve("tmp/outpost-light.mast"), UP - 300 + "\n");

            var told = lines();

            assertEquals(
                    List.of(
                            "barn amber is there, port " + shut + " is shut",
                            "gate green answers on port " + holds.getLocalPort(),
                            "mast red does not answer, did 5 min ago",
                            "pole red does not answer",
                            "quay red does not answer",
                            "yard green answers on port " + hangsUp.getLocalPort()),
                    told.subList(2, told.size()));
            assertEquals(UP + "\n", Files.readString(router.resolve("tmp/outpost-light.yard")));
            assertFalse(Files.exists(router.resolve("tmp/outpost-light.pole")));
        }
    }

    /** What the browser is told about what it gets, and that both files together are small. */
    @Test
    void isSmall() throws Exception {
        assertTrue(answer().startsWith("Content-Type: text/plain\n\nline "), answer());
        var bytes = script().length()
                + Resource.text("/dev/outpost/router/lights.html").length();
        assertTrue(bytes < 2200, bytes + " bytes of flash");
    }

    private static void answerAndHangUp(ServerSocket server) {
        try (var call = server.accept()) {
            call.getInputStream().readAllBytes();
        } catch (IOException e) {
            // the camera's line is told by what the router saw
        }
    }

    private void says(String what, String answer) throws IOException {
        Files.writeString(router.resolve("say/" + what), answer + "\n");
    }

    private List<String> lines() throws IOException, InterruptedException {
        return answer().lines().skip(2).toList();
    }

    private static String script() {
        return Script.in(OwnFile.class, "lights").text();
    }

    private String answer() throws IOException, InterruptedException {
        Files.writeString(router.resolve("lights"), script());
        var command = new ProcessBuilder(
                router.resolve("bin/busybox").toString(),
                "ash",
                router.resolve("lights").toString());
        command.environment().clear();
        command.environment()
                .putAll(Map.of(
                        "PATH", router.resolve("bin").toString(),
                        "OUTPOST_ROOT", router.toString(),
                        "OUTPOST_PROC", router.resolve("proc").toString(),
                        "SAY", router.resolve("say").toString()));
        var process = command.start();
        var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(1, TimeUnit.MINUTES), "it does not end");
        return told;
    }
}
