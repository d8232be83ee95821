package dev.outpost.bench;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.text.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.transport.verification.PromiscuousVerifier;
import net.schmizz.sshj.userauth.method.AuthNone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VirtualBenchIT {
    @TempDir
    static Path folder;

    private static VirtualBench bench;

    @BeforeAll
    static void switchOn() throws Exception {
        bench = VirtualBench.start(BenchOptions.usual(folder), InstantSource.system());
    }

    @AfterAll
    static void switchOff() throws Exception {
        bench.close();
    }

    @Test
    void answersOnEveryAddressOfBenchJson() throws Exception {
        var json = Yaml.file(folder.resolve("bench.json"));

        assertTrue(Files.exists(Path.of(json.string("dongle").orElseThrow())));
        for (var key : List.of("router", "relay", "viewer", "public", "control")) {
            connect(json.string(key).orElseThrow()).close();
        }
    }

    @Test
    void answersEverywhereFromTheMomentThatBenchJsonIsThere() throws Exception {
        var third = folder.resolve("third");
        var options = BenchOptions.usual(third).withUnits(3);
        var starting = CompletableFuture.supplyAsync(() -> started(options));
        var file = third.resolve("bench.json");

        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(1)).until(() -> Files.exists(file));

        var addresses = Pattern.compile("127\\.0\\.0\\.1:\\d+")
                .matcher(Files.readString(file))
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        for (var address : addresses) {
            connect(address).close();
        }
        starting.get().close();
        assertEquals(7, addresses.size(), "three routers, the relay, two vantages and the control port");
    }

    private static VirtualBench started(BenchOptions options) {
        try {
            return VirtualBench.start(options, InstantSource.system());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void letsRootIntoAFreshRouterWithoutAPassword() throws Exception {
        try (var ssh = login()) {
            var answer = run(ssh, "cat /tmp/sysinfo/board_name");

            assertEquals("tplink,tl-mr3020-v3\n", answer);
        }
    }

    @Test
    void startsNoProcessOnThisMachineWhateverIsTyped() throws Exception {
        long before = ProcessHandle.current().descendants().count();

        try (var ssh = login()) {
            for (var command :
                    List.of("sh -c 'sleep 1; echo done'", "kill 99999", "sleep 2 & kill $!; uci show network")) {
                run(ssh, command);
                assertEquals(before, ProcessHandle.current().descendants().count(), command);
            }
        }
    }

    @Test
    void saysAtTheControlPortWhatItDoesNotKnow() throws Exception {
        assertTrue(asked("POST", "/faults/no-luck").body().contains("no fault is called no-luck"));
        assertTrue(asked("POST", "/power/router/barn-9").body().contains("no unit is called barn-9"));
        assertEquals(400, asked("POST", "/cable/moon").statusCode());
        assertEquals(404, asked("GET", "/nothing").statusCode());
    }

    @Test
    void refusesAWebPageInABrowser() throws Exception {
        var uptime = bench.unit(1).router().machine().clock().uptime();

        assertEquals(
                403,
                asked("POST", "/power/router", "Origin", "http://example.org").statusCode());
        assertTrue(bench.unit(1).router().machine().clock().uptime().compareTo(uptime) >= 0, "it was not restarted");
    }

    @Test
    void countsWhatComesIn() throws Exception {
        var before = counter("router", "connections");
        var channels = counter("router", "channels");

        try (var ssh = login()) {
            run(ssh, "true");
            run(ssh, "true");
        }

        assertEquals(before + 1, counter("router", "connections"));
        assertEquals(channels + 2, counter("router", "channels"));
    }

    @Test
    void countsAFileOnFlashAndNoneInMemory() throws Exception {
        var before = counter("router", "writes");

        try (var ssh = login()) {
            run(ssh, "echo a >/tmp/a");
            assertEquals(before, counter("router", "writes"));
            run(ssh, "echo a >/etc/a");
            assertTrue(counter("router", "writes") > before);
            run(ssh, "rm /etc/a");
        }
    }

    @Test
    void pullsTheLaptopsCable() throws Exception {
        control("POST", "/cable/camera");
        try {
            assertThrows(ConnectException.class, () -> connect(bench.router()));
        } finally {
            control("POST", "/cable/laptop");
        }
        connect(bench.router()).close();
    }

    @Test
    void takesSignalAwayAndGivesItBack() throws Exception {
        control("POST", "/faults/no-signal");
        assertFalse(dongle().modem().operator().hasSignal());

        control("DELETE", "/faults/no-signal");
        assertTrue(dongle().modem().operator().hasSignal());
    }

    @Test
    void locksTheSim() throws Exception {
        control("POST", "/faults/pin-locked");
        assertEquals(2, dongle().modem().sim().pinTries());

        control("DELETE", "/faults/pin-locked");
        assertEquals(3, dongle().modem().sim().pinTries());
    }

    @Test
    void sellsTheSimWithAnotherAccessPoint() throws Exception {
        control("POST", "/faults/wrong-apn");
        assertEquals("m2m.example", dongle().modem().operator().apn());

        control("DELETE", "/faults/wrong-apn");
        assertEquals("airtelgprs.com", dongle().modem().operator().apn());
    }

    @Test
    void fillsTheFlash() throws Exception {
        control("POST", "/faults/flash-full");
        var full = freeKilobytes();
        control("DELETE", "/faults/flash-full");

        assertTrue(full <= 60, "free: " + full);
        assertTrue(freeKilobytes() > 300, "free afterwards: " + freeKilobytes());
    }

    @Test
    void switchesTheServerOff() throws Exception {
        control("POST", "/faults/relay-unreachable");
        try {
            assertThrows(ConnectException.class, () -> connect(bench.relay()));
        } finally {
            control("DELETE", "/faults/relay-unreachable");
        }
        connect(bench.relay()).close();
    }

    @Test
    void stealsTheDefaultRoute() throws Exception {
        var route = bench.laptopRoot().resolve("proc/net/route");
        assertFalse(Files.readString(route).contains("eth0\t00000000"));

        control("POST", "/faults/default-route-stolen");
        try {
            assertTrue(Files.readString(route).contains("eth0\t00000000\t0101A8C0"));
            assertThrows(ConnectException.class, () -> connect(bench.relay()));
        } finally {
            control("DELETE", "/faults/default-route-stolen");
        }
    }

    @Test
    void takesTheCamerasGatewayAway() throws Exception {
        control("POST", "/faults/camera-without-gateway");
        assertTrue(bench.unit(1).camera().gateway().isEmpty());

        control("DELETE", "/faults/camera-without-gateway");
        assertTrue(bench.unit(1).camera().gateway().isPresent());
    }

    @Test
    void dropsTheLaptopsLinkWhenTheNetworkRestarts() throws Exception {
        control("POST", "/faults/link-lost-during-apply");
        try (var ssh = login()) {
            run(ssh, "setsid /etc/init.d/network restart >/dev/null 2>&1 &");
        } catch (IOException cut) {
            // the cable may be out before the answer is through
        }
        try {
            await().until(VirtualBenchIT::isUnplugged);
        } finally {
            control("DELETE", "/faults/link-lost-during-apply");
            await().until(() -> !isUnplugged());
        }
    }

    @Test
    void rebootsTheRouterAndNothingElse() throws Exception {
        long before = ProcessHandle.current().descendants().count();

        try (var ssh = login()) {
            run(ssh, "reboot");
        } catch (IOException cut) {
            // it is gone before the answer is through
        }

        await().until(VirtualBenchIT::isUnplugged);
        await().until(() -> !isUnplugged());
        assertEquals(before, ProcessHandle.current().descendants().count());
    }

    @Test
    void leavesNoThreadAndNoPortBehind() throws Exception {
        var other = VirtualBench.start(BenchOptions.usual(folder.resolve("second")), InstantSource.system());
        var router = other.router();
        var pty = Path.of(other.dongle());
        long platform = platformThreads();

        other.close();

        assertThrows(ConnectException.class, () -> connect(router));
        assertFalse(Files.exists(pty));
        await().until(() -> platformThreads() < platform);
    }

    private static long platformThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        thread.getName().startsWith("pty ") || thread.getName().contains("sshd"))
                .count();
    }

    private static dev.outpost.bench.dongle.SimulatedDongle dongle() {
        return bench.unit(1).dongle();
    }

    private static boolean isUnplugged() {
        try (var socket = connect(bench.router())) {
            return !socket.isConnected();
        } catch (IOException refused) {
            return true;
        }
    }

    private static long freeKilobytes() throws IOException {
        try (var ssh = login()) {
            return Long.parseLong(run(ssh, "df -k /overlay | tail -n 1").strip().split("\\s+")[3]);
        }
    }

    private static Socket connect(String address) throws IOException {
        var hostAndPort = address.replaceFirst("^[a-z0-9]+://", "").split(":");
        var socket = new Socket();
        socket.connect(new InetSocketAddress(hostAndPort[0], Integer.parseInt(hostAndPort[1])), 2000);
        return socket;
    }

    private static SSHClient login() throws IOException {
        var ssh = new SSHClient();
        ssh.addHostKeyVerifier(new PromiscuousVerifier());
        ssh.connect("127.0.0.1", Integer.parseInt(bench.router().split(":")[1]));
        ssh.auth("root", new AuthNone());
        return ssh;
    }

    private static String run(SSHClient ssh, String command) throws IOException {
        try (var session = ssh.startSession();
                var running = session.exec(command)) {
            return new String(running.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static long counter(String who, String what) throws Exception {
        var file = folder.resolve("counters.json");
        Files.writeString(file, control("GET", "/counters"));
        return Yaml.file(file)
                .map(who)
                .orElseThrow()
                .integer(what, 0, Integer.MAX_VALUE)
                .orElseThrow();
    }

    private static String control(String method, String path) throws Exception {
        var answer = asked(method, path);
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    private static HttpResponse<String> asked(String method, String path, String... headers) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(bench.control() + path))
                    .method(method, HttpRequest.BodyPublishers.noBody());
            return client.send(
                    (headers.length > 0 ? request.headers(headers) : request).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
