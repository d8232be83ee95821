package dev.outpost.router;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpost.at.AtPort;
import dev.outpost.at.AtPorts.PortRefused;
import dev.outpost.at.AtPorts.Reason;
import dev.outpost.bench.dongle.Pty;
import dev.outpost.shell.Framing;
import dev.outpost.shell.Script;
import dev.outpost.shell.Talk;
import dev.outpost.step.Ticker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code tty.sh} in a real BusyBox on a real terminal, whose echo and line mode are on until somebody switches them off. */
class RouterTtyTest {
    private static final Path BUSYBOX = Path.of("/usr/bin/busybox");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private Pty modem;
    private @Nullable Process shell;

    @BeforeEach
    void aModem() throws IOException {
        assumeTrue(Files.isExecutable(BUSYBOX), "no BusyBox here: apt-get install busybox-static lets this test run");
        modem = Pty.open(bytes -> {
            synchronized (received) {
                received.writeBytes(bytes);
            }
        });
    }

    @AfterEach
    void gone() {
        modem.close();
        if (shell != null) {
            shell.destroyForcibly();
        }
    }

    @Test
    void carriesLinesBothWaysAndEchoesNothingBack() throws Exception {
        try (var port = open(modem.slave())) {
            port.write("AT+CGMI\r".getBytes(StandardCharsets.US_ASCII));
            await().atMost(PATIENCE).until(() -> heard().equals("AT+CGMI\r"));

            modem.write("\r\nhuawei\r\n\r\nOK\r\n".getBytes(StandardCharsets.US_ASCII));

            assertTrue(read(port, "OK").contains("huawei"));
            // what the modem says must not come back to it as a command
            port.write("AT\r".getBytes(StandardCharsets.US_ASCII));
            await().atMost(PATIENCE).until(() -> heard().endsWith("AT\r"));
            assertEquals("AT+CGMI\rAT\r", heard());
        }
    }

    @Test
    void endsWithItsChannelAndLeavesNothingRunning() throws Exception {
        var port = open(modem.slave());
        port.write("AT\r".getBytes(StandardCharsets.US_ASCII));
        var children = shell().descendants().toList();

        port.close();

        assertTrue(shell().waitFor(3, TimeUnit.MINUTES));
        assertTrue(!children.isEmpty());
        await().atMost(PATIENCE).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void endsByItselfWhenNobodySpeaks() throws Exception {
        open(modem.slave(), 1);

        assertTrue(shell().waitFor(3, TimeUnit.MINUTES));
        assertEquals(List.of(), shell().descendants().toList());
    }

    @Test
    void saysThatTheModemIsGone() throws Exception {
        try (var port = open(modem.slave())) {
            modem.close();

            assertThrows(IOException.class, () -> port.write("AT\r".getBytes(StandardCharsets.US_ASCII)));
        }
    }

    @Test
    void leavesATerminalAloneThatAnotherProgramHolds() throws Exception {
        var holder =
                new ProcessBuilder(BUSYBOX.toString(), "sh", "-c", "exec 3<>" + modem.slave() + "; read -r _").start();
        try {
            await().atMost(PATIENCE).until(() -> Files.isSymbolicLink(Path.of("/proc/" + holder.pid() + "/fd/3")));

            var refused = assertThrows(PortRefused.class, () -> open(modem.slave()));

            assertEquals(Reason.BUSY, refused.reason());
            assertTrue(String.valueOf(refused.getMessage()).contains("(pid " + holder.pid() + ")"));
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void saysThatThereIsNoSuchPort() {
        var refused = assertThrows(PortRefused.class, () -> open(Path.of("/dev/ttyUSB-none")));

        assertEquals(Reason.MISSING, refused.reason());
    }

    private AtPort open(Path tty) throws IOException {
        return open(tty, 60);
    }

    private AtPort open(Path tty, int lease) throws IOException {
        var script =
                Script.in(RouterPorts.class, "tty").with("TTY", tty.toString()).with("LEASE", lease);
        return RouterTty.open(tty.toString(), new Local(script), PATIENCE, Ticker.REAL);
    }

    private String heard() {
        synchronized (received) {
            return received.toString(StandardCharsets.US_ASCII);
        }
    }

    private static String read(AtPort port, String until) throws IOException {
        var text = new StringBuilder();
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (text.indexOf(until) < 0 && System.nanoTime() < end) {
            text.append(new String(port.read(Duration.ofMillis(200)), StandardCharsets.US_ASCII));
        }
        return text.toString();
    }

    /** The same channel, on this computer. */
    private final class Local implements Talk {
        Local(Script script) throws IOException {
            var program = script.render().getBytes(StandardCharsets.UTF_8);
            shell = new ProcessBuilder(BUSYBOX.toString(), "sh", "-c", Framing.loader(program.length)).start();
            shell().getOutputStream().write(program);
            shell().getOutputStream().flush();
        }

        @Override
        public OutputStream input() {
            return shell().getOutputStream();
        }

        @Override
        public InputStream output() {
            return shell().getInputStream();
        }

        @Override
        public InputStream errors() {
            return shell().getErrorStream();
        }

        @Override
        public void close() {
            try {
                shell().getOutputStream().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Process shell() {
        return Objects.requireNonNull(shell, "no port was opened yet");
    }
}
