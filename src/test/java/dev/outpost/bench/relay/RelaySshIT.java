package dev.outpost.bench.relay;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.host.SimClock;
import dev.outpost.bench.net.VirtualNetwork;
import dev.outpost.bench.ssh.HostKeys;
import dev.outpost.net.Ipv4;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.transport.verification.PromiscuousVerifier;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyPairWrapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RelaySshIT {

    private static final KeyPair OWNER = HostKeys.generate();
    private static final KeyPair STRANGER = HostKeys.generate();

    private final SimulatedRelay relay;
    private final SSHClient client = new SSHClient();

    RelaySshIT() throws IOException {
        relay = new SimulatedRelay(
                "vps1",
                Ipv4.of("203.0.113.10"),
                new SimClock(1_000, Instant.parse("2026-11-22T21:00:00Z")),
                VirtualNetwork.scaled(1_000),
                STRANGER);
        relay.authorize(OWNER.getPublic());
        client.addHostKeyVerifier(new PromiscuousVerifier());
        client.connect(relay.address().getAddress(), relay.address().getPort());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        relay.close();
    }

    @Test
    void runsACommandForTheOwnerOfTheKeyAndCountsIt() throws IOException {
        client.authPublickey("root", new KeyPairWrapper(OWNER));

        try (var session = client.startSession()) {
            var command = session.exec("echo $((6 * 7)); echo hello >/etc/greeting");
            assertEquals("42\n", new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            command.join();
        }

        assertEquals(1, relay.counters().connections());
        assertEquals(1, relay.counters().channels());
        assertTrue(relay.counters().writes() > 0);
    }

    @Test
    void countsNoPortScanAsAConnection() throws IOException {
        try (var scan = new Socket()) {
            scan.connect(relay.address());
            assertEquals('S', scan.getInputStream().read());
        }
        client.authPublickey("root", new KeyPairWrapper(OWNER));

        assertEquals(1, relay.counters().connections());
    }

    @Test
    void letsNobodyElseIn() {
        assertThrows(UserAuthException.class, () -> client.authPublickey("root", new KeyPairWrapper(STRANGER)));
    }

    @Test
    void forwardsFromWhereItStandsInTheNetwork() throws IOException {
        client.authPublickey("root", new KeyPairWrapper(OWNER));

        try (var itself = client.newDirectConnection("203.0.113.10", 22)) {
            var banner = new String(itself.getInputStream().readNBytes(7), StandardCharsets.US_ASCII);
            assertEquals("SSH-2.0", banner);
        }
        var refused = assertThrows(ConnectionException.class, () -> client.newDirectConnection("203.0.113.10", 554));
        assertTrue(String.valueOf(refused.getMessage()).contains("refused"), refused::toString);
    }

    @Test
    void hearsNoMoreWhileItIsDark() throws IOException {
        client.authPublickey("root", new KeyPairWrapper(OWNER));

        relay.goesDark();

        await("the connection to end").until(() -> !client.isConnected());
        try (var again = new SSHClient()) {
            assertThrows(
                    IOException.class,
                    () -> again.connect(
                            relay.address().getAddress(), relay.address().getPort()));
        }
    }
}
