package dev.outpost.net;

import java.util.Optional;

/**
 * One IPv4 address.
 *
 * @param bits the 32 bits, most significant octet first
 */
public record Ipv4(int bits) implements Comparable<Ipv4> {

    /** Reads {@code 10.77.0.1}; anything else is an error that carries the text. */
    public static Ipv4 of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an IPv4 address: " + text));
    }

    /** Reads dotted decimal; no leading zeros, no short forms: {@code 010.1.1.1} means two things to two programs. */
    public static Optional<Ipv4> parse(String text) {
        var parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        int bits = 0;
        for (var part : parts) {
            if (!part.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(part) > 255) {
                return Optional.empty();
            }
            bits = bits << 8 | Integer.parseInt(part);
        }
        return Optional.of(new Ipv4(bits));
    }

    /** The address this many steps further. */
    public Ipv4 plus(int steps) {
        return new Ipv4(bits + steps);
    }

    @Override
    public int compareTo(Ipv4 other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
    }
}
