package dev.outpost.bench.nft;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.util.List;

/**
 * What a field can be compared with: a name, whose trailing star stands for any rest, or numbers from low to high, both in it: addresses as
 * unsigned numbers, ports.
 */
record Value(String name, long low, long high) {
    static Value of(String name) {
        return new Value(name, 0, 0);
    }

    static Value of(Ipv4 address) {
        return span(number(address), number(address));
    }

    static Value of(int port) {
        return span(port, port);
    }

    private static Value span(long low, long high) {
        return new Value("", low, high);
    }

    private static long number(Ipv4 address) {
        return Integer.toUnsignedLong(address.bits());
    }

    boolean covers(Value packet) {
        return name.endsWith("*")
                ? packet.name.startsWith(name.substring(0, name.length() - 1))
                : name.equals(packet.name) && low <= packet.low && packet.low <= high;
    }

    /** Whether each of several values lies in its counterpart. */
    static boolean covers(List<Value> key, List<Value> packet) {
        for (var place = 0; place < key.size(); place++) {
            if (!key.get(place).covers(packet.get(place))) {
                return false;
            }
        }
        return true;
    }

    /** Reads a value of a data type, with prefixes and ranges. */
    static Value parse(String type, String word, Cursor at) throws NftError {
        try {
            return switch (type) {
                case "ipv4_addr" -> addresses(word);
                case "inet_service" -> ports(word);
                default -> of(word);
            };
        } catch (IllegalArgumentException notOne) {
            throw at.error(
                    type.equals("ipv4_addr")
                            ? "Could not resolve hostname: Name or service not known"
                            : word.matches("[0-9]+") ? "Service out of range" : "Could not resolve service");
        }
    }

    private static Value addresses(String text) {
        var ends = text.split("-", 2);
        if (ends.length > 1) {
            return span(number(Ipv4.of(ends[0])), number(Ipv4.of(ends[1])));
        }
        var prefix = Cidr.of(text).network();
        var low = number(prefix.address());
        return span(low, low + (1L << (32 - prefix.prefix())) - 1);
    }

    private static Value ports(String text) {
        var ends = text.split("-", 2);
        return span(port(ends[0]), port(ends[ends.length - 1]));
    }

    private static int port(String text) {
        var port = Integer.parseInt(text);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("no port has this number");
        }
        return port;
    }
}
