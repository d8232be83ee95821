package dev.outpost.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.shell.Answer;
import dev.outpost.step.Finding.Blocked;
import dev.outpost.step.Finding.Needed;
import dev.outpost.step.Finding.Satisfied;
import dev.outpost.step.ProblemCode;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoveLanTest {
    private static final String DHCP = """
            config dhcp 'lan'
            	option interface 'lan'
            	option start '100'
            	option limit '150'
            	option leasetime '12h'
            """;

    /** 23.05 and 24.10: an address and a netmask. */
    private static final String SCALAR = """
            config interface 'lan'
            	option device 'br-lan'
            	option proto 'static'
            	option ipaddr '192.168.1.1'
            	option netmask '255.255.255.0'
            	option ip6assign '60'
            """;

    /** 25.12: a list of addresses with their prefixes. */
    private static final String LIST = """
            config interface 'lan'
            	option device 'br-lan'
            	option proto 'static'
            	list ipaddr '192.168.1.1/24'
            	option ip6assign '60'
            """;

    @Test
    void writesAddressAndNetmaskWhereTheyAreTwoOptions() {
        var edits = edits(router(SCALAR), new MoveLan("192.168.37.1", 23, List.of()));

        assertEquals(
                List.of("set network.lan.ipaddr='192.168.37.1'", "set network.lan.netmask='255.255.254.0'"), edits);
    }

    /** facts/behaviours.md#11: a bare address set on the list of 25.12 makes a /32, and the LAN is gone. */
    @Test
    void keepsAListAListWithThePrefixInIt() {
        var edits = edits(router(LIST), new MoveLan("192.168.37.1", 24, List.of()));

        assertEquals(List.of("delete network.lan.ipaddr", "add_list network.lan.ipaddr='192.168.37.1/24'"), edits);
        assertTrue(edits.stream().noneMatch(line -> line.startsWith("set network.lan.ipaddr")));
    }

    @Test
    void asksForNothingWhereTheLanIsThere() {
        assertInstanceOf(Satisfied.class, new MoveLan("192.168.1.1", 24, List.of()).check(router(SCALAR)));
        assertInstanceOf(Satisfied.class, new MoveLan("192.168.1.1", 24, List.of()).check(router(LIST)));
    }

    @Test
    void keepsThePoolInsideASmallNetworkAndOffTheFixedAddresses() {
        var edits = edits(router(SCALAR), new MoveLan("192.168.37.1", 27, List.of("192.168.37.9")));

        assertEquals("set dhcp.lan.start='10'", edits.get(2));
        assertEquals("set dhcp.lan.limit='21'", edits.get(3));
    }

    @Test
    void leavesAPoolAloneThatFits() {
        assertEquals(new DhcpPool(100, 150), DhcpPool.in(16, List.of(1)));
        assertTrue(new DhcpPool(100, 150).fits(24));
        assertTrue(!new DhcpPool(100, 156).fits(24));
    }

    @Test
    void saysFromWhereToWhereInOneLine() {
        var needed = assertInstanceOf(Needed.class, new MoveLan("192.168.37.1", 24, List.of()).check(router(LIST)));

        assertEquals(
                List.of("router: LAN moves from 192.168.1.1/24 to 192.168.37.1/24"),
                needed.changes().stream().map(change -> change.describe()).toList());
    }

    @Test
    void doesNotInventALan() {
        var blocked = assertInstanceOf(
                Blocked.class,
                new MoveLan("192.168.37.1", 24, List.of())
                        .check(router("config interface 'home'\n\toption proto 'none'\n")));

        assertEquals(ProblemCode.LAN_NONE, blocked.problem().code());
    }

    private static List<String> edits(RouterFacts router, MoveLan step) {
        var needed = assertInstanceOf(Needed.class, step.check(router));
        var moves = assertInstanceOf(LanMoves.class, needed.changes().getFirst());
        return moves.sections().stream()
                .flatMap(section -> section.edits().stream())
                .toList();
    }

    private static RouterFacts router(String network) {
        return Look.read(List.of(
                new Answer("release", 0, "DISTRIB_ID='OpenWrt'\n", ""),
                new Answer("network", 0, network, ""),
                new Answer("dhcp", 0, DHCP, "")));
    }
}
