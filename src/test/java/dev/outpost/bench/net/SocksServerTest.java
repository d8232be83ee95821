package dev.outpost.bench.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.outpost.net.Ipv4;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocksServerTest {

    private static final int[] CAMERA = {10, 77, 0, 18};

    private final ServerSocket echo = new ServerSocket(0, 4, InetAddress.getLoopbackAddress());
    private final SocksServer socks = new SocksServer(new OneOfEach(), new Origin.Viewer());

    SocksServerTest() throws IOException {
        Thread.ofVirtual().start(this::echoOnce);
    }

    @AfterEach
    void stop() throws IOException {
        socks.close();
        echo.close();
    }

    @Test
    void carriesBytesToTheRealServer() throws IOException {
        try (var client = asked(CAMERA, 554)) {
            assertEquals(0, replyCode(client));

            client.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));

            assertArrayEquals(
                    "hello".getBytes(StandardCharsets.US_ASCII),
                    client.getInputStream().readNBytes(5));
        }
    }

    @Test
    void takesAnAddressWrittenAsAName() throws IOException {
        try (var client = greeted()) {
            var name = "10.77.0.18".getBytes(StandardCharsets.US_ASCII);
            client.getOutputStream().write(new byte[] {5, 1, 0, 3, (byte) name.length});
            client.getOutputStream().write(name);
            client.getOutputStream().write(new byte[] {2, 42});

            assertEquals(0, replyCode(client));
        }
    }

    @Test
    void tellsRefusedFromUnreachable() throws IOException {
        try (var refused = asked(CAMERA, 81);
                var unreachable = asked(CAMERA, 82)) {
            assertEquals(5, replyCode(refused));
            assertEquals(4, replyCode(unreachable));
        }
    }

    @Test
    void knowsNoNames() throws IOException {
        try (var client = greeted()) {
            client.getOutputStream().write(new byte[] {5, 1, 0, 3, 1, 'x', 0, 80});

            assertEquals(4, replyCode(client));
        }
    }

    @Test
    void keepsItsClientWaitingWhereNobodyAnswers() throws IOException {
        try (var client = asked(CAMERA, 83)) {
            client.setSoTimeout(200);

            assertThrows(
                    SocketTimeoutException.class, () -> client.getInputStream().read());
        }
    }

    private Socket asked(int[] address, int port) throws IOException {
        var client = greeted();
        client.getOutputStream().write(new byte[] {
            5,
            1,
            0,
            1,
            (byte) address[0],
            (byte) address[1],
            (byte) address[2],
            (byte) address[3],
            (byte) (port >> 8),
            (byte) port
        });
        return client;
    }

    private Socket greeted() throws IOException {
        var client = new Socket();
        client.connect(socks.address());
        client.setSoTimeout(5_000);
        client.getOutputStream().write(new byte[] {5, 1, 0});
        assertArrayEquals(new byte[] {5, 0}, client.getInputStream().readNBytes(2));
        return client;
    }

    private static int replyCode(Socket client) throws IOException {
        return client.getInputStream().readNBytes(10)[1];
    }

    private void echoOnce() {
        try (var client = echo.accept()) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException closed) {
            // the test is over
        }
    }

    /** Port 554 is carried, 81 refused, 82 unreachable, the rest silent. */
    private final class OneOfEach implements Carrier {
        @Override
        public Outcome connect(Origin from, Ipv4 to, int port) {
            return switch (port) {
                case 554 -> new Outcome.Connected(new InetSocketAddress(echo.getInetAddress(), echo.getLocalPort()));
                case 81 -> new Outcome.Refused("a test");
                case 82 -> new Outcome.Unreachable("a test");
                default -> new Outcome.Silence("a test");
            };
        }
    }
}
