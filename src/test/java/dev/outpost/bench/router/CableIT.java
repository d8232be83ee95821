package dev.outpost.bench.router;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.net.RouterView.Plug;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.transport.verification.PromiscuousVerifier;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AuthNone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CableIT {
    private final RouterBench bench = new RouterBench();

    @BeforeEach
    void boot() throws Exception {
        bench.start();
    }

    @AfterEach
    void off() throws Exception {
        bench.close();
    }

    @Test
    void sessionOverIpv4SurvivesANetworkRestart_23() throws Exception {
        try (var client = login()) {
            assertEquals("still here\n", exec(client, "/etc/init.d/network restart; sleep 5; echo still here"));
        }
    }

    @Test
    void passwordSetOverOneSessionShutsTheMethodNone() throws Exception {
        try (var client = login()) {
            exec(client, "printf 'S3cret pw\\nS3cret pw\\n' | passwd root");
        }
        assertThrows(UserAuthException.class, this::login);
        try (var client = connect()) {
            client.authPassword("root", "S3cret pw");
            assertTrue(client.isAuthenticated());
        }
    }

    @Test
    void keyFileThatOthersMayWriteIsRefused_46() throws Exception {
        var pair = dev.outpost.bench.ssh.HostKeys.generate();
        var line = dev.outpost.bench.ssh.HostKeys.line(pair.getPublic());
        try (var client = login()) {
            exec(
                    client,
                    "printf '%s\\n' '" + line
                            + "' >/etc/dropbear/authorized_keys; chmod 600 /etc/dropbear/authorized_keys;"
                            + " printf 'x1\\nx1\\n' | passwd root");
        }
        try (var client = connect()) {
            client.authPublickey("root", client.loadKeys(pair));
            exec(client, "chmod 664 /etc/dropbear/authorized_keys");
        }
        try (var client = connect()) {
            assertThrows(UserAuthException.class, () -> client.authPublickey("root", client.loadKeys(pair)));
        }
    }

    @Test
    void laptopIsOutWhenTheCableGoesToTheCamera() throws Exception {
        bench.router().cable().to(Plug.CAMERA);

        assertThrows(IOException.class, this::connect);

        bench.router().cable().to(Plug.LAPTOP);
        await().ignoreExceptionsInstanceOf(IOException.class)
                .until(
                        () -> { // the LAN itself may be on its way up
                            try (var client = login()) {
                                return client.isAuthenticated();
                            }
                        });
    }

    @Test
    void restartOfDropbearKeepsItsOwnSession_49() throws Exception {
        try (var client = login()) {
            assertEquals("survived\n", exec(client, "/etc/init.d/dropbear restart; echo survived"));
        }
    }

    @Test
    void powerCutKeepsFlashAndLosesRam() throws Exception {
        try (var client = login()) {
            exec(client, "echo flash >/etc/kept; echo ram >/tmp/lost; date -u -s @1900000000");
        }

        bench.router().powerCut();
        assertThrows(IOException.class, this::connect);
        bench.router().power();

        try (var client = login()) {
            assertEquals("flash\n", exec(client, "cat /etc/kept; cat /tmp/lost 2>/dev/null"));
            assertTrue(exec(client, "date -u").endsWith(" UTC 2026\n"));
        }
    }

    private SSHClient login() throws IOException {
        var client = connect();
        client.auth("root", new AuthNone());
        return client;
    }

    private SSHClient connect() throws IOException {
        var client = new SSHClient(new DefaultConfig());
        client.addHostKeyVerifier(new PromiscuousVerifier());
        client.setTimeout(10_000);
        client.connect("127.0.0.1", bench.router().address().getPort());
        return client;
    }

    private static String exec(SSHClient client, String line) throws IOException {
        try (var session = client.startSession()) {
            var command = session.exec(line);
            return new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
