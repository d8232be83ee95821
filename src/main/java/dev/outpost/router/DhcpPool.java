package dev.outpost.router;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which addresses of the LAN dnsmasq hands out.
 *
 * @param start host number of the first
 * @param limit how many at most
 */
public record DhcpPool(int start, int limit) {
    /** What dnsmasq's init script takes where the section is silent. */
    private static final DhcpPool USUAL = new DhcpPool(100, 150);

    /** The pool of the section {@code dhcp.lan}; empty where it is missing or hands out nothing. */
    static Optional<DhcpPool> of(RouterFacts router) {
        return router.uci("dhcp")
                .section("lan")
                .filter(lan -> !lan.value("ignore").equals(Optional.of("1")))
                .map(lan ->
                        new DhcpPool(number(lan.value("start"), USUAL.start), number(lan.value("limit"), USUAL.limit)));
    }

    private static int number(Optional<String> text, int otherwise) {
        return text.filter(digits -> digits.matches("[0-9]{1,8}"))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }

    /** Whether all of it lies within a network of that length, its own address and its broadcast left out. */
    boolean fits(int prefix) {
        return start >= 1 && limit >= 1 && (long) start + limit - 1 <= hosts(prefix);
    }

    private static long hosts(int prefix) {
        return (1L << (32 - prefix)) - 2;
    }

    /**
     * The longest run of free addresses in a small network, {@link #USUAL} in one that has room for it.
     *
     * @param taken host numbers of the router and of what has a fixed address
     */
    static DhcpPool in(int prefix, List<Integer> taken) {
        if (USUAL.fits(prefix)) {
            return USUAL;
        }
        var best = new DhcpPool(1, 0);
        var start = 1;
        for (var host : IntStream.rangeClosed(1, (int) hosts(prefix) + 1).toArray()) {
            if (host > hosts(prefix) || taken.contains(host)) {
                best = host - start > best.limit ? new DhcpPool(start, host - start) : best;
                start = host + 1;
            }
        }
        return best;
    }
}
