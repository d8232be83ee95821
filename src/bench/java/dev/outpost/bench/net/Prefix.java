package dev.outpost.bench.net;

/**
 * An IPv4 network or an address with its prefix length, e.g. {@code 10.77.0.16/28}.
 *
 * @param address the address as written, host bits kept
 * @param length prefix length, 0 to 32
 */
public record Prefix(Ip4 address, int length) {

    public Prefix {
        if (length < 0 || length > 32) {
            throw new IllegalArgumentException("prefix length " + length + " of " + address);
        }
    }

    /**
     * Reads {@code a.b.c.d/n}; a bare address is a /32.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static Prefix of(String text) {
        var slash = text.indexOf('/');
        return slash < 0
                ? new Prefix(Ip4.of(text), 32)
                : new Prefix(
                        Ip4.of(text.substring(0, slash)),
                        Integer.parseInt(text.substring(slash + 1).strip()));
    }

    public boolean contains(Ip4 other) {
        return length == 0 || (address.bits() ^ other.bits()) >>> (32 - length) == 0;
    }

    /** The network with all host bits zero. */
    public Prefix network() {
        return new Prefix(new Ip4(length == 0 ? 0 : address.bits() & (-1 << (32 - length))), length);
    }

    @Override
    public String toString() {
        return address + "/" + length;
    }
}
