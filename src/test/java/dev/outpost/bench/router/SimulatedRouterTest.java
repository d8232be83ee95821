package dev.outpost.bench.router;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.outpost.bench.host.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SimulatedRouterTest {
    private static final RouterBench BENCH = new RouterBench();

    @BeforeAll
    static void boot() throws Exception {
        BENCH.start();
    }

    @AfterAll
    static void off() throws Exception {
        BENCH.close();
    }

    private static Outcome run(String line) throws InterruptedException {
        return BENCH.router().machine().run(line);
    }

    @Test
    void hasALanAndNoWan() throws Exception {
        var lan = run("ifstatus lan | jsonfilter -e @.up -e \"@['ipv4-address'][0].address\"");

        assertEquals("true\n192.168.1.1\n", lan.out(), lan.err());
        assertEquals("Interface wan not found\n", run("ifstatus wan").out());
    }

    @Test
    void exitsAsUbusDoes_27() throws Exception {
        assertEquals(4, run("ubus call nosuch x").status());
        assertEquals(253, run("ubus call network.interface.lan nosuch").status());
        assertEquals(254, run("ubus call service delete '{}'").status());
        assertEquals(244, run("ubus call network.interface status '{broken'").status());
    }

    @Test
    void saysAndExitsZeroForAnInterfaceThatIsNotThere_22() throws Exception {
        assertEquals("Interface nosuch not found\n", run("ifup nosuch").out());
        assertEquals(0, run("ifup nosuch").status());
        assertEquals(1, run("ifstatus nosuch").status());
    }

    @Test
    void lacksCommandsThatOpenWrtLacks_47() throws Exception {
        for (var command :
                "timeout nohup base64 stat od xxd hostname stty diff realpath curl ss lsusb sudo bash".split(" ")) {
            assertEquals(127, run(command + " x").status(), command);
        }
    }

    @Test
    void startsWithoutFirewallRulesForTheTunnel() throws Exception {
        assertEquals("Ruleset passes nftables check.\n", run("fw4 check").out());
        assertEquals("table inet fw4\n", run("nft list tables").out());
    }
}
