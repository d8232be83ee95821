package dev.outpost.relay;

import static dev.outpost.relay.SampleRelay.BARN;
import static dev.outpost.relay.SampleRelay.QUAY;
import static dev.outpost.relay.SampleRelay.SETUP;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.host.SimClock;
import dev.outpost.bench.net.VirtualNetwork;
import dev.outpost.bench.relay.SimulatedRelay;
import dev.outpost.bench.ssh.HostKeys;
import dev.outpost.net.Ipv4;
import dev.outpost.shell.Answer;
import dev.outpost.shell.Batch;
import dev.outpost.shell.Framing;
import dev.outpost.step.Finding;
import dev.outpost.step.ProblemCode;
import dev.outpost.step.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our scripts on the bench's Debian server. */
class RelayTest {
    private final SimulatedRelay server;
    private final Relay relay;

    RelayTest() throws IOException {
        var net = VirtualNetwork.scaled(200);
        var clock = new SimClock(200, Instant.parse("2026-11-22T21:00:00Z"));
        server = new SimulatedRelay("vps1", Ipv4.of("203.0.113.10"), clock, net, HostKeys.generate());
        relay = relay("run-1", "");
    }

    @AfterEach
    void switchOff() throws IOException {
        server.close();
    }

    @Test
    void makesABareServerARelay() throws IOException {
        var bare = relay.look();
        assertTrue(bare.isBare(), bare::toString);
        assertTrue(bare.root(), bare::toString);

        var key = relay.prepare("", missing(new PrepareRelay(SETUP).check(bare)), bare)
                .said();
        relay.confirm();

        var facts = relay.look();
        assertTrue(key.matches("[A-Za-z0-9+/]{43}="), key);
        assertEquals(key, facts.publicKey().orElseThrow());
        assertInstanceOf(Finding.Satisfied.class, new PrepareRelay(SETUP).check(facts), facts::toString);
        assertTrue(facts.armedBy().isEmpty());
        assertEquals(
                "-rw-------",
                shell("ls -l /etc/wireguard/outpost0.key | cut -d ' ' -f 1").strip());
    }

    @Test
    void letsSitesInOneAfterTheOtherAndThenHasNothingToDo() throws IOException {
        prepared();

        admit(relay, BARN);
        admit(relay, QUAY);

        var facts = relay.look();
        assertEquals(List.of(BARN, QUAY), facts.sites());
        assertEquals(Set.of("10.77.0.16/28"), facts.peers().get(BARN.routerKey().text()));
        assertEquals(
                Set.of("10.77.240.4/32"),
                facts.peers().get(QUAY.guests().getFirst().publicKey().text()));
        assertInstanceOf(Finding.Satisfied.class, new AdmitToRelay(BARN).check(facts));
        assertInstanceOf(Finding.Satisfied.class, new AdmitToRelay(QUAY).check(facts));
        assertEquals(
                facts.publicKey().orElseThrow(),
                shell("ip netns exec outpost wg show outpost0 public-key").strip(),
                "the key is still there");
    }

    @Test
    void looksAgainWhereAnotherSiteCameInMeanwhile() throws IOException {
        prepared();
        var old = relay.look();
        admit(relay("run-2", ""), QUAY);

        carry(relay, BARN, old);
        relay.confirm();

        assertEquals(List.of(BARN, QUAY), relay.look().sites());
    }

    @Test
    void goesBackWhenNobodyConfirms() throws IOException {
        prepared();
        carry(relay, BARN, relay.look());

        await().until(() -> relay.look().rolledBack().isPresent());

        var facts = relay.look();
        assertEquals(List.of(), facts.sites());
        assertFalse(facts.peers().containsKey(BARN.routerKey().text()));
        assertTrue(facts.armedBy().isEmpty());
        var problem = assertThrows(ProblemException.class, relay::confirm).problem();
        assertEquals(ProblemCode.GUARD_ROLLED_BACK, problem.code());
        assertEquals(5, problem.exit().code());
    }

