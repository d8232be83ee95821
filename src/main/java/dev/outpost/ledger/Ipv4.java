package dev.outpost.ledger;

import java.util.Optional;

/**
 * An IPv4 address, written with four decimal numbers and nothing else: no name, no leading zero, no short form.
 *
 * @param bits the 32 bits, the first number highest
 */
public record Ipv4(int bits) implements Comparable<Ipv4> {
    /** The address in this text, if it is one. */
    public static Optional<Ipv4> parse(String text) {
        var numbers = text.split("\\.", -1);
        if (numbers.length != 4) {
            return Optional.empty();
        }
        var bits = 0;
        for (var number : numbers) {
            if (!number.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(number) > 255) {
                return Optional.empty();
            }
            bits = bits << 8 | Integer.parseInt(number);
        }
        return Optional.of(new Ipv4(bits));
    }

    /**
     * The address in a text that is known to be one.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static Ipv4 of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an IPv4 address: " + text));
    }

    /** The address this many further on. */
    public Ipv4 plus(int count) {
        return new Ipv4(bits + count);
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
