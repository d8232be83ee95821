package dev.outpost.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpost.schema.Schema;
import dev.outpost.text.Yaml;
import dev.outpost.text.YamlMap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code doctor --address} in network namespaces: coturn outside, nftables' own translation of each kind between. A line is asked twice: by a
 * computer that holds it, and by a laptop on the LAN of the router that holds it, over the router's dropbear.
 */
class AddressIT {
    private static final String ONE = "stun:203.0.113.5";
    private static final String TWO = "stun:203.0.113.6";

    private static final String PLUG = """
            ip addr flush dev line
            ip addr flush dev usb
            ip addr add "$2" dev "$1"
            ip route replace default via "$3" dev "$1" onlink
            """;

    private static final String OPENWRT = """
            uci set network.wan=interface
            uci set network.wan.proto=static
            uci set network.wan.device=eth0
            uci set network.wan.ipaddr="$1"
            uci set network.wan.gateway="$2"
            uci commit network
            /sbin/ifdown wan
            /sbin/ifup wan
            """;

    private static Field field;
    private static FreshRouter router;

    @BeforeAll
    static void aRouterOnALine() throws Exception {
        Field.isNeeded();
        for (var program : List.of("turnserver", "nft", "ss")) {
            assumeTrue(
                    Stream.of("/usr/bin", "/usr/sbin", "/sbin", "/bin")
                            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))),
                    program + " is missing: apt-get install --no-install-recommends coturn nftables iproute2");
        }
        field = Field.start();
        router = FreshRouter.on(field);
        field.shell(Lists.resource("/field/operator.sh"));
        for (var cable : List.of("line", "usb")) {
            router.takes(cable);
            Running.said(router.inNetwork("ip", "link", "set", cable, "up"));
        }
        inRouter(
                "echo 1 >/proc/sys/net/ipv4/ip_forward; nft 'add table ip nat; add chain ip nat out { type nat hook postrouting priority srcnat; };"
                        + " add rule ip nat out oifname != \"br-lan\" masquerade'");
        Running.said(field.onBench("ip", "route", "add", "default", "via", "192.168.1.1"));
    }

    @AfterAll
    static void nothingIsLeft() throws Exception {
        if (router != null) {
            router.close();
        }
        if (field != null) {
            field.close();
        }
    }

    /** {@code translation}: what nft's snat at the operator is told; "" keeps ports. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "carrier NAT that keeps ports, line, 100.64.0.2/16, 100.64.0.1, '', CarrierNat, endpoint-independent, true",
        "carrier NAT of any port, line, 100.64.0.2/16, 100.64.0.1, fully-random, CarrierNat, symmetric, true",
        "a second NAT, usb, 192.168.8.100/24, 192.168.8.1, '', BehindNat, endpoint-independent, true",
        "a public address, line, 203.0.113.7/32, 100.64.0.1, '', DynamicPublic, none, false"
    })
    void aComputerAndARouterSayTheSameOfALine(
            String name,
            String cable,
            String address,
            String gateway,
            String translation,
            String kind,
            String nat,
            boolean needsRelay)
            throws Exception {
        isOn(cable, address, gateway, translation);
        var ends = List.of(
                report(Running.end(router.inNetwork(doctor(ONE, TWO)))),
                report(Running.end(field.onBench(doctor(ONE, TWO, "--on-router", "192.168.1.1")))));

        assertEquals(
                List.of("this computer", "the router 192.168.1.1"),
                ends.stream().map(end -> end.string("from").orElseThrow()).toList());
        var outside = needsRelay ? "203.0.113.9" : "203.0.113.7";
        for (var end : ends) {
            var said = end.toString();
            assertEquals(kind, end.string("class").orElseThrow(), said);
            assertEquals(nat, end.map("nat").orElseThrow().string("kind").orElseThrow(), said);
            assertEquals(needsRelay, end.flag("needsRelay").orElseThrow(), said);
            assertEquals(
                    address.replaceFirst("/.*", ""), end.strings("addresses").getFirst(), said);
            assertEquals(List.of(outside, outside), seen(end), said);
        }
        for (var word : List.of("evidence", "verdict")) {
            assertEquals(ends.getFirst().string(word), ends.getLast().string(word), word);
        }
        assertEquals(
                nat.equals("symmetric"),
                !port(ends.getFirst(), 0).equals(port(ends.getFirst(), 1)),
                "what nft was told is what it did");
    }

    @Test
    void aPublicAddressIsSaidLoudlyFromARouterToo() throws Exception {
        isOn("line", "203.0.113.7/32", "100.64.0.1", "");

        var said = Running.end(field.onBench(words("--observer", ONE, "--on-router", "192.168.1.1")))
                .out();

        assertTrue(said.contains("THIS ADDRESS IS PUBLIC"), said);
        assertTrue(said.contains("you do not need a relay"), said);
    }

    /** A laptop behind that router has a line of its own: the router's LAN. */
    @Test
    void whoDoesNotAnswerLeavesTheRestAsItIs() throws Exception {
        isOn("line", "100.64.0.2/16", "100.64.0.1", "");

        var report = report(Running.end(field.onBench(doctor(ONE, "stun:203.0.113.99"))));

        assertEquals("BehindNat", report.string("class").orElseThrow());
        assertTrue(report.string("evidence").orElseThrow().contains("the box at 192.168.1.1"), report + "");
        assertEquals("unknown", report.map("nat").orElseThrow().string("kind").orElseThrow());
        assertEquals(List.of("203.0.113.9"), seen(report));
    }

    private static void isOn(String cable, String address, String gateway, String translation) throws Exception {
        field.shell(
                "ip netns exec op nft \"flush ruleset; add table ip nat; add chain ip nat out { type nat hook postrouting priority srcnat; };"
                        + " add rule ip nat out ip saddr 100.64.0.0/10 oifname to-out snat to 203.0.113.9 $1\"",
                translation);
        inRouter(PLUG, cable, address, gateway);
        var set = router.run("/bin/sh", "-c", "set -e\n" + OPENWRT, "sh", address, gateway);
        assertEquals(0, set.status(), set.out() + set.err());
    }

    private static void inRouter(String script, String... words) throws Exception {
        var command = new ArrayList<>(List.of("sh", "-c", "set -e\n" + script, "sh"));
        command.addAll(Arrays.asList(words));
        Running.said(router.inNetwork(command.toArray(String[]::new)));
    }

    private static YamlMap report(Ended ended) {
        assertEquals(List.of(), Schema.errors("address", ended.out()), ended.out() + ended.err());
        return Yaml.parse("report", ended.out()).map();
    }

    private static List<String> seen(YamlMap report) {
        return report.maps("observers").stream()
                .flatMap(each -> each.string("sees").stream())
                .toList();
    }

    private static String port(YamlMap report, int which) {
        return report.maps("observers").get(which).text("port").orElseThrow().value();
    }

    private static String[] doctor(String one, String other, String... more) {
        var words = new ArrayList<>(List.of("--observer", one, "--observer", other, "--format", "json"));
        words.addAll(Arrays.asList(more));
        return words(words.toArray(String[]::new));
    }

    private static String[] words(String... more) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.outpost.cli.Main",
                "doctor",
                "--address"));
        command.addAll(Arrays.asList(more));
        return command.toArray(String[]::new);
    }
}