    @Test
    void becomesABareServerAgainWhenNobodyConfirmsTheFirstChange() throws IOException {
        prepare(relay);

        await().until(() -> relay.look().rolledBack().isPresent());

        var facts = relay.look();
        assertFalse(facts.interfaceUp());
        assertFalse(facts.enabled());
        assertFalse(facts.tableLoaded());
        assertEquals(Map.of(), facts.files());
    }

    @Test
    void goesOnWhereADeadRunStopped() throws IOException {
        prepared();
        carry(relay("run-dead", ""), QUAY, relay.look());

        var heir = relay("run-2", "run-dead");
        admit(heir, BARN);

        assertEquals(List.of(BARN, QUAY), heir.look().sites());
        assertTrue(heir.look().armedBy().isEmpty());
    }

    @Test
    void goesBackWhenTheServerRestartsBeforeAnybodyConfirmed() throws Exception {
        prepared();
        carry(relay, BARN, relay.look());

        server.reboot();

        var facts = relay.look();
        assertEquals(List.of(), facts.sites(), facts::toString);
        assertEquals("run-1", facts.rolledBack().orElseThrow());
        assertTrue(facts.interfaceUp(), "the relay itself stays one");
    }

    @Test
    void saysWhatItHeardWhenNoHandshakeCame() throws IOException {
        prepared();
        admit(relay, BARN);

        var handshake = relay.awaitHandshake(BARN.routerKey().text(), Duration.ofSeconds(3));

        assertTrue(handshake.at().isEmpty());
        assertTrue(handshake.endpoint().isEmpty());
        assertEquals(3, handshake.waitedSeconds());
    }

    /** Promise 11. */
    @Test
    void touchesNoForeignTable() throws IOException {
        prepared();
        shell("nft add table inet theirs; echo made");

        admit(relay, BARN);

        assertEquals(List.of("inet theirs"), relay.look().foreignTables());
    }

    @Test
    void takesARelayOfAnEarlierProgramOver() throws IOException {
        var key = anEarlierRelay();
        var facts = relay.look();
        assertTrue(facts.interfaceUp(), facts::toString);

        prepare(relay);
        relay.confirm();

        var after = relay.look();
        assertInstanceOf(Finding.Satisfied.class, new PrepareRelay(SETUP).check(after), after::toString);
        assertEquals(key, after.publicKey().orElseThrow(), "viewers keep their pages");
        assertEquals(List.of(BARN), after.sites());
        assertEquals(Set.of("10.77.0.16/28"), after.peers().get(BARN.routerKey().text()));
        assertEquals("", shell("wg show interfaces; echo").strip(), "nothing of ours is left in the host");
        assertEquals("disabled", shell("systemctl is-enabled wg-quick@outpost0").strip());
    }

    @Test
    void theEarlierRelayComesBackWhenNobodyConfirms() throws IOException {
        anEarlierRelay();
        prepare(relay);

        await().until(() -> relay.look().rolledBack().isPresent());

        var facts = relay.look();
        assertTrue(facts.interfaceUp(), facts::toString);
        assertEquals("outpost0", shell("wg show interfaces").strip(), "where it was");
        assertEquals(Set.of("10.77.0.16/28"), facts.peers().get(BARN.routerKey().text()));
        assertEquals("", facts.setup());
        assertEquals("enabled", shell("systemctl is-enabled wg-quick@outpost0").strip());
    }

    @Test
    void waitsForDpkgsLock() throws IOException {
        server.installsForItself(Duration.ofSeconds(60));

        prepared();

        assertTrue(relay.look().interfaceUp());
    }

    @Test
    void saysWhoHoldsDpkgsLockForTooLong() throws IOException {
        server.installsForItself(Duration.ofMinutes(30));

        var problem = assertThrows(ProblemException.class, this::prepared).problem();

        assertEquals(ProblemCode.RELAY_PACKAGES, problem.code());
        assertTrue(problem.what().contains("unattended-upgr"), problem::what);
        assertTrue(relay.look().armedBy().isEmpty(), "nothing was begun");
    }

