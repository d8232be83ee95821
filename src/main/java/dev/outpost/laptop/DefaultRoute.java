package dev.outpost.laptop;

import dev.outpost.net.LinkLocal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A way of the laptop to the internet.
 *
 * @param gateway IPv4, or IPv6 link-local without scope
 */
public record DefaultRoute(String device, String gateway, int metric) {
    /** Drivers of network cards that are a stick or a phone: whether there is internet behind, it alone knows. */
    private static final List<String> STICKS =
            List.of("rndis_host", "cdc_ether", "cdc_ncm", "huawei_cdc_ncm", "cdc_mbim", "qmi_wwan");

    private static final List<String> DIALLED = List.of("cdc_mbim", "qmi_wwan");

    /** Those over IPv4, the one in use first. */
    public static List<DefaultRoute> ip4(Path root) {
        return Ip4Routes.in(root).defaults().stream()
                .map(row -> new DefaultRoute(
                        row.device(), row.gateway().orElseThrow().toString(), row.metric()))
                .toList();
    }

    /**
     * Those over IPv6 with a link-local gateway, as router advertisements make them, from {@code proc/net/ipv6_route}: destination, its
     * prefix length, source, its prefix length, next hop, metric, two counters, flags, interface; all in hexadecimal.
     */
    public static List<DefaultRoute> ip6(Path root) {
        return Nics.lines(root.resolve("proc/net/ipv6_route"))
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length == 10
                        && words[0].matches("0{32}")
                        && words[1].equals("00")
                        && words[4].matches("fe[89ab][0-9a-f]{29}")
                        && words[5].matches("[0-9a-f]{8}"))
                .map(words ->
                        new DefaultRoute(words[9], LinkLocal.ofDigits(words[4]), HexFormat.fromHexDigits(words[5])))
                .toList();
    }

    public static Stream<DefaultRoute> all(Path root) {
        return Stream.concat(ip4(root).stream(), ip6(root).stream());
    }

    public boolean isIp6() {
        return gateway.contains(":");
    }

    /** Whether the interface is a USB stick or a phone. */
    public boolean isStick(Path root) {
        return driver(root).filter(STICKS::contains).isPresent();
    }

    /** Whether the interface dialled: what it has is the operator's own, and no box of anybody's gave it. */
    public boolean isDialled(Path root) {
        return driver(root).filter(DIALLED::contains).isPresent();
    }

    private Optional<String> driver(Path root) {
        var link = root.resolve("sys/class/net").resolve(device).resolve("device/driver");
        try {
            return Files.isSymbolicLink(link)
                    ? Optional.of(Files.readSymbolicLink(link).getFileName().toString())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The one command that takes this route away, until the cable is plugged in anew. */
    public String cure(Path root) {
        return Files.isDirectory(root.resolve("run/NetworkManager"))
                ? "nmcli device modify " + device + " ipv4.never-default yes ipv6.never-default yes"
                : "sudo ip " + (isIp6() ? "-6 " : "") + "route del default via " + gateway + " dev " + device;
    }
}
