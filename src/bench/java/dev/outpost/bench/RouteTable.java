package dev.outpost.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The laptop's {@code proc/net/route} and {@code proc/net/if_inet6}: a cable to the router, a phone's hotspot for the rest. */
final class RouteTable {
    private static final String HEAD =
            "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n";

    private RouteTable() {}

    /**
     * Writes it.
     *
     * @param stolen whether the default route leads into the router
     */
    static void write(Path laptop, boolean stolen) throws IOException {
        var net = Files.createDirectories(laptop.resolve("proc/net"));
        var inward = row("eth0", "00000000", "0101A8C0", 3, 100, "00000000");
        var outward = row("wlan0", "00000000", "012BA8C0", 3, 600, "00000000");
        Files.writeString(
                net.resolve("route"),
                HEAD
                        + (stolen ? inward + outward : outward)
                        + row("eth0", "0001A8C0", "00000000", 1, 100, "00FFFFFF")
                        + row("wlan0", "002BA8C0", "00000000", 1, 600, "00FFFFFF"));
        Files.writeString(net.resolve("if_inet6"), """
                fe80000000000000020000fffe000001 02 40 20 80     eth0
                00000000000000000000000000000001 01 80 10 80       lo
                """);
    }

    /** Addresses are hexadecimal, least significant byte first; flags 1 up, 2 by a gateway. */
    private static String row(String device, String to, String gateway, int flags, int metric, String mask) {
        return "%s\t%s\t%s\t%04X\t0\t0\t%d\t%s\t0\t0\t0\n".formatted(device, to, gateway, flags, metric, mask);
    }
}
