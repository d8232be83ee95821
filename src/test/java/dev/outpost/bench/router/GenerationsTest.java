package dev.outpost.bench.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each release on each board, as it leaves flashing. */
class GenerationsTest {
    static Stream<Arguments> all() {
        return Arrays.stream(Generation.values())
                .flatMap(generation -> Board.all().stream().map(board -> Arguments.of(board, generation)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void bootsAndSaysWhatItIs(Board board, Generation generation) throws Exception {
        try (var bench = new RouterBench(board, generation).start()) {
            assertEquals(
                    board.id() + "\n", bench.run("cat /tmp/sysinfo/board_name").out());
            assertEquals(generation.kernel() + "\n", bench.run("uname -r").out());
            assertEquals(
                    board.target() + " " + board.architecture() + " " + generation.release() + "\n",
                    bench.run(". /etc/openwrt_release; echo $DISTRIB_TARGET $DISTRIB_ARCH $DISTRIB_RELEASE")
                            .out());
            assertEquals(
                    "",
                    bench.run(
                                    "cat /etc/config/* /etc/board.json /usr/lib/os-release /tmp/sysinfo/* /lib/apk/db/installed "
                                            + "/etc/apk/*/* /etc/opkg/* /usr/lib/opkg/status 2>/dev/null | grep %")
                            .out());
            assertEquals(
                    "192.168.1.1\n",
                    bench.run("ubus call network.interface.lan status | jsonfilter -e '@[\"ipv4-address\"][0].address'")
                            .out());
            assertEquals(
                    board.wanPort().isPresent(),
                    bench.run("uci -q get network.wan.proto").succeeded());
        }
    }

    @ParameterizedTest
    @EnumSource(Generation.class)
    void hasTheFirewallDefaultOfItsRelease_28(Generation generation) throws Exception {
        try (var bench = new RouterBench(Board.MR3020_V3, generation).start()) {
            assertEquals(
                    generation == Generation.V25_12 ? "DROP\n" : "REJECT\n",
                    bench.run("uci get firewall.@zone[1].forward").out());
        }
    }

    /** facts/behaviours.md#11, and what the bench makes of it: the laptop is out. */
    @Test
    void settingTheListOfAddressesToABareOneTakesTheLanAway_11() throws Exception {
        try (var bench = new RouterBench(Board.MR3020_V3, Generation.V25_12).start()) {
            assertEquals(
                    "192.168.1.1/24\n", bench.run("uci get network.lan.ipaddr").out());

            bench.run("uci set network.lan.ipaddr=192.168.77.1; uci commit network; ubus call network reload");

            assertEquals(32, mask(bench));
            assertFalse(bench.router().forwarding.isLanReachable());
        }
    }

    @Test
    void theSameCommandKeepsThePrefixWhereThereIsANetmask_11() throws Exception {
        try (var bench = new RouterBench(Board.MR3020_V3, Generation.V24_10).start()) {
            bench.run("uci set network.lan.ipaddr=192.168.77.1; uci commit network; ubus call network reload");

            assertEquals(24, mask(bench));
            assertTrue(bench.router().forwarding.isLanReachable());
        }
    }

    private static int mask(RouterBench bench) throws InterruptedException {
        return Integer.parseInt(
                bench.run("ubus call network.interface.lan status | jsonfilter -e '@[\"ipv4-address\"][0].mask'")
                        .out()
                        .strip());
    }

    /** A wan without a cable is there, not up, and not complained of. */
    @Test
    void wanOfABoardWithAPortForItWaitsForACable() throws Exception {
        try (var bench = new RouterBench(Board.GL_MT1300, Generation.V24_10).start()) {
            var status = bench.run("ubus call network.interface.wan status").out();

            assertTrue(status.contains("\"up\": false"), status);
            assertTrue(status.contains("\"pending\": false"), status);
            assertTrue(status.contains("\"available\": true"), status);
            assertFalse(status.contains("errors"), status);
        }
    }

    @Test
    void namesAreUnderstood() {
        assertEquals(Generation.V25_12, Generation.named("25.12").orElseThrow());
        assertEquals(Generation.V24_10, Generation.named("24.10.8").orElseThrow());
        assertTrue(Generation.named("19.07").isEmpty());
        assertEquals(Board.MR3020_V3, Board.named("mr3020-v3").orElseThrow());
        assertEquals(Board.MR3020_V3, Board.named("tplink_tl-mr3020-v3").orElseThrow());
        assertEquals(Board.GL_MT1300, Board.named("gl-mt1300").orElseThrow());
        assertTrue(Board.named("toaster").isEmpty());
    }
}
