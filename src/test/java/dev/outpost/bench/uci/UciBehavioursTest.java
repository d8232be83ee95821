package dev.outpost.bench.uci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.bench.busybox.BusyBox;
import dev.outpost.bench.host.Machine;
import dev.outpost.bench.host.Outcome;
import dev.outpost.bench.host.SimClock;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The recorded surprises of uci, facts/behaviours.md#1, #2, #4 to #11 and #14 to #18, each by its number; 3 needs a flash and is UciOnFullFlashTest's. */
class UciBehavioursTest {
    private static final Outcome SILENCE = new Outcome(0, "", "");

    private final Machine machine = new Machine("OpenWrt", new SimClock(10, Instant.parse("2026-01-01T00:00:00Z")));

    @BeforeEach
    void config() {
        BusyBox.installOpenWrt(machine);
        Uci.installOn(machine);
        machine.files().put("/etc/config/network", """
                config interface 'lan'
                \toption proto 'static'
                \toption ipaddr '192.168.1.1'
                \toption netmask '255.255.255.0'
                \tlist dns '9.9.9.9'
                """);
        machine.files().put("/etc/config/firewall", "config zone\n\toption name 'lan'\n");
    }

    private Outcome run(String line) throws InterruptedException {
        return machine.run(line);
    }

    private String out(String line) throws InterruptedException {
        return run(line).out();
    }

    @Test
    void batchExitsZeroAndGoesOnBehindAFailedLine_1() throws Exception {
        var batch = machine.run("uci batch", "set network.nosuch.proto=dhcp\nset network.lan.mtu=1400\n");

        assertEquals(new Outcome(0, "", "uci: Invalid argument\n"), batch);
        assertEquals("1400\n", out("uci get network.lan.mtu"));
    }

    @Test
    void openQuoteSwallowsEveryFollowingLineOfABatch_2() throws Exception {
        var batch = machine.run("uci batch", "set network.lan.a='open\nset network.lan.b=1\nset network.lan.c=2\n");

        assertEquals(0, batch.status());
        assertFalse(run("uci get network.lan.b").succeeded());
        assertFalse(run("uci get network.lan.c").succeeded());
    }

    @Test
    void whatIsStagedIsThereForEveryReaderAndForEveryCommit_4() throws Exception {
        run("uci set network.lan.mtu=1400");

        assertEquals("1400\n", out("uci get network.lan.mtu"));
        assertFalse(machine.files().text("/etc/config/network").contains("1400"));

        run("uci commit");
        assertTrue(machine.files().text("/etc/config/network").contains("1400"));
    }

    @Test
    void aSectionMustBeMadeBeforeItsOptions_5() throws Exception {
        assertEquals(new Outcome(1, "", "uci: Invalid argument\n"), run("uci set network.wan.proto=dhcp"));
        assertEquals(SILENCE, run("uci set network.wan=interface; uci set network.wan.proto=dhcp"));
    }

    @Test
    void anEmptyValueDeletes_6() throws Exception {
        assertEquals(SILENCE, run("uci set network.lan.netmask="));
        assertEquals(SILENCE, run("uci set network.lan.neverthere="));
        assertFalse(run("uci get network.lan.netmask").succeeded());
    }

    @Test
    void dashesAreRefusedInNamesAndTakenInTypes_7() throws Exception {
        assertEquals(
                "uci: Invalid argument\n",
                run("uci set network.my-lan=interface").err());
        assertEquals(
                "uci: Parse error\n", run("uci set network.lan.my-option=1").err());
        assertEquals(SILENCE, run("uci set network.x=my-type"));
        assertEquals(SILENCE, run("uci set network.lan.note=Grüße"));
        assertFalse(run("uci set network.grüße=interface").succeeded());
        assertEquals(
                "uci: Parse error\n",
                run("uci set network.lan.note=$(printf 'a\\001b')").err());
    }

