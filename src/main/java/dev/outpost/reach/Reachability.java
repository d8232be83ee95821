package dev.outpost.reach;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.util.Optional;

/** Who can call the router's address from outside, with the evidence for it. */
public sealed interface Reachability {

    /** Ours, public and fixed by contract. */
    record StaticPublic(Ipv4 address) implements Reachability {
        @Override
        public String evidence() {
            return "the router has " + address + ", the outside sees the same, and it was sold as static";
        }

        @Override
        public String word() {
            return "StaticPublic";
        }
    }

    /** Ours and public now; tomorrow it may be another. */
    record DynamicPublic(Ipv4 address) implements Reachability {
        @Override
        public String evidence() {
            return "the router has " + address + " and the outside sees the same; it was not sold as static";
        }

        @Override
        public String word() {
            return "DynamicPublic";
        }
    }

    /**
     * Behind somebody's address translation: nothing from outside arrives.
     *
     * @param range which reserved range the router's address is of, or how it differs
     */
    record CarrierNat(Ipv4 address, Optional<Ipv4> seenAs, String range) implements Reachability {
        @Override
        public String evidence() {
            return address + ": " + range
                    + seenAs.map(seen -> "; the outside sees " + seen).orElse("");
        }

        @Override
        public String word() {
            return "CarrierNat";
        }
    }

    /** IPv6 only, perhaps with 464XLAT: IPv4 from outside is impossible. */
    record Ipv6Only(String address) implements Reachability {
        @Override
        public String evidence() {
            return "the router has only " + address + ": IPv4 from outside is impossible on this line";
        }

        @Override
        public String word() {
            return "Ipv6Only";
        }
    }

    /** A public address that nobody outside has confirmed. Treated as hidden: a tunnel works either way. */
    record Unconfirmed(Ipv4 address) implements Reachability {
        @Override
        public String evidence() {
            return address + " is a public address, but nobody outside was asked what they see";
        }

        @Override
        public String word() {
            return "Unconfirmed";
        }
    }

    /** The name that documents use for this case. */
    String word();

    /** What was seen, in one line. */
    String evidence();

    /**
     * Judges a line.
     *
     * @param wan the address on the router's wan, IPv4 or IPv6 text
     * @param seenAs the source address that a server outside saw, where one was asked
     * @param soldAs what the contract says
     */
    static Reachability classify(String wan, Optional<Ipv4> seenAs, SoldAs soldAs) {
        var parsed = Ipv4.parse(wan);
        if (parsed.isEmpty()) {
            return new Ipv6Only(wan);
        }
        var address = parsed.get();
        if (Translated.HOST.contains(address)) {
            return new Ipv6Only(wan + " (464XLAT)");
        }
        var hidden = Translated.range(address);
        if (hidden.isPresent()) {
            return new CarrierNat(address, seenAs, hidden.get());
        }
        if (seenAs.isEmpty()) {
            return new Unconfirmed(address);
        }
        if (!seenAs.get().equals(address)) {
            return new CarrierNat(address, seenAs, "looks public, but is translated on the way");
        }
        return soldAs == SoldAs.STATIC ? new StaticPublic(address) : new DynamicPublic(address);
    }

    /** The ranges that no one outside can call. */
    final class Translated {
        /** RFC 7335: what a 464XLAT host gives itself. */
        static final Cidr HOST = Cidr.of("192.0.0.0/29");

        private Translated() {}

        static Optional<String> range(Ipv4 address) {
            if (Cidr.of("100.64.0.0/10").contains(address)) {
                return Optional.of("shared address space of carrier NAT (RFC 6598, 100.64.0.0/10)");
            }
            for (var range : new String[] {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"}) {
                if (Cidr.of(range).contains(address)) {
                    return Optional.of("private address (RFC 1918, " + range + ")");
                }
            }
            for (var range : new String[] {"169.254.0.0/16", "127.0.0.0/8", "0.0.0.0/8", "224.0.0.0/3"}) {
                if (Cidr.of(range).contains(address)) {
                    return Optional.of("not an address of the internet (" + range + ")");
                }
            }
            return Optional.empty();
        }
    }
}
