package dev.outpost.reach;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocksVantageTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private ServerSocket proxy;
    private SocksVantage vantage;

    @BeforeEach
    void listen() throws IOException {
        proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        vantage = SocksVantage.of("socks5://127.0.0.1:" + proxy.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
    }

    @ParameterizedTest
    @CsvSource({
        "1,Unreachable",
        "2,Unreachable",
        "3,Unreachable",
        "4,Unreachable",
        "5,Refused",
        "6,Silent",
        "9,Unreachable"
    })
    void readsEveryReplyOfTheProxy(int code, String kind) {
        var _ = answering(code);

        assertEquals(kind, vantage.dial("10.77.0.18", 554, PATIENCE).getClass().getSimpleName());
    }

    @Test
    void connectsAndAsksForTheAddressItself() throws Exception {
        var asked = answering(0);

        try (var line = assertInstanceOf(Dial.Connected.class, vantage.dial("10.77.0.18", 554, PATIENCE))) {
            assertEquals('!', line.in().read());
        }
        assertArrayEquals(new byte[] {5, 1, 0, 1, 10, 77, 0, 18, 2, 42}, asked.get());
    }

    @Test
    void takesSilenceForSilence() {
        var patience = Duration.ofMillis(300);
        var dial = vantage.dial("10.77.0.18", 554, patience);

        assertTrue(assertInstanceOf(Dial.Silent.class, dial).waited().compareTo(patience) >= 0);
    }

    @Test
    void saysThatTheProxyItselfIsGone() throws IOException {
        proxy.close();

        var problem = assertThrows(ProblemException.class, () -> vantage.dial("10.77.0.18", 554, PATIENCE))
                .problem();
        assertEquals(ProblemCode.PROOF_VANTAGE_DEAD, problem.code());
        assertEquals(4, problem.exit().code());
    }

    @Test
    void refusesAnotherKindOfAddress() {
        assertThrows(IllegalArgumentException.class, () -> SocksVantage.of("http://127.0.0.1:80"));
        assertThrows(IllegalArgumentException.class, () -> SocksVantage.of("socks5://127.0.0.1"));
    }

    /** One request; greets with "!" where it connects. Completes with the request's ten bytes. */
    private CompletableFuture<byte[]> answering(int code) {
        var asked = new CompletableFuture<byte[]>();
        Thread.ofVirtual().start(() -> {
            try (var client = proxy.accept()) {
                var in = new DataInputStream(client.getInputStream());
                in.readNBytes(3);
                client.getOutputStream().write(new byte[] {5, 0});
                asked.complete(in.readNBytes(10));
                client.getOutputStream().write(new byte[] {5, (byte) code, 0, 1, 0, 0, 0, 0, 0, 0, '!'});
                in.readAllBytes();
            } catch (IOException gone) {
                asked.completeExceptionally(gone);
            }
        });
        return asked;
    }
}
