package dev.outpost.bench.router;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.outpost.bench.net.Flow;
import dev.outpost.bench.net.Protocol;
import dev.outpost.bench.net.Verdict;
import dev.outpost.net.Ipv4;
import dev.outpost.reach.AnswerCameras;
import dev.outpost.reach.IsolateCameras;
import dev.outpost.router.Look;
import dev.outpost.router.Looked;
import dev.outpost.router.RouterChange;
import dev.outpost.site.SecretSource;
import dev.outpost.site.Secrets;
import dev.outpost.site.SiteFiles;
import dev.outpost.site.WifiWish;
import dev.outpost.step.Finding;
import dev.outpost.uplink.WifiKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cameras reach by themselves, seen from their place: on the bench's packet filter, and on the kernel's own with the same rules. */
class CameraFenceIT {
    private static final RouterBench BENCH = new RouterBench(Board.GL_MT1300, Generation.V24_10);

    private static final String SITE = """
            site: barn
            router: {reach: 192.168.1.1}
            cameras:
              - {name: yard, address: 192.168.1.64, mac: '02:00:00:00:00:64'}
              - {name: cloud, address: 192.168.1.65, internet: true}
            """;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void fence() throws Exception {
        BENCH.start();
        BENCH.router().plugsWan(true);
        BENCH.await("ubus call network.interface.wan status | jsonfilter -e @.up", "true\n");
        assertEquals("Forward", verdict("192.168.1.64", "", Protocol.TCP, "198.51.100.80", 443), "open before");
        var site = SiteFiles.site(Files.writeString(folder.resolve("site.yaml"), SITE));
        var router = Looked.freshly("24.10").facts();
        var fence = (Finding.Needed) new IsolateCameras(site.cameras()).check(router);
        var back = new AnswerCameras(Map.of("yard", Ipv4.of("192.168.1.64")), Set.of("yard")).missing(router);
        var edits = Stream.concat(fence.changes().stream().map(RouterChange.class::cast), back.stream())
                .flatMap(change -> change.exactly().stream())
                .map(line -> line.replaceFirst("^uci ", "") + "\n")
                .collect(Collectors.joining());
        BENCH.router().machine().files().write("/tmp/edits", edits.getBytes(StandardCharsets.UTF_8));
        var said = BENCH.run("uci batch </tmp/edits; uci commit firewall; fw4 check && fw4 -q reload");
        assertEquals("Ruleset passes nftables check.\n", said.out(), said.err());
        assertEquals("", said.err());
    }

    @AfterAll
    static void off() throws Exception {
        BENCH.close();
    }

    private static String verdict(String from, String mac, Protocol protocol, String to, int port) {
        var flow = new Flow(protocol, Ipv4.of(from), Ipv4.of(to), port);
        Object verdict = BENCH.router().arrives("br-lan", mac.isEmpty() ? flow : flow.by(mac));
        var end = verdict instanceof Verdict.Ended(var how) ? how : verdict;
        return end.getClass().getSimpleName();
    }

    @ParameterizedTest(name = "{0} {1} {2} {3}:{4} => {5}")
    @CsvSource({
        "192.168.1.64, '', TCP, 198.51.100.80, 443, Refused",
        "192.168.1.64, '', UDP, 198.51.100.80, 123, Refused",
        "192.168.1.64, '', ICMP, 198.51.100.80, 0, Refused",
        "192.168.1.64, '', TCP, 192.168.1.1, 22, Refused",
        "192.168.1.64, '', TCP, 192.168.1.1, 80, Refused",
        "192.168.1.64, '', UDP, 192.168.1.1, 53, Refused",
        "192.168.1.64, '', UDP, 192.168.1.1, 67, Local",
        "192.168.1.64, '', UDP, 192.168.1.1, 123, Local",
        "192.168.1.99, 02:00:00:00:00:64, TCP, 198.51.100.80, 443, Refused",
        "192.168.1.99, 02:00:00:00:00:64, TCP, 192.168.1.1, 22, Refused",
        "192.168.1.99, 02:00:00:00:00:64, UDP, 192.168.1.1, 123, Local",
        "192.168.1.65, 02:00:00:00:00:65, TCP, 198.51.100.80, 443, Forward",
        "192.168.1.65, 02:00:00:00:00:65, UDP, 192.168.1.1, 53, Local",
        "192.168.1.65, 02:00:00:00:00:65, TCP, 192.168.1.1, 22, Refused",
        "192.168.1.99, 02:00:00:00:00:99, TCP, 192.168.1.1, 22, Local",
        "192.168.1.99, 02:00:00:00:00:99, TCP, 198.51.100.80, 443, Forward",
    })
    void holdsCamerasAndNobodyElse(String from, String mac, Protocol protocol, String to, int port, String expected) {
        assertEquals(expected, verdict(from, mac, protocol, to, port));
    }

