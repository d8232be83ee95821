package dev.outpost.contact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.adapter.ssh.SshLinks;
import dev.outpost.shell.Batch;
import dev.outpost.shell.Credentials;
import dev.outpost.shell.HostKeyPolicy;
import dev.outpost.shell.Identity;
import dev.outpost.shell.Route;
import dev.outpost.shell.Script;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Debian's sshd, hardened or aged to a single choice: each is met, and much data comes through it whole; keys of each kind and form log in. */
class ServerAlgorithmsIT {
    @TempDir
    static Path folder = Path.of("");

    private static DebianSshd server;

    @BeforeAll
    static void start() throws Exception {
        server = DebianSshd.start(folder.resolve("server"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ciphers chacha20-poly1305@openssh.com",
                "Ciphers aes256-gcm@openssh.com",
                "Ciphers aes256-cbc",
                "Ciphers aes128-ctr\nMACs hmac-sha1",
                "Ciphers aes256-ctr\nMACs hmac-sha2-512-etm@openssh.com",
                "KexAlgorithms diffie-hellman-group14-sha1",
                "KexAlgorithms diffie-hellman-group16-sha512",
                "KexAlgorithms diffie-hellman-group-exchange-sha256",
                "KexAlgorithms ecdh-sha2-nistp521",
                "HostKeyAlgorithms ecdsa-sha2-nistp256\nHostKey FOLDER/ssh_host_ecdsa_key",
            })
    void theOnlyOneThatAServerHasIsSpoken(String lines) throws Exception {
        server.letsIn("root", "");
        server.restart(lines.replace("FOLDER", server.folder().toString()));

        assertEquals("300000", counted(server.key()));
        assertTrue(
                Files.readString(server.folder().resolve("log")).contains("Accepted publickey"), "it was that server");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-t ecdsa -b 384",
                "-t ecdsa -m PEM",
                "-t ecdsa -m PKCS8",
                "-t rsa -b 3072",
                "-t rsa -b 2048 -m PEM",
                "-t rsa -b 2048 -m PKCS8",
            })
    void aKeyOfEachKindLogsIn(String options) throws Exception {
        var key = folder.resolve("key" + options.replaceAll("[^a-zA-Z0-9]", ""));
        server.restart();
        server.run("ssh-keygen -q -N '' " + options + " -f " + key);
        Files.writeString(server.folder().resolve("keys").resolve("root"), Files.readString(Path.of(key + ".pub")));

        assertEquals("300000", counted(key));
    }

    private static String counted(Path key) throws IOException {
        var login = Credentials.keyOnly("root", new Identity.KeyFile(key));
        try (var link = new SshLinks(Ticker.REAL)
                .open(new Route.Direct("127.0.0.1", server.port()), login, new HostKeyPolicy.FirstSight())) {
            var count = Batch.of(Script.of("count", "wc -c")).feeding(new byte[300_000]);
            return link.run(count, Duration.ofMinutes(1)).getFirst().stdout().strip();
        }
    }
}
