package dev.outpost.ledger;

import java.util.Optional;

/**
 * An address with the length of its network: {@code 192.168.1.1/24}. The host part is kept.
 *
 * @param prefix bits of the network, 0 to 32
 */
public record Cidr(Ipv4 address, int prefix) {
    public Cidr {
        if (prefix < 0 || prefix > 32) {
            throw new IllegalArgumentException("a prefix has 0 to 32 bits, not " + prefix);
        }
    }

    /** The network in this text, if it is one; a bare address is not. */
    public static Optional<Cidr> parse(String text) {
        var slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("[0-9]|[12][0-9]|3[0-2]")) {
            return Optional.empty();
        }
        var prefix = Integer.parseInt(text.substring(slash + 1));
        return Ipv4.parse(text.substring(0, slash)).map(address -> new Cidr(address, prefix));
    }

    /**
     * The network in a text that is known to be one.
     *
     * @throws IllegalArgumentException if it is not
     */
    public static Cidr of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not ADDRESS/BITS: " + text));
    }

    /** The same with the host part cleared. */
    public Cidr network() {
        return new Cidr(new Ipv4(address.bits() & mask()), prefix);
    }

    /** How many addresses it holds, the first and the last included. */
    public long size() {
        return 1L << (32 - prefix);
    }

    public boolean contains(Ipv4 other) {
        return (other.bits() & mask()) == (address.bits() & mask());
    }

    /** Whether the two share an address. */
    public boolean overlaps(Cidr other) {
        return prefix <= other.prefix ? contains(other.address) : other.contains(address);
    }

    private int mask() {
        return prefix == 0 ? 0 : -1 << (32 - prefix);
    }

    @Override
    public String toString() {
        return address + "/" + prefix;
    }
}