    @Test
    void aValueOfTwoLinesComesBackAsTwoLines_8() throws Exception {
        run("uci set network.lan.note=\"$(printf 'one\\ntwo')\"; uci commit network");

        assertEquals("one\ntwo\n", out("uci get network.lan.note"));
        assertTrue(out("uci show network").contains("network.lan.note='one\ntwo'\n"));
        assertTrue(machine.files().text("/etc/config/network").contains("option note 'one\ntwo'\n"));
    }

    @Test
    void getJoinsAListByBlanksAndQuotesOnlyEntriesThatHoldOne_9() throws Exception {
        run("uci delete network.lan.dns; uci add_list network.lan.dns='a b'; uci add_list network.lan.dns=c");

        assertEquals("'a b' c\n", out("uci get network.lan.dns"));
        assertEquals("network.lan.dns='a b' 'c'\n", out("uci show network.lan.dns"));
    }

    @Test
    void deletingTheLastEntryLeavesAnEmptyOption_10() throws Exception {
        assertEquals(SILENCE, run("uci del_list network.lan.dns=9.9.9.9"));
        assertEquals(new Outcome(0, "\n", ""), run("uci get network.lan.dns"));
        assertEquals("network.lan.dns=\n", out("uci show network.lan.dns"));
        assertEquals(SILENCE, run("uci del_list network.lan.dns=absent"));
        run("uci add_list network.lan.dns=x; uci add_list network.lan.dns=x; uci add_list network.lan.proto=y");
        assertEquals("x x\n", out("uci get network.lan.dns"));
        assertEquals("static y\n", out("uci get network.lan.proto"));
    }

    @Test
    void setMakesAListAScalar_11() throws Exception {
        run("uci add_list network.lan.dns=8.8.8.8; uci set network.lan.dns=1.1.1.1; uci commit network");

        assertTrue(machine.files().text("/etc/config/network").contains("\toption dns '1.1.1.1'\n"));
    }

    @Test
    void exitStatusesAreOneThreeZeroAnd255_14() throws Exception {
        assertEquals(1, run("uci get network.nosuch").status());
        assertEquals(3, run("uci add nosuch interface").status());
        assertEquals(255, run("uci frobnicate").status());
        assertEquals(0, run("uci").status());
        assertEquals(SILENCE, run("uci get network"));
    }

    @Test
    void showWithoutAPackageGoesOnPastABrokenFile_15() throws Exception {
        machine.files().put("/etc/config/broken", "config interface 'x\n\toption\n");

        var all = run("uci show");

        assertEquals(0, all.status());
        assertTrue(all.out().contains("network.lan=interface\n"), all.out());
        assertTrue(all.err().contains("uci: Parse error"), all.err());
        assertEquals(0, run("uci commit").status());
    }

    @Test
    void commitKnowsWhatWasStagedWithT_16() throws Exception {
        run("mkdir -p /tmp/t; uci -t /tmp/t set network.lan.b=1; uci -t /tmp/t commit network");

        assertTrue(machine.files().text("/etc/config/network").contains("option b '1'"));
    }

    @Test
    void aNewPackageNeedsItsFileFirst_17() throws Exception {
        assertEquals(new Outcome(1, "", "uci: Entry not found\n"), run("uci set outpost.site=site"));
        assertEquals(SILENCE, run("touch /etc/config/outpost; uci set outpost.site=site"));
    }

    @Test
    void anonymousSectionsHaveTwoNamesAndAddedTwiceAreTwo_18() throws Exception {
        var name = out("uci add firewall redirect").strip();
        run("uci add firewall redirect; uci set firewall.mine=redirect; uci set firewall.mine=redirect");

        assertTrue(name.matches("cfg[0-9a-f]{6}"), name);
        assertTrue(out("uci show firewall.@redirect[0]").startsWith("firewall." + name + "=redirect"));
        assertTrue(out("uci show firewall").contains("firewall.@redirect[0]=redirect\n"));
        assertEquals("3\n", out("uci show firewall | grep -c =redirect"));
    }
}
