package dev.outpost.laptop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.outpost.net.Ipv4;
import dev.outpost.step.Problem;
import dev.outpost.step.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A laptop made of files: a cable in eth0, a hotspot behind wlan0, a HiLink stick as enx0. */
class WayOutTest {
    private static final String LAN = row("eth0", "0001A8C0", "00000000", 1, 100, "00FFFFFF");
    private static final String HOTSPOT = row("wlan0", "002BA8C0", "00000000", 1, 600, "00FFFFFF");
    private static final String BY_ROUTER = row("eth0", "00000000", "0101A8C0", 3, 100, "00000000");
    private static final String BY_HOTSPOT = row("wlan0", "00000000", "012BA8C0", 3, 600, "00000000");
    private static final String BY_STICK = row("enx0", "00000000", "0108A8C0", 3, 50, "00000000");

    @TempDir
    Path root = Path.of("");

    @Test
    void namesARouteThatTheRouterStole() throws IOException {
        routes(LAN, HOTSPOT, BY_ROUTER, BY_HOTSPOT);

        var problem = lost();

        assertEquals(ProblemCode.LAPTOP_DEFAULT_ROUTE, problem.code());
        assertEquals("sudo ip route del default via 192.168.1.1 dev eth0", problem.next());
        assertTrue(problem.because().contains("wlan0 has 600"), problem.because());
    }

    @Test
    void namesTheCommandOfTheSystemThatWouldPutTheRouteBack() throws IOException {
        routes(LAN, BY_ROUTER, BY_HOTSPOT);
        Files.createDirectories(root.resolve("run/NetworkManager"));

        assertEquals("nmcli device modify eth0 ipv4.never-default yes ipv6.never-default yes", lost().next());
    }

    @Test
    void namesARouteThatAStickStole() throws IOException {
        routes(LAN, BY_STICK, BY_HOTSPOT);
        var device = Files.createDirectories(root.resolve("sys/class/net/enx0/device"));
        Files.createSymbolicLink(device.resolve("driver"), Path.of("../../../bus/usb/drivers/cdc_ether"));

        var problem = lost();

        assertTrue(problem.what().contains("USB stick or phone (192.168.8.1 on enx0)"), problem.what());
        assertEquals("sudo ip route del default via 192.168.8.1 dev enx0", problem.next());
    }

    @Test
    void namesARouteOverTheRoutersCableWhereTheLaptopHasAnotherWay() throws IOException {
        routes(LAN, BY_ROUTER, BY_HOTSPOT);

        var problem = new WayOut(root).lost(Set.of("192.168.1.77")).orElseThrow();

        assertEquals("sudo ip route del default via 192.168.1.1 dev eth0", problem.next());
        assertTrue(problem.what().contains("over the router's cable"), problem.what());
        assertTrue(new WayOut(root).lost(Set.of("fe80::1%eth0")).isPresent());
        assertEquals(Optional.empty(), new WayOut(root).lost(Set.of("10.0.0.1")));
    }

    @Test
    void saysThatThereIsNoWayAtAll() throws IOException {
        routes(LAN);

        assertEquals(ProblemCode.LAPTOP_NO_ROUTE, lost().code());
    }

    @Test
    void blamesNoRouteThatIsAsItShouldBe() throws IOException {
        routes(LAN, HOTSPOT, BY_HOTSPOT);
        var way = new WayOut(root);

        assertEquals(Optional.empty(), way.lost(Set.of("192.168.1.1")));
        assertEquals(Optional.empty(), new WayOut(root.resolve("no-linux")).lost(Set.of("192.168.1.1")));
    }

    @Test
    void isStolenOnlyFromALaptopThatHasAnotherWay() throws IOException {
        routes(LAN, BY_ROUTER);
        assertEquals(Optional.empty(), new WayOut(root).stolen(Set.of("192.168.1.1")));

        routes(LAN, BY_ROUTER, BY_HOTSPOT);
        assertTrue(new WayOut(root).stolen(Set.of("192.168.1.1")).isPresent());
    }

    @Test
    void readsRoutersThatAdvertiseThemselves() throws IOException {
        Files.createDirectories(root.resolve("proc/net"));
        Files.writeString(root.resolve("proc/net/ipv6_route"), """
                00000000000000000000000000000000 00 00000000000000000000000000000000 00 fe8000000000000052d4f7fffe001122 00000064 00000001 00000000 00450003     eth0
                fe800000000000000000000000000000 40 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000001 00000000 00000001     eth0
                00000000000000000000000000000000 00 00000000000000000000000000000000 00 00000000000000000000000000000000 ffffffff 00000001 00000000 00200200       lo
                """);

        var route = DefaultRoute.ip6(root).getFirst();

        assertEquals(new DefaultRoute("eth0", "fe80::52d4:f7ff:fe00:1122", 100), route);
        assertEquals(1, DefaultRoute.ip6(root).size());
        assertEquals("sudo ip -6 route del default via fe80::52d4:f7ff:fe00:1122 dev eth0", route.cure(root));
    }

    @Test
    void knowsWhichInterfaceLeadsWhere() throws IOException {
        routes(LAN, HOTSPOT, BY_HOTSPOT, row("enx0", "0001A8C0", "00000000", 1, 50, "00FFFFFF"), "nonsense\n");
        var routes = Ip4Routes.in(root);

        assertEquals(List.of("eth0", "enx0"), routes.devicesOn(Ipv4.of("192.168.1.1")));
        assertEquals("enx0", routes.to(Ipv4.of("192.168.1.1")).orElseThrow().device(), "the lower metric");
        assertEquals("wlan0", routes.to(Ipv4.of("203.0.113.1")).orElseThrow().device());
    }

    private Problem lost() {
        return new WayOut(root).lost(Set.of("192.168.1.1")).orElseThrow();
    }

    private void routes(String... rows) throws IOException {
        Files.createDirectories(root.resolve("proc/net"));
        Files.writeString(
                root.resolve("proc/net/route"),
                "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
                        + String.join("", rows));
    }

    private static String row(String device, String to, String gateway, int flags, int metric, String mask) {
        return "%s\t%s\t%s\t%04X\t0\t0\t%d\t%s\t0\t0\t0\n".formatted(device, to, gateway, flags, metric, mask);
    }
}
