package dev.outpost.bench.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.net.Flow;
import dev.outpost.bench.net.Protocol;
import dev.outpost.bench.net.Verdict;
import dev.outpost.net.Ipv4;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** facts/behaviours.md#4 and #29 to #33 of the firewall, on the router that the demo has. */
class FirewallBehavioursTest {
    private static final RouterBench BENCH = new RouterBench();
    private static final String ZONE =
            "uci set firewall.wg=zone; uci set firewall.wg.name=wg; uci set firewall.wg.%s=wg0; "
                    + "uci set firewall.wg.input=ACCEPT; uci set firewall.wg.output=ACCEPT; uci set firewall.wg.forward=REJECT; "
                    + "uci set firewall.cam=redirect; uci set firewall.cam.name=cam; uci set firewall.cam.src=wg; "
                    + "uci set firewall.cam.proto=tcp; uci set firewall.cam.src_dport=8554; uci set firewall.cam.dest=lan; "
                    + "uci set firewall.cam.dest_ip=192.168.1.64; uci set firewall.cam.dest_port=554; "
                    + "uci set firewall.cam.target=DNAT; ";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void boot() throws Exception {
        BENCH.start().withPackages(folder);
        BENCH.run(
                "cp /etc/config/firewall /tmp/firewall; cp /etc/config/network /tmp/network; "
                        + "cd /tmp/p; opkg install kmod-crypto* kmod-udp* kmod-wireguard* wireguard*; /etc/init.d/network restart");
        BENCH.await("ubus call network.interface.lan status | jsonfilter -e @.up", "true\n");
    }

    @AfterEach
    void asBefore() throws Exception {
        BENCH.run("uci revert firewall; uci revert network; cp /tmp/firewall /etc/config/firewall; "
                + "cp /tmp/network /etc/config/network; ubus call network reload; fw4 -q reload");
    }

    @AfterAll
    static void off() throws Exception {
        BENCH.close();
    }

    @Test
    void printShowsWhatIsOnlyStaged_4() throws Exception {
        BENCH.run(ZONE.formatted("device"));

        assertTrue(BENCH.run("fw4 -q print").out().contains("dnat 192.168.1.64:554"));
        assertFalse(BENCH.run("grep -q cam /etc/config/firewall").succeeded());
    }

    @Test
    void checkIsContentAlthoughARedirectWasSkipped_29() throws Exception {
        for (var wrong : new String[] {"dest_ip=192.168.1.999", "dest_port=99999", "src=vpn", "target=FORWARD"}) {
            BENCH.run("uci revert firewall; " + ZONE.formatted("device"));

            var check = BENCH.run("uci set firewall.cam." + wrong + "; fw4 check");

            assertEquals(0, check.status(), wrong);
            assertEquals("Ruleset passes nftables check.\n", check.out(), wrong);
            assertTrue(
                    check.err().endsWith("[!] Section cam (cam) skipped due to invalid options\n"),
                    wrong + ": " + check.err());
        }
    }

    @Test
    void onlyWhatNftRefusesFailsTheCheck_29() throws Exception {
        var twice = BENCH.run(
                ZONE.formatted("device")
                        + "uci set firewall.wg2=zone; uci set firewall.wg2.name=wg; uci set firewall.wg2.input=DROP; fw4 check");

        assertEquals(1, twice.status());
        assertTrue(twice.err().contains("Error: redefinition of symbol 'wg_devices'"), twice.err());
    }

    @Test
    void reloadExitsZeroWithABrokenRulesetAndTheOldOneStays_30() throws Exception {
        var before = BENCH.run("nft list ruleset").out();

        var reload = BENCH.run(ZONE.formatted("device") + "uci set firewall.wg2=zone; uci set firewall.wg2.name=wg; "
                + "uci set firewall.wg2.input=DROP; uci commit firewall; fw4 reload; echo rc=$?");

        assertEquals("rc=0\n", reload.out());
        assertTrue(reload.err().contains("Error"), reload.err());
        assertEquals(before, BENCH.run("nft list ruleset").out());
    }

    @Test
    void zoneByANetworkThatIsDownLeadsNobodyToItsRules_31() throws Exception {
        BENCH.run(ZONE.formatted("network") + "uci commit firewall; fw4 -q reload");

        var rules = BENCH.run("nft list ruleset").out();
        assertTrue(rules.contains("192.168.1.64:554"), rules);
        assertFalse(rules.contains("jump dstnat_wg"), rules);
    }

    @Test
    void zoneByADeviceJumpsToItsRulesWhetherItIsThereOrNot_31() throws Exception {
        BENCH.run(ZONE.formatted("device") + "uci commit firewall; fw4 -q reload");

        assertTrue(BENCH.run("nft list ruleset").out().contains("iifname \"wg0\" jump dstnat_wg"));
    }

    @Test
    void firewallReloadsByItselfWhenTheNetworkOfAZoneComesUp_31() throws Exception {
        BENCH.run(ZONE.formatted("network") + "uci commit firewall; fw4 -q reload; uci set network.wg0=interface; "
                + "uci set network.wg0.proto=wireguard; "
                + "uci set network.wg0.private_key=kJ3Rk0lRk2Zq3m9ZQ0b4mYtq5r2oQ0n2cQX1w8b1e2E=; "
                + "uci add_list network.wg0.addresses=10.0.0.2/24; uci commit network; ubus call network reload");

        BENCH.await("nft list ruleset | grep -c 'jump dstnat_wg'", "1\n");
    }

    @Test
    void redirectWithoutAnAddressIsOneToTheRouterItself_32() throws Exception {
        var print = BENCH.run(ZONE.formatted("device") + "uci delete firewall.cam.dest_ip; fw4 -q print");

        assertTrue(print.out().contains("redirect to 554"), print.out());
        assertEquals("", print.err());
    }

    /** No section of type forwarding between the two zones. */
    @Test
    void theRedirectAloneLetsTheViewerThrough_33() throws Exception {
        BENCH.run(ZONE.formatted("device") + "uci commit firewall; fw4 -q reload");

        var verdict = BENCH.router()
                .arrives("wg0", new Flow(Protocol.TCP, Ipv4.of("10.0.0.1"), Ipv4.of("192.168.1.1"), 8554));

        assertTrue(verdict instanceof Verdict.Forward, String.valueOf(verdict));
    }
}