    /** To apt both look alike: it knows no such package. What it said while it fetched its lists tells them apart. */
    @ParameterizedTest
    @CsvSource({
        "true, its package source does not answer, W: Failed to fetch http://mirror.example.net/",
        "false, its list of sources lacks, E: Unable to locate package",
    })
    void saysWhyThereAreNoPackages(boolean isAway, String because, String words) {
        server.losesMirror(isAway);

        var problem = assertThrows(ProblemException.class, this::prepared).problem();

        assertEquals(ProblemCode.RELAY_PACKAGES, problem.code());
        assertTrue(problem.because().startsWith(because), problem::because);
        assertTrue(problem.what().contains(words), problem::what);
    }

    /** As a program before this one made it: wg-quick in the host. */
    private String anEarlierRelay() throws IOException {
        shell("apt-get update; apt-get install nftables wireguard-tools; echo");
        shell("umask 077; mkdir -p /etc/outpost/sites /etc/wireguard; wg genkey >/etc/wireguard/outpost0.key; echo");
        server.machine().files().put("/etc/outpost/outpost.nft", "table inet outpost {\n}\n");
        server.machine().files().put("/etc/outpost/sites/barn-north", BARN.text());
        server.machine()
                .files()
                .put(
                        "/etc/wireguard/outpost0.conf",
                        """
                [Interface]
                Address = 10.77.0.1/16
                ListenPort = 51820
                PostUp = wg set %%i private-key /etc/wireguard/%%i.key
                PostUp = nft -f /etc/outpost/outpost.nft
                PostDown = nft delete table inet outpost

                [Peer]
                PublicKey = %s
                AllowedIPs = 10.77.0.16/28
                """.formatted(BARN.routerKey().text()),
                        0600);
        shell("systemctl enable wg-quick@outpost0; systemctl start wg-quick@outpost0; echo");
        return shell("wg pubkey </etc/wireguard/outpost0.key").strip();
    }

    private static void prepare(Relay relay) throws IOException {
        var facts = relay.look();
        relay.prepare("", missing(new PrepareRelay(SETUP).check(facts)), facts);
    }

    private static void carry(Relay relay, SiteOnRelay site, RelayFacts facts) throws IOException {
        relay.carry(site.site(), missing(new AdmitToRelay(site).check(facts)), facts);
    }

    private static List<RelayChange> missing(Finding finding) {
        return assertInstanceOf(Finding.Needed.class, finding).changes().stream()
                .map(RelayChange.class::cast)
                .toList();
    }

    private void prepared() throws IOException {
        prepare(relay);
        relay.confirm();
    }

    private static void admit(Relay relay, SiteOnRelay site) throws IOException {
        carry(relay, site, relay.look());
        relay.confirm();
    }

    private Relay relay(String run, String deadRun) {
        return new Relay(this::answers, SETUP, run, deadRun);
    }

    private List<Answer> answers(Batch batch, Duration patience) throws IOException {
        var framing = new Framing(batch);
        return framing.parse(exec(framing.commandLine(), framing.stdin()));
    }

    private String shell(String line) throws IOException {
        return new String(exec(line, new byte[0]), StandardCharsets.UTF_8);
    }

    private byte[] exec(String line, byte[] stdin) throws IOException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        try {
            server.machine().exec(line, Map.of(), new ByteArrayInputStream(stdin), out, err);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        if (out.size() == 0) {
            throw new IOException("it printed nothing: " + err.toString(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    /** All but the guard's own watcher, which acts where nobody confirms. */
    @Test
    void whatWaitsThereAsksWhetherAnybodyHears() throws Exception {
        try (var scripts = Files.list(Path.of("src/main/resources/dev/outpost/relay"))) {
            var waiting = scripts.filter(file -> file.toString().endsWith(".sh") && !file.endsWith("watch.sh"))
                    .filter(file -> text(file).contains("sleep "))
                    .toList();
            assertEquals(3, waiting.size(), waiting::toString);
            waiting.forEach(file -> assertTrue(text(file).contains(" heard\n"), file::toString));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
