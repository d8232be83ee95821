package dev.outpost.bench.ssh;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.connection.channel.OpenFailException;
import net.schmizz.sshj.transport.verification.PromiscuousVerifier;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AuthNone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatedSshServerTest {
    private static final KeyPair HOST_KEY = HostKeys.generate();

    private final Fake host = new Fake();
    private final List<SSHClient> clients = new ArrayList<>();
    private SimulatedSshServer server;

    @BeforeEach
    void start() throws IOException {
        server = new SimulatedSshServer(host, Personality.DROPBEAR_SMALL_FLASH, List.of(HOST_KEY));
    }

    @AfterEach
    void stop() throws IOException {
        for (var client : clients) {
            client.close();
        }
        server.close();
    }

    @Test
    void letsRootInByTheMethodNoneWhileThePasswordIsEmpty_42() throws IOException {
        var client = connect();

        client.auth("root", new AuthNone());

        assertTrue(client.isAuthenticated());
    }

    @Test
    void refusesAnEmptyPasswordByTheMethodPassword_42() throws IOException {
        var client = connect();

        assertThrows(UserAuthException.class, () -> client.authPassword("root", ""));
    }

    @Test
    void refusesNoneOnceAPasswordIsSetAndTakesThePassword() throws IOException {
        host.password = "S3cret pw";
        var client = connect();

        assertThrows(UserAuthException.class, () -> client.auth("root", new AuthNone()));
        client.authPassword("root", "S3cret pw");

        assertTrue(client.isAuthenticated());
    }

    @Test
    void endsTheConnectionWithTheThirdWrongPassword() throws IOException {
        host.password = "right";
        var client = connect();

        for (var n = 0; n < 3; n++) {
            assertThrows(IOException.class, () -> client.authPassword("root", "wrong"));
        }

        assertThrows(Exception.class, () -> client.authPassword("root", "right"));
    }

    @Test
    void takesAKeyThatTheHostLists() throws IOException {
        host.password = "x";
        var pair = HostKeys.generate();
        host.keys = List.of("ssh-rsa " + blob(pair) + " outpost");
        var client = connect();

        client.authPublickey("root", client.loadKeys(pair));

        assertTrue(client.isAuthenticated());
    }

    @Test
    void offersOneMacAndRsaOnlyAsDropbearDoes_43() throws IOException {
        var client = connect();

        var algorithms = client.getTransport().getHostKeyAlgorithm();

        assertEquals("rsa-sha2-256", algorithms.getKeyAlgorithm());
    }

    @Test
    void carriesOutputErrorsStatusAndStdin() throws IOException {
        var client = loggedIn();
        try (var session = client.startSession()) {
            var command = session.exec("count");
            command.getOutputStream().write(new byte[300_000]);
            command.getOutputStream().close();
            assertEquals("300000", read(command.getInputStream()));
            assertEquals("oops", read(command.getErrorStream()));
            command.join(5, TimeUnit.SECONDS);
            assertEquals(7, command.getExitStatus());
        }
        assertEquals(1, server.traffic().connections().get());
        assertEquals(1, server.traffic().execs().get());
        assertEquals(300_005, server.traffic().bytesIn().get());
    }

    @Test
    void saysThatThereIsNoSftpServer_44() throws IOException {
        var client = loggedIn();

        assertThrows(IOException.class, client::newSFTPClient);

        assertTrue(client.isConnected());
    }

    @Test
    void resetsTheSixthConnectionThatHasNotLoggedIn_45() throws IOException {
        for (var n = 0; n < 5; n++) {
            connect();
        }

        assertThrows(IOException.class, this::connect);
    }

    @Test
    void handsForwardedChannelsToTheHost() throws IOException {
        try (var listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            host.target = listener.getLocalPort();
            var client = loggedIn();
            var channel = client.newDirectConnection("10.77.0.18", 554);
            try (var far = listener.accept()) {
                channel.getOutputStream().write("OPTIONS".getBytes(StandardCharsets.US_ASCII));
                channel.getOutputStream().flush();
                assertEquals("OPTIONS", new String(far.getInputStream().readNBytes(7), StandardCharsets.US_ASCII));
                far.getOutputStream().write("200 OK".getBytes(StandardCharsets.US_ASCII));
            }
            assertEquals("200 OK", read(channel.getInputStream()));
            assertEquals("10.77.0.18:554", host.asked);
        }
        assertEquals(1, server.traffic().forwards().get());
    }

    @Test
    void saysWhenAForwardedConnectionIsRefused() throws IOException {
        var client = loggedIn();

        var refused = assertThrows(OpenFailException.class, () -> client.newDirectConnection("10.77.0.18", 81));

        assertEquals(OpenFailException.Reason.CONNECT_FAILED, refused.getReason());
    }

    @Test
    void cutsSessionsWhenTheCableIsPulledAndKeepsItsPort() throws IOException {
        var port = server.front().port();
        var client = loggedIn();

        server.front().unplug();

        await().until(() -> !client.isConnected());
        assertThrows(IOException.class, this::connect);
        server.front().plug();
        assertEquals(port, server.front().port());
        assertFalse(connect().isAuthenticated());
    }

    private SSHClient loggedIn() throws IOException {
        var client = connect();
        client.auth("root", new AuthNone());
        return client;
    }

    private SSHClient connect() throws IOException {
        var client = new SSHClient(new DefaultConfig());
        client.addHostKeyVerifier(new PromiscuousVerifier());
        client.setTimeout(5000);
        clients.add(client);
        client.connect("127.0.0.1", server.front().port());
        return client;
    }

    private static String read(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String blob(KeyPair pair) {
        var buffer = new Buffer.PlainBuffer();
        KeyType.RSA.putPubKeyIntoBuffer(pair.getPublic(), buffer);
        return java.util.Base64.getEncoder().encodeToString(buffer.getCompactData());
    }

    private static final class Fake implements SshHost {
        private String password = "";
        private List<String> keys = List.of();
        private int target;
        private String asked = "";

        @Override
        public boolean admitsWithoutPassword(String user) {
            return password.isEmpty() && user.equals("root");
        }

        @Override
        public boolean offersPassword() {
            return true;
        }

        @Override
        public boolean passwordMatches(String user, String offered) {
            return !password.isEmpty() && password.equals(offered);
        }

        @Override
        public List<String> authorizedKeys(String user) {
            return keys;
        }

        @Override
        public int exec(
                String command, Map<String, String> environment, InputStream in, OutputStream out, OutputStream err) {
            try {
                if (command.endsWith("sftp-server")) {
                    return 127;
                }
                var bytes = new ByteArrayOutputStream();
                in.transferTo(bytes);
                out.write(String.valueOf(bytes.size()).getBytes(StandardCharsets.UTF_8));
                err.write("oops".getBytes(StandardCharsets.UTF_8));
                return 7;
            } catch (IOException e) {
                return 255;
            }
        }

        @Override
        public Socket dial(String name, int port) throws IOException {
            asked = name + ":" + port;
            if (port == 81) {
                throw new ConnectException("Connection refused");
            }
            return new Socket(InetAddress.getLoopbackAddress(), target);
        }
    }
}
