package dev.outpost.net;

import java.util.Optional;
import java.util.stream.Stream;

/** The ranges of IPv4 that nobody on the internet can call (IANA's registry of special-purpose addresses). */
public enum SpecialRange {
    SHARED("shared address space of carrier NAT (RFC 6598, %s)", "100.64.0.0/10"),
    PRIVATE("private address (RFC 1918, %s)", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
    /** What a host with 464XLAT gives itself; RFC 7335 names the first /29, RFC 6333 uses the same for DS-Lite. */
    TRANSITION("address of a host whose line is IPv6 only (RFC 7335, %s)", "192.0.0.0/24"),
    /** RFC 3927: no DHCP server answered. */
    SELF_MADE("address that a host gives itself where nobody gives it one (%s)", "169.254.0.0/16"),
    BENCHMARK("address for measurements, which some proxies and operators borrow (RFC 2544, %s)", "198.18.0.0/15"),
    /** RFC 5737: nobody's on the internet; a laboratory may use them as if they were, so that a comparison has the last word. */
    DOCUMENTATION("address for documentation (RFC 5737, %s)", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"),
    NOWHERE("not an address of the internet (%s)", "127.0.0.0/8", "0.0.0.0/8", "224.0.0.0/3");

    /** Ranges of others that operators use inside, as if they were private; only a comparison can tell. */
    private static final String BORROWED =
            "6.0.0.0/7 11.0.0.0/8 21.0.0.0/8 22.0.0.0/8 25.0.0.0/8 26.0.0.0/8 28.0.0.0/7 30.0.0.0/8 33.0.0.0/8 55.0.0.0/8";

    private final String words;
    /** Parted by blanks. */
    private final String networks;

    SpecialRange(String words, String... networks) {
        this.words = words;
        this.networks = String.join(" ", networks);
    }

    /** The range that this address is of; empty for one of the internet. */
    public static Optional<SpecialRange> of(Ipv4 address) {
        return Stream.of(values())
                .filter(range -> network(range.networks, address).isPresent())
                .findFirst();
    }

    /** Whether operators are known to borrow the range of this address; it proves nothing. */
    public static boolean isOftenBorrowed(Ipv4 address) {
        return network(BORROWED, address).isPresent();
    }

    /** The range in words, with the network that holds the address. */
    public String words(Ipv4 address) {
        return words.formatted(network(networks, address).orElse(networks.split(" ")[0]));
    }

    private static Optional<String> network(String networks, Ipv4 address) {
        return Stream.of(networks.split(" "))
                .filter(network -> Cidr.of(network).contains(address))
                .findFirst();
    }
}
