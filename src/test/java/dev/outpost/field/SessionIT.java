package dev.outpost.field;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.adapter.ssh.SshLinks;
import dev.outpost.bench.clock.RoomTime;
import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.Credentials;
import dev.outpost.shell.HostKeyPolicy;
import dev.outpost.shell.Identity;
import dev.outpost.shell.LinkException;
import dev.outpost.shell.Login;
import dev.outpost.shell.RemoteLink;
import dev.outpost.shell.Script;
import dev.outpost.shell.Secret;
import dev.outpost.step.Ticker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.common.Buffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions with the real dropbear, of a board with little flash: what it lets in, and what is noticed when it fails. */
class SessionIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Secret PASSWORD = Secret.of("correct horse 'battery' $(staple)");
    private static KeyPair key;

    private static Field field;

    private FreshRouter router;

    @BeforeAll
    static void aBench() throws Exception {
        Field.isNeeded();
        field = Field.start();
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(3072);
        key = generator.generateKeyPair();
    }

    @BeforeEach
    void aFreshRouter() throws Exception {
        router = FreshRouter.on(field);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        router.close();
    }

    @AfterAll
    static void ended() {
        if (field != null) {
            field.close();
        }
    }

    /** facts/behaviours.md#42 and #43: a blank root is let in by {@code none} alone; then keys, then the password, each only where it is due. */
    @Test
    void behaviour42NoneThenKeyThenPasswordInThatOrder() throws Exception {
        var everything = new Credentials("root", true, List.of(new Identity.Pair(key)), Optional.of(PASSWORD));
        String pinned;
        try (var link = open(everything, new HostKeyPolicy.FirstSight())) {
            assertEquals(Login.NONE, link.login());
            pinned = link.hostKey();
            assertEquals(
                    0, run(link, script("authorize").with("KEYS", line(key))).status());
            var set = run(link, script("password").secret("PASSWORD", PASSWORD));
            assertEquals(0, set.status(), set.toString());
        }
        try (var link = open(everything, new HostKeyPolicy.Pinned(pinned))) {
            assertEquals(Login.KEY, link.login());
            run(link, Script.of("forget", "rm /etc/dropbear/authorized_keys"));
        }
        try (var link = open(everything, new HostKeyPolicy.Pinned(pinned))) {
            assertEquals(Login.PASSWORD, link.login());
        }
        var refused = assertThrows(LinkException.class, () -> open(everything, new HostKeyPolicy.FirstSight()));
        assertEquals(LinkException.Reason.LOGIN_REFUSED, refused.reason(), "no password is offered to an unknown key");
    }

    /** facts/behaviours.md#43: where ed25519 is compiled out, RSA with SHA-256 does it, for the host and for the tool's own key. */
    @Test
    void behaviour43RsaIsEnoughWhereEd25519IsMissing() throws Exception {
        try (var link = router.login()) {
            assertEquals(
                    0, run(link, script("authorize").with("KEYS", line(key))).status());
            assertEquals(
                    "dropbear_rsa_host_key\n",
                    run(link, Script.of("keys", "cd /etc/dropbear; ls dropbear_*"))
                            .stdout());
        }
        try (var link = open(Credentials.keyOnly("root", new Identity.Pair(key)), new HostKeyPolicy.FirstSight())) {
            assertEquals(Login.KEY, link.login());
        }
    }

    /** Counted, not read: a busy computer makes these seconds long. */
    @Test
    void aFrozenRouterIsNoticedWithinTenSeconds() throws Exception {
        try (var link = router.login()) {
            var waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    return run(link, Script.of("wait", "sleep 300")).toString();
                } catch (IOException e) {
                    return e.getMessage();
                }
            });
            var servers = router.processes("/usr/libexec/dropbear");
            assertTrue(servers.size() >= 2, servers.toString());
            for (var server : servers) {
                signal(server, "STOP");
            }
            var start = RoomTime.ROOM.nanos();

            waiting.get(3, TimeUnit.MINUTES);

            var seconds = Duration.ofNanos(RoomTime.ROOM.nanos() - start).toMillis() / 1000.0;
            assertTrue(seconds < 10, "noticed after " + seconds + " s");
            for (var server : servers) {
                signal(server, "CONT");
            }
        }
    }

    /** facts/behaviours.md#48: a shell that was killed has no exit status, and that is a failure. */
    @Test
    void behaviour48AShellThatIsKilledIsAFailure() throws Exception {
        try (var link = router.login()) {
            var killed = assertThrows(IOException.class, () -> run(link, Script.of("kill", "kill -9 $$")));

            var words = String.valueOf(killed.getMessage());
            assertTrue(words.contains("without an exit status"), words);
        }
    }

    /** facts/behaviours.md#48: no profile is read, and the folders of programs are these. */
    @Test
    void behaviour48ExecSessionsHaveAPathAndNoProfile() throws Exception {
        try (var link = router.login()) {
            var answer = run(link, Script.of("where", "echo $HOME; command -v uci; command -v ubus; umask"));
            assertEquals("/root\n/sbin/uci\n/bin/ubus\n0077\n", answer.stdout());
        }
    }

    /** facts/behaviours.md#44: bytes go through standard input and are held against their SHA-256. */
    @Test
    void behaviour44FilesTravelThroughStandardInputWhole() throws Exception {
        var bytes = new byte[1 << 20];
        new Random(44).nextBytes(bytes);
        var sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        try (var link = router.login()) {
            var receive = Script.of("receive", "cat >/tmp/file; echo \"$SUM  /tmp/file\" | sha256sum -c")
                    .with("SUM", sum);
            var answers = link.run(
                    Batch.of(Script.of("before", "cat"))
                            .then(receive)
                            .feeding(bytes)
                            .then(Script.of("behind", "cat")),
                    PATIENCE);

            assertEquals(
                    List.of("", "/tmp/file: OK\n", ""),
                    answers.stream().map(Answer::stdout).toList());
            assertArrayEquals(bytes, Files.readAllBytes(router.root().resolve("tmp/file")));
        }
    }

    /** More than dropbear's window of 256 KiB: it stays shut while another script is at work. */
    @Test
    void aLongInputWaitsForTheScriptsBeforeIt() throws Exception {
        try (var link = router.login()) {
            var answers = link.run(
                    Batch.of(Script.of("busy", "sleep 14"))
                            .then(Script.of("count", "wc -c"))
                            .feeding(new byte[300_000]),
                    PATIENCE);

            assertEquals("300000\n", answers.get(1).stdout());
        }
    }

    /** facts/behaviours.md#45: a dozen channels on one connection are fine; what is sent behind the command before it is answered arrives. */
    @Test
    void behaviour45ManyChannelsOnOneConnection() throws Exception {
        try (var link = router.login()) {
            for (var number = 0; number < 12; number++) {
                assertEquals(
                        number + "\n",
                        run(link, Script.of("say", "echo " + number)).stdout());
            }
        }
    }

    /** facts/behaviours.md#46: a file of keys that others may write is refused; ours is written 0600. */
    @Test
    void behaviour46TheFileOfKeysIsPrivate() throws Exception {
        try (var link = router.login()) {
            run(
                    link,
                    Script.of(
                            "wide",
                            "umask 0; : >/etc/dropbear/authorized_keys; chmod 666 /etc/dropbear/authorized_keys"));
            assertEquals(
                    0, run(link, script("authorize").with("KEYS", line(key))).status());
            assertEquals(
                    "-rw-------",
                    run(link, Script.of("mode", "ls -l /etc/dropbear/authorized_keys"))
                            .stdout()
                            .split(" ")[0]);
        }
        open(Credentials.keyOnly("root", new Identity.Pair(key)), new HostKeyPolicy.FirstSight())
                .close();
    }

    /** facts/behaviours.md#49: who asks for a restart of dropbear keeps the session. */
    @Test
    void behaviour49ARestartOfDropbearKeepsItsOwnSession() throws Exception {
        try (var link = router.login()) {
            var answer = run(link, Script.of("restart", "/etc/init.d/dropbear restart; sleep 1; echo still here"));
            assertEquals("still here\n", answer.stdout());
            assertEquals("again\n", run(link, Script.of("again", "echo again")).stdout());
        }
        try (var link = router.login()) {
            assertEquals(Login.NONE, link.login());
        }
    }

    private RemoteLink open(Credentials credentials, HostKeyPolicy policy) throws IOException {
        return new SshLinks(Ticker.REAL).open(router.route(), credentials, policy);
    }

    private static Answer run(RemoteLink link, Script script) throws IOException {
        return link.run(Batch.of(script), PATIENCE).getFirst();
    }

    private static Script script(String name) throws IOException {
        return Script.of(
                name,
                Files.readString(
                        Path.of("src/main/resources/dev/outpost/router", name + ".sh"), StandardCharsets.UTF_8));
    }

    private static String line(KeyPair pair) {
        var blob = new Buffer.PlainBuffer().putPublicKey(pair.getPublic()).getCompactData();
        return "ssh-rsa " + java.util.Base64.getEncoder().encodeToString(blob) + " outpost";
    }

    private static void signal(ProcessHandle process, String name) throws IOException, InterruptedException {
        Running.said(List.of("kill", "-" + name, Long.toString(process.pid())));
    }
}
