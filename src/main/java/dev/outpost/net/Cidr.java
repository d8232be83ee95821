package dev.outpost.net;

import java.util.Optional;

/**
 * An address with the length of its network part, as interfaces carry it: {@code 192.168.37.1/24}.
 *
 * @param address as written; host bits are kept
 * @param prefix 0 to 32
 */
public record Cidr(Ipv4 address, int prefix) {
    public Cidr {
        if (prefix < 0 || prefix > 32) {
            throw new IllegalArgumentException("not a prefix length: " + prefix);
        }
    }

    /** Reads {@code 10.77.0.0/16}; a bare address is its own /32. */
    public static Cidr of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("not an IPv4 network: " + text));
    }

    public static Optional<Cidr> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return Ipv4.parse(text).map(address -> new Cidr(address, 32));
        }
        var length = text.substring(slash + 1);
        if (!length.matches("[0-9]|[12][0-9]|3[0-2]")) {
            return Optional.empty();
        }
        return Ipv4.parse(text.substring(0, slash)).map(address -> new Cidr(address, Integer.parseInt(length)));
    }

    /** The same network with its host bits cleared. */
    public Cidr network() {
        return new Cidr(new Ipv4(address.bits() & mask()), prefix);
    }

    public boolean contains(Ipv4 other) {
        return (other.bits() & mask()) == (address.bits() & mask());
    }

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
