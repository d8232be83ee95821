package dev.outpost.bench.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Behaviours of procd, the bus, opkg's feeds and the shell that are nobody else's. */
class ServicesTest {
    private static final RouterBench BENCH = new RouterBench();

    @BeforeAll
    static void boot() throws Exception {
        BENCH.start();
    }

    @AfterAll
    static void off() throws Exception {
        BENCH.close();
    }

    @Test
    void committingReloadsNothingAndReloadConfigActsASecondLater_19() throws Exception {
        BENCH.run("uci set firewall.late=rule; uci set firewall.late.name=late; uci set firewall.late.src=wan; "
                + "uci set firewall.late.dest_port=4711; uci set firewall.late.proto=udp; "
                + "uci set firewall.late.target=ACCEPT; uci commit firewall; sleep 5");
        assertFalse(BENCH.run("nft list ruleset | grep -q 4711").succeeded());

        var atOnce = BENCH.run("reload_config; nft list ruleset | grep -c 4711");

        assertEquals("0\n", atOnce.out());
        BENCH.await("nft list ruleset | grep -c 4711", "1\n");
    }

    @Test
    void anActionThatAnInitScriptHasNotExitsZero_22() throws Exception {
        assertEquals(0, BENCH.run("/etc/init.d/network nosuchaction").status());
    }

    /** The bench's image is a minimal one: who counts on rpcd's apply and rollback finds nobody there. */
    @Test
    void thereIsNoRpcdToRollBack_24_25_26() throws Exception {
        assertEquals(
                "Command failed: Not found\n",
                BENCH.run("ubus call uci apply '{}'").err());
        assertEquals(4, BENCH.run("ubus call session create '{}'").status());
    }

    @Test
    void statusOfOpkgUpdateIsTheNumberOfFeedsThatFailed_36() throws Exception {
        assertEquals(5, BENCH.run("opkg update").status());
        assertTrue(BENCH.run("rm -f /etc/opkg/distfeeds.conf; opkg update").succeeded());
    }

    @Test
    void passwdReadsTheNewWordTwiceWithoutATerminal_48() throws Exception {
        var set = BENCH.run("printf 'secret one\\nsecret one\\n' | passwd root; grep -c '^root:[$]' /etc/shadow");

        assertTrue(set.out().endsWith("1\n"), set.out() + set.err());
        assertEquals("/usr/sbin:/usr/bin:/sbin:/bin\n", BENCH.run("echo $PATH").out());
    }
}