    /** Through no argument list, whatever is in it; and what a look tells of it is a star. */
    @ParameterizedTest
    @ValueSource(strings = {"correct horse", "it's $(reboot) `x` \"q\" \\\\", "'; delete wireless; '", "--------"})
    void takesAnyPasswordAndLooksAtNone(String password) throws Exception {
        BENCH.run("printf \"config wifi-iface 'outpost_ap'\\n\\toption ssid 'cams'\\n\" >/etc/config/wireless");
        var keys = new WifiKeys(new Secrets(Map.of("WIFI", password), _ -> Optional.empty()));
        var wish = new WifiWish("cams", new SecretSource.Env("WIFI"), Optional.empty());
        var script = keys.giving("outpost_ap", wish);
        assertFalse(script.toString().contains(password), script::toString);

        var given = BENCH.run(script.render());

        assertEquals("", given.out() + given.err());
        assertEquals(
                password + "\n", BENCH.run("uci get wireless.outpost_ap.key").out());
        var looked = BENCH.run(Look.part("wireless").render()).out();
        assertTrue(looked.contains("option key '*'") && !looked.contains(password), looked);
        var router = Looked.freshly("24.10")
                .says("wireless", looked)
                .says("outpost", BENCH.run("uci export outpost").out())
                .facts();
        assertTrue(keys.step("outpost_ap", "outpost_ap", true, wish, router).isKnown(), "it is recognized");
        var other = new WifiKeys(new Secrets(Map.of("WIFI", "another one"), _ -> Optional.empty()));
        assertFalse(other.step("outpost_ap", "outpost_ap", true, wish, router).isKnown(), "another is not");
    }

    /** Two cameras without a gateway and a laptop on a bridge, somebody outside, and the same rules in the kernel. */
    @Test
    void holdsInTheKernelToo() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "namespaces need root");
        for (var program : List.of("nft", "ip", "unshare", "busybox")) {
            assumeTrue(
                    Stream.of("/usr/bin", "/usr/sbin", "/sbin", "/bin")
                            .anyMatch(bin -> Files.isExecutable(Path.of(bin, program))),
                    program + " is missing: apt-get install --no-install-recommends nftables iproute2 busybox-static");
        }
        Files.writeString(folder.resolve("rules.nft"), BENCH.run("fw4 -q print").out());
        var script = Files.writeString(folder.resolve("wires.sh"), """
                set -eu
                mount -t tmpfs none /run
                ip link set lo up
                ip link add br-lan type bridge
                ip addr add 192.168.1.1/24 dev br-lan
                ip link set br-lan up
                add() {
                    ip netns add "$1"
                    ip link add "$1" type veth peer name eth0 netns "$1"
                    [ -z "$4" ] || ip -n "$1" link set eth0 address "$4"
                    ip -n "$1" addr add "$2" dev eth0
                    ip -n "$1" link set eth0 up
                    ip link set "$1" $3 up
                }
                add yard 192.168.1.64/24 'master br-lan' 02:00:00:00:00:64
                add plain 192.168.1.66/24 'master br-lan' ''
                add laptop 192.168.1.100/24 'master br-lan' ''
                add wan 198.51.100.80/24 '' ''
                ip addr add 198.51.100.1/24 dev wan
                ip addr add 10.77.0.17/32 dev lo
                for who in yard laptop; do ip -n $who route add 198.51.100.0/24 via 192.168.1.1; done
                ip -n wan route add 192.168.1.0/24 via 198.51.100.1
                echo 1 >/proc/sys/net/ipv4/ip_forward
                busybox nc -ll -p 22 -e true &
                until busybox nc 127.0.0.1 22 </dev/null 2>/dev/null; do :; done
                reaches() {
                    if ip netns exec "$@" >/dev/null 2>&1; then echo yes; else echo no; fi
                }
                both() {
                    echo "$1 outside $(reaches "$1" busybox ping -c 1 -W 2 198.51.100.80) ssh $(reaches "$1" busybox nc -w 2 192.168.1.1 22)"
                }
                echo "open $(both yard)"
                nft -f rules.nft
                both yard
                both laptop
                for port in 53 67 123; do ip netns exec yard bash -c "echo >/dev/udp/192.168.1.1/$port"; done
                nft list chain inet fw4 input_lan | sed -n 's/.*packets \\([0-9]*\\) .*"!fw4: outpost cameras udp".*/udp \\1/p'
                for camera in 64 66; do
                    busybox ping -c 1 -W 1 -I 10.77.0.17 192.168.1.$camera >/dev/null && echo "$camera answers" || echo "$camera is deaf"
                done
                """);
        var process = new ProcessBuilder(
                        "unshare",
                        "--net",
                        "--mount",
                        "--pid",
                        "--fork",
                        "--kill-child",
                        "--mount-proc",
                        "sh",
                        script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(1, TimeUnit.MINUTES);

        assertEquals("""
                open yard outside yes ssh yes
                yard outside no ssh no
                laptop outside yes ssh yes
                udp 1
                64 answers
                66 is deaf
                """, said);
    }
}
