package dev.outpost.adapter.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.shell.Credentials;
import dev.outpost.shell.HostKeyPolicy;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.Route;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Servers that never come to an end: each contact has one, whatever they do. */
class HostileServerTest {
    /** Where the contact's own time is the point. */
    private static final Duration SHORT = Duration.ofSeconds(3);

    /** Where something else ends it before. */
    private static final Duration LONG = Duration.ofMinutes(2);

    /** Each byte begins every single patience anew. */
    @Test
    void aGreetingOfAByteAtATimeEndsWithTheContactsOwnTime() throws Exception {
        var refused = contact(
                SHORT, out -> drip(out, "SSH-2.0-dropbear_2022.83 and so on and on and on and on and on and on"));

        assertTrue(message(refused).contains("no login within 3 s"), message(refused));
    }

    @Test
    void lineAfterLineWithoutAGreetingEndsAt64KiB() throws Exception {
        var refused = contact(LONG, out -> endless(out, "220 this is a mail server\r\n"));

        assertTrue(message(refused).contains("64 KiB came without SSH's greeting"), message(refused));
    }

    @Test
    void oneEndlessLineEndsAt4KiB() throws Exception {
        var refused = contact(LONG, out -> endless(out, "x".repeat(4096)));

        assertTrue(message(refused).contains("a line of over 4 KiB came without SSH's greeting"), message(refused));
    }

    @Test
    void aKeyExchangeOfAByteAtATimeEndsToo() throws Exception {
        var refused = contact(SHORT, out -> {
            out.write("SSH-2.0-slow\r\n".getBytes(StandardCharsets.US_ASCII));
            drip(out, "\0\0\4\0\6\24" + "k".repeat(500));
        });

        assertTrue(message(refused).contains("no login within 3 s"), message(refused));
    }

    /** Messages to ignore may come at any time, RFC 4253, 11.2. */
    @Test
    void messagesToIgnoreWithoutEndEndToo() throws Exception {
        var ignore = new byte[16];
        ignore[3] = 12;
        ignore[4] = 4;
        ignore[5] = 2;

        var refused = contact(LONG, out -> {
            out.write("SSH-2.0-chatty\r\n".getBytes(StandardCharsets.US_ASCII));
            endless(out, new String(ignore, StandardCharsets.ISO_8859_1));
        });

        assertTrue(
                refused.reason() == LinkException.Reason.NOT_SSH || refused.reason() == LinkException.Reason.LOST,
                message(refused));
    }

    @Test
    void aGreetingMayHaveWordsBeforeIt() throws IOException {
        var text = "welcome\r\nto SSH-land\r\nSSH-2.0-x\r\n" + "y".repeat(100_000);

        try (InputStream limited = new NoDelaySockets.GreetingLimit(
                new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)))) {
            assertEquals(text.length(), limited.readAllBytes().length);
        }
    }

    private interface Talk {
        void to(OutputStream out) throws IOException;
    }

    private static LinkException contact(Duration patience, Talk talk) throws Exception {
        var said = new AtomicLong();
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(server, talk, said));
            var credentials = new Credentials("root", true, List.of(), Optional.empty());
            var route = new Route.Direct("127.0.0.1", server.getLocalPort());
            var refused = assertTimeoutPreemptively(
                    Duration.ofMinutes(3),
                    () -> assertThrows(
                            LinkException.class,
                            () -> new SshLinks(Ticker.REAL, patience)
                                    .open(route, credentials, new HostKeyPolicy.FirstSight())));
            assertTrue(said.get() > 0, "the server has said nothing: this test tests nothing");
            return refused;
        }
    }

    private static void serve(ServerSocket server, Talk talk, AtomicLong said) {
        try (var socket = server.accept()) {
            var out = socket.getOutputStream();
            talk.to(new OutputStream() {
                @Override
                public void write(int one) throws IOException {
                    out.write(one);
                    said.incrementAndGet();
                }

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    out.write(bytes, from, length);
                    said.addAndGet(length);
                }
            });
        } catch (IOException e) {
            // the client has hung up, as it should
        }
    }

    /** A byte each tenth of a second: the pause is a read that nobody answers. */
    private static void drip(OutputStream out, String text) throws IOException {
        try (var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody.setSoTimeout(100);
            for (var one : text.getBytes(StandardCharsets.ISO_8859_1)) {
                out.write(one);
                assertThrows(java.net.SocketTimeoutException.class, nobody::accept);
            }
        }
    }

    private static void endless(OutputStream out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        while (true) {
            out.write(bytes);
        }
    }

    private static String message(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
