package dev.outpost.router;

import dev.outpost.net.Ipv4;
import dev.outpost.uci.UciSection;
import java.util.Arrays;
import java.util.Optional;

/**
 * The router's own address on its LAN, as {@code network.lan} holds it.
 *
 * @param address without a prefix
 * @param prefix length of the network part; 32 where a bare address stands alone, as netifd reads it (facts/behaviours.md#11)
 * @param isList whether the address carries its prefix with it, as the lists of 25.12 do; else a netmask stands beside it
 */
public record LanAddress(String address, int prefix, boolean isList) {
    private static final int BITS = 32;

    /** What the section says now; empty where there is no such section or no address in it. */
    public static Optional<LanAddress> of(RouterFacts router) {
        return router.uci("network").section("lan").flatMap(LanAddress::of);
    }

    private static Optional<LanAddress> of(UciSection lan) {
        return lan.list("ipaddr").stream().findFirst().map(first -> {
            var slash = first.indexOf('/');
            return slash < 0
                    ? new LanAddress(
                            first, lan.value("netmask").map(LanAddress::bits).orElse(BITS), false)
                    : new LanAddress(first.substring(0, slash), length(first.substring(slash + 1)), true);
        });
    }

    private static int length(String text) {
        return text.matches("[0-9]{1,2}") ? Math.min(BITS, Integer.parseInt(text)) : BITS;
    }

    /** 24 for {@code 255.255.255.0}. */
    static int bits(String mask) {
        return Arrays.stream(mask.split("\\."))
                .filter(part -> part.matches("[0-9]{1,3}"))
                .mapToInt(part -> Integer.bitCount(Integer.parseInt(part)))
                .sum();
    }

    /** {@code 255.255.255.0} for 24. */
    static String mask(int prefix) {
        return new Ipv4(prefix == 0 ? 0 : -1 << (BITS - prefix)).toString();
    }

    /** The number of this address within a network of that length: 1 for 192.168.37.1 in a /24. */
    static int hostNumber(String address, int prefix) {
        var bits = Ipv4.of(address).bits();
        return prefix == 0 ? bits : bits & ~(-1 << (BITS - prefix));
    }

    @Override
    public String toString() {
        return address + "/" + prefix;
    }
}
