package dev.outpost.laptop;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The laptop's IPv4 routes, from {@code proc/net/route}: numbers in hexadecimal, addresses with their bytes turned round. */
public record Ip4Routes(List<Row> rows) {
    private static final int UP = 1;

    /**
     * A route.
     *
     * @param gateway absent where the network is on the cable itself
     */
    public record Row(String device, Cidr to, Optional<Ipv4> gateway, int metric) {
        private boolean isOwn() {
            return gateway.isEmpty() && to.prefix() > 0;
        }
    }

    public Ip4Routes {
        rows = List.copyOf(rows);
    }

    /** None on a system without that file. */
    public static Ip4Routes in(Path root) {
        return new Ip4Routes(Nics.lines(root.resolve("proc/net/route"))
                .skip(1)
                .flatMap(line -> row(line.strip().split("\\s+")).stream())
                .toList());
    }

    /** The route that a packet to this address takes: the longest prefix, of those the lowest metric. */
    public Optional<Row> to(Ipv4 address) {
        return rows.stream()
                .filter(row -> row.to().contains(address))
                .min(Comparator.<Row>comparingInt(row -> -row.to().prefix()).thenComparingInt(Row::metric));
    }

    /** The networks that the laptop is in itself behind other interfaces than the one that leads to this address. */
    public List<Row> besides(Ipv4 address) {
        var cable = deviceTo(address);
        return rows.stream()
                .filter(row -> row.isOwn() && !cable.equals(Optional.of(row.device())))
                .toList();
    }

    /** The first interface whose own network holds this address. */
    public Optional<String> deviceTo(Ipv4 address) {
        return devicesOn(address).stream().findFirst();
    }

    /** Every interface whose own network holds this address. */
    public List<String> devicesOn(Ipv4 address) {
        return rows.stream()
                .filter(row -> row.isOwn() && row.to().contains(address))
                .map(Row::device)
                .distinct()
                .toList();
    }

    /** Default routes, the one in use first. */
    public List<Row> defaults() {
        return rows.stream()
                .filter(row -> row.to().prefix() == 0 && row.gateway().isPresent())
                .sorted(Comparator.comparingInt(Row::metric))
                .toList();
    }

    /** Interface, destination, gateway, flags, two counters, metric, mask. */
    private static Optional<Row> row(String[] words) {
        if (words.length < 8
                || !(words[1] + words[2] + words[7]).matches("[0-9A-Fa-f]{24}")
                || !words[3].matches("[0-9A-Fa-f]{1,7}")
                || !words[6].matches("[0-9]{1,9}")
                || (HexFormat.fromHexDigits(words[3]) & UP) == 0) {
            return Optional.empty();
        }
        var prefix = Integer.bitCount(HexFormat.fromHexDigits(words[7]));
        var gateway = Optional.of(address(words[2])).filter(each -> each.bits() != 0);
        return Optional.of(
                new Row(words[0], new Cidr(address(words[1]), prefix).network(), gateway, Integer.parseInt(words[6])));
    }

    private static Ipv4 address(String hex) {
        return new Ipv4(Integer.reverseBytes(HexFormat.fromHexDigits(hex)));
    }
}
