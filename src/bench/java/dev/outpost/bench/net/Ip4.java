package dev.outpost.bench.net;

/**
 * An IPv4 address as a value; never resolved, never dialled.
 *
 * @param bits the 32 bits, most significant first
 */
public record Ip4(int bits) implements Comparable<Ip4> {

    /**
     * Reads the dotted form.
     *
     * @throws IllegalArgumentException when it is not four decimal numbers from 0 to 255
     */
    public static Ip4 of(String text) {
        var parts = text.strip().split("\\.", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("not an IPv4 address: " + text);
        }
        var bits = 0;
        for (var part : parts) {
            if (!part.matches("[0-9]{1,3}") || Integer.parseInt(part) > 255) {
                throw new IllegalArgumentException("not an IPv4 address: " + text);
            }
            bits = (bits << 8) | Integer.parseInt(part);
        }
        return new Ip4(bits);
    }

    /** Whether {@link #of} would read it. */
    public static boolean isAddress(String text) {
        return text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")
                && java.util.Arrays.stream(text.split("\\.")).allMatch(part -> Integer.parseInt(part) <= 255);
    }

    @Override
    public int compareTo(Ip4 other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return (bits >>> 24) + "." + ((bits >>> 16) & 255) + "." + ((bits >>> 8) & 255) + "." + (bits & 255);
    }
}
