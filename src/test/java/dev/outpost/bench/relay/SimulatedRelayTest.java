package dev.outpost.bench.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.host.Outcome;
import dev.outpost.bench.host.SimClock;
import dev.outpost.bench.net.VirtualNetwork;
import dev.outpost.bench.net.WireguardKeys;
import dev.outpost.bench.ssh.HostKeys;
import dev.outpost.net.Ipv4;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulatedRelayTest {

    private static final KeyPair HOST_KEY = HostKeys.generate();
    private static final String INSTALL = "apt-get -q update && apt-get -y -q install wireguard-tools nftables";
    private static final String CONF = """
            [Interface]
            Address = 10.77.0.1/16
            ListenPort = 51820
            PostUp = wg set %i private-key /etc/wireguard/%i.key
            PostUp = nft -f /etc/outpost.nft
            PostDown = nft delete table inet outpost
            """;

    private final VirtualNetwork net = VirtualNetwork.scaled(1_000);
    private final SimulatedRelay relay;

    SimulatedRelayTest() throws IOException {
        relay = new SimulatedRelay(
                "vps1",
                Ipv4.of("203.0.113.10"),
                new SimClock(1_000, Instant.parse("2026-11-22T21:00:00Z")),
                net,
                HOST_KEY);
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
    }

    @Test
    void isADebianWithoutWireguard() throws InterruptedException {
        assertEquals(
                "debian 12\n", run(". /etc/os-release; echo $ID $VERSION_ID").out());
        assertEquals(127, run("wg show").status());
        assertEquals(1, run("dpkg-query -W wireguard-tools").status());
    }

    @Test
    void installsOnlyAfterTheListsWereFetched() throws InterruptedException {
        var early = run("apt-get -y install nftables");

        assertEquals(100, early.status());
        assertEquals("E: Unable to locate package nftables\n", early.err());
        assertEquals(0, run(INSTALL).status());
        assertEquals(
                "nftables install ok installed\n",
                run("dpkg-query -W -f '${Package} ${Status}\\n' nftables").out());
    }

    @Test
    void makesKeysThatBelongTogether() throws InterruptedException {
        run(INSTALL);

        var pair =
                run("key=$(wg genkey); echo $key; echo $key | wg pubkey").out().split("\n");

        assertEquals(WireguardKeys.publicOf(pair[0]), pair[1]);
    }

    @Test
    void bringsAnInterfaceUpWithItsHooks() throws InterruptedException {
        prepared("table inet outpost {\n}\n");

        var up = run("wg-quick up outpost0");

        assertEquals(0, up.status(), up.err());
        assertTrue(up.err().startsWith("[#] ip link add outpost0 type wireguard\n"), up.err());
        assertEquals("table inet outpost\n", run("nft list tables").out());
        assertEquals(
                run("wg pubkey </etc/wireguard/outpost0.key").out(),
                run("wg show outpost0 public-key").out());
        assertTrue(run("ss -H -lnu").out().contains(":51820"));
    }

    @Test
    void takesTheInterfaceDownWhenAHookFails() throws InterruptedException {
        prepared("table inet outpost { chain c { ip saddr @nobody accept; } }\n");

        var up = run("wg-quick up outpost0");

        assertEquals(1, up.status());
        assertTrue(up.err().endsWith("[#] ip link del outpost0\n"), up.err());
        assertEquals(1, run("wg show outpost0 public-key").status());
    }

    @Test
    void startsAgainAfterARestartWhatIsEnabled() throws IOException, InterruptedException {
        prepared("table inet outpost {\n}\n");
        var enabled = run("systemctl enable --now wg-quick@outpost0");
        assertEquals(0, enabled.status(), enabled.err());

        relay.reboot();

        assertEquals("active\n", run("systemctl is-active wg-quick@outpost0").out());
        assertEquals("outpost0\n", run("wg show interfaces").out());
    }

    @Test
    void leavesTheTunnelAndTheTableOfSomebodyElse() throws InterruptedException {
        prepared("table inet outpost {\n}\n");
        run(
                "printf '[Interface]\\nAddress = 10.9.0.1/24\\nListenPort = 51821\\n' >/etc/wireguard/wg0.conf; wg-quick up wg0");
        run("nft add table ip theirs");

        run("wg-quick up outpost0 && wg-quick down outpost0");

        assertEquals("wg0\n", run("wg show interfaces").out());
        assertEquals("table ip theirs\n", run("nft list tables").out());
    }

    @Test
    void failsAUnitWhoseCommandFails() throws InterruptedException {
        prepared("nonsense\n");

        var started = run("systemctl start wg-quick@outpost0");

        assertEquals(1, started.status());
        assertTrue(started.err().startsWith("Job for wg-quick@outpost0.service failed"), started.err());
        assertEquals("failed\n", run("systemctl is-active wg-quick@outpost0").out());
    }

    @Test
    void syncconfClearsAKeyThatItIsNotGiven() throws InterruptedException {
        prepared("table inet outpost {\n}\n");
        run("wg-quick up outpost0");

        run("wg-quick strip outpost0 >/tmp/stripped; wg syncconf outpost0 /tmp/stripped");

        assertEquals("(none)\n", run("wg show outpost0 public-key").out());
    }

    @Test
    void refusesAFileThatOnlyWgQuickUnderstands() throws InterruptedException {
        prepared("table inet outpost {\n}\n");
        run("wg-quick up outpost0");

        var refused = run("wg setconf outpost0 /etc/wireguard/outpost0.conf");

        assertEquals(1, refused.status());
        assertEquals("Line unrecognized: `address=10.77.0.1/16'\nConfiguration parsing error\n", refused.err());
    }

    private void prepared(String table) throws InterruptedException {
        run(INSTALL);
        relay.machine().files().put("/etc/outpost.nft", table);
        relay.machine().files().put("/etc/wireguard/outpost0.conf", CONF, 0600);
        run("wg genkey >/etc/wireguard/outpost0.key");
    }

    private Outcome run(String command) throws InterruptedException {
        return relay.machine().run(command);
    }
}
