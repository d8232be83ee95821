package dev.outpost.contact;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.adapter.ssh.SshLinks;
import dev.outpost.ledger.State;
import dev.outpost.relay.Relay;
import dev.outpost.relay.RelayProblems;
import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.Script;
import dev.outpost.site.RelayFile;
import dev.outpost.site.Secrets;
import dev.outpost.site.SiteFiles;
import dev.outpost.step.Exit;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import dev.outpost.step.Ticker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins to a server with Debian's own OpenSSH and sudo: what a cloud image begins with works, or says the lines that make it work. */
class RelayLoginIT {
    private static final String CLOUD_INIT =
            "command=\"echo 'Please login as the user \\\"debian\\\" rather than the user \\\"root\\\".';echo;exit 142\" ";

    @TempDir
    Path folder;

    private DebianSshd server;

    @BeforeEach
    void start() throws Exception {
        server = DebianSshd.start(folder.resolve("server"));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void rootComesInByItsKey() throws Exception {
        server.letsIn("root", "");

        assertTrue(relays().seen(file("user: root", key()), false).root());
    }

    @Test
    void anotherUserBecomesRootBySudo() throws Exception {
        server.letsIn("cloud", "");
        server.lets("cloud", "ALL=(root) NOPASSWD: ALL");

        assertTrue(relays().seen(file("user: cloud", key()), false).root());
        assertTrue(
                relays().seen(file("user: cloud", "password: env:RELAY"), false).root(), "by password");
    }

    /** What follows the scripts on the same input arrives whole, through sudo's own pipes as well. */
    @Test
    void whatIsFedToAScriptArrivesThroughSudo() throws Exception {
        server.letsIn("cloud", "");
        server.lets("cloud", "ALL=(root) NOPASSWD: ALL");
        var count = Script.of("count", "wc -c; id -u");
        try (var link = relays().open(file("user: cloud", key()), false)) {
            var answers = link.run(Batch.of(count).feeding(new byte[300_000]), Duration.ofSeconds(20));

            assertEquals("300000 0", answers.getFirst().stdout().strip().replaceAll("\\s+", " "));
        }
    }

    /** A wait of ours ends with the connection that began it, whoever runs it. */
    @ParameterizedTest
    @ValueSource(strings = {"root", "cloud"})
    void whatWaitsThereEndsWithItsConnection(String user) throws Exception {
        server.letsIn(user, "");
        server.lets("cloud", "ALL=(root) NOPASSWD: ALL");
        var begun = folder.resolve("begun");
        var ended = folder.resolve("ended");
        var wait = Script.of("wait", "id -u >" + begun + "; until abandoned; do sleep 0.1; done; id -u >" + ended)
                .after(Script.in(Relay.class, "channel"));
        Future<List<Answer>> waiting;
        try (var channel = Executors.newVirtualThreadPerTaskExecutor()) {
            try (var link = relays().open(file("user: " + user, key()), false)) {
                waiting = channel.submit(() -> link.run(Batch.of(wait), Duration.ofMinutes(5)));
                await().until(() ->
                        Files.exists(begun) && !Files.readString(begun).isEmpty());
                assertEquals("0", Files.readString(begun).strip());
                await().during(Duration.ofSeconds(1)).until(() -> !Files.exists(ended));
            }
        }
        assertThrows(ExecutionException.class, waiting::get);
        await("its end").until(() -> Files.exists(ended));
    }

    @Test
    void aUserWithoutSudoIsToldBothWays() throws Exception {
        server.letsIn("cloud", "");

        var problem = refused("user: cloud", key());

        assertEquals(ProblemCode.RELAY_NOT_ROOT, problem.code());
        assertTrue(
                problem.next().contains("echo 'cloud ALL=(root) NOPASSWD: ALL' >/etc/sudoers.d/outpost"),
                problem.next());
        assertTrue(
                problem.next().contains("cat ~cloud/.ssh/authorized_keys >>/root/.ssh/authorized_keys"),
                problem.next());
    }

    /** The line that is named is tried: it does what it is named for. */
    @Test
    void theLineThatIsNamedMakesItWork() throws Exception {
        server.letsIn("cloud", "");
        var next = refused("user: cloud", key()).next();
        var line = next.replaceFirst(".*as root: (echo '[^']*' >/etc/sudoers.d/outpost);.*", "$1");

        server.run(line);

        assertTrue(relays().seen(file("user: cloud", key()), false).root());
    }

    @Test
    void theUserThatACloudImageNamesIsNamed() throws Exception {
        server.letsIn("root", CLOUD_INIT);

        var problem = refused("user: root", key());

        assertEquals(ProblemCode.RELAY_OTHER_USER, problem.code());
        assertEquals(Exit.BLOCKED, problem.exit());
        assertTrue(problem.what().endsWith("does not let root in, but debian"), problem.what());
        assertTrue(problem.next().startsWith("write user: debian into "), problem.next());
    }

    @Test
    void rootsPasswordIsNotCalledWrongWhereTheServerTakesNone() throws Exception {
        var problem = refused("user: root", "password: env:RELAY");

        assertEquals(ProblemCode.RELAY_LOGIN_REFUSED, problem.code());
        assertTrue(problem.because().contains("PermitRootLogin prohibit-password"), problem.because());
        assertTrue(problem.next().contains("cat >>/root/.ssh/authorized_keys"), problem.next());
    }

    @Test
    void aServerWithoutPasswordsIsCalledThat() throws Exception {
        server.restart("PasswordAuthentication no");

        assertEquals(
                "its SSH server takes no passwords at all",
                refused("user: cloud", "password: env:RELAY").because());
    }

    @Test
    void aKeyThatIsNotKnownThereIsNamed() throws Exception {
        var problem = refused("user: cloud", key());

        assertEquals(ProblemCode.RELAY_LOGIN_REFUSED, problem.code());
        assertEquals("it does not know the key " + server.key(), problem.because());
    }

    /** It is typed on the server itself, where several keys lie side by side. */
    @Test
    void theCommandThatComparesHostKeysPrintsThisOne() throws Exception {
        assertEquals(
                server.hostKey(),
                server.run(RelayProblems.HOST_KEYS.replace(
                                "/etc/ssh", server.folder().toString()))
                        .lines()
                        .filter(line -> line.contains("ED25519"))
                        .map(line -> line.split(" ")[1])
                        .findFirst()
                        .orElse(""));
    }

    private Problem refused(String... lines) throws Exception {
        var file = file(lines);
        return assertThrows(ProblemException.class, () -> relays().seen(file, false))
                .problem();
    }

    private String key() {
        return "key: " + server.key();
    }

    private RelayFile file(String... lines) throws Exception {
        var text = "host: 127.0.0.1:" + server.port() + "\npublic-address: 203.0.113.10\nhost-key: " + server.hostKey()
                + "\n" + String.join("\n", lines) + "\n";
        return SiteFiles.relay(Files.writeString(folder.resolve("vps1.yaml"), text));
    }

    private RelayConnector relays() {
        var secrets = new Secrets(Map.of("RELAY", DebianSshd.PASSWORD), what -> Optional.empty());
        return new RelayConnector(new SshLinks(Ticker.REAL), State.in(folder.resolve("state")), secrets);
    }
}
