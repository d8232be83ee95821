package dev.outpost.reach;

import dev.outpost.net.Ipv4;
import dev.outpost.net.SpecialRange;
import dev.outpost.reach.Line.Sighting;
import dev.outpost.site.AccessWish.SoldAs;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who can call the router's address from outside, with the evidence for it. Never judged by a range alone where somebody outside could be asked. */
public sealed interface Reachability {

    /** Ours, public and fixed by contract. */
    record StaticPublic(Ipv4 address) implements Reachability {
        @Override
        public String evidence() {
            return "the line has " + address + ", the outside sees the same, and it was sold as static";
        }
    }

    /** Ours and public now; tomorrow it may be another. */
    record DynamicPublic(Ipv4 address) implements Reachability {
        @Override
        public String evidence() {
            return "the line has " + address + " and the outside sees the same; it was not sold as static";
        }
    }

    /**
     * Behind the operator's address translation: nothing from outside arrives.
     *
     * @param range which reserved range the address is of
     */
    record CarrierNat(Ipv4 address, List<Sighting> seen, String range) implements Reachability {
        public CarrierNat {
            seen = List.copyOf(seen);
        }

        @Override
        public String evidence() {
            return address + ": " + range + seenAs(seen);
        }
    }

    /** Looks public and is translated all the same: the operator uses addresses that are not its own, or translates one to another. */
    record TranslatedPublic(Ipv4 address, List<Sighting> seen) implements Reachability {
        public TranslatedPublic {
            seen = List.copyOf(seen);
        }

        @Override
        public String evidence() {
            return address + ": looks public, but is translated on the way"
                    + (SpecialRange.isOftenBorrowed(address) ? " (operators borrow this range)" : "") + seenAs(seen);
        }
    }

    /**
     * Behind another box that translates: a HiLink stick, a CPE, somebody's hotspot. Whether the box itself can be called, only the box knows.
     *
     * @param box which
     */
    record BehindNat(Ipv4 address, String box, List<Sighting> seen) implements Reachability {
        public BehindNat {
            seen = List.copyOf(seen);
        }

        @Override
        public String evidence() {
            return address + ": given by " + box + ", which translates" + seenAs(seen);
        }
    }

    /** IPv6 only, perhaps with 464XLAT: IPv4 from outside is impossible. */
    record Ipv6Only(String address) implements Reachability {
        @Override
        public String evidence() {
            return "the line has only " + address + ": IPv4 from outside is impossible on this line";
        }
    }

    /** A public address that nobody outside has confirmed. Treated as hidden: a tunnel works either way. */
    record Unconfirmed(Ipv4 address) implements Reachability {
        @Override
        public String evidence() {
            return address + " is a public address, but nobody outside was asked what they see";
        }
    }

    /** Nothing can be said. */
    record Unknown(String evidence) implements Reachability {}

    /** The name that documents use for this case. */
    default String word() {
        return switch (this) {
            case StaticPublic _ -> "StaticPublic";
            case DynamicPublic _ -> "DynamicPublic";
            case CarrierNat _ -> "CarrierNat";
            case TranslatedPublic _ -> "TranslatedPublic";
            case BehindNat _ -> "BehindNat";
            case Ipv6Only _ -> "Ipv6Only";
            case Unconfirmed _ -> "Unconfirmed";
            case Unknown _ -> "Unknown";
        };
    }

    /** The same for people. */
    default String title() {
        return switch (this) {
            case StaticPublic _ -> "public, and it stays";
            case DynamicPublic _ -> "public, and it may move";
            case CarrierNat _ -> "behind the operator's translation (carrier NAT)";
            case TranslatedPublic _ -> "looks public, and is translated";
            case BehindNat _ -> "behind another box that translates";
            case Ipv6Only _ -> "IPv6 only";
            case Unconfirmed _ -> "public, and nobody outside confirms it";
            case Unknown _ -> "not known";
        };
    }

    /** What was seen, in one line. */
    String evidence();

    /** Whether anybody on the internet can call the router itself; empty where that is not known. */
    default Optional<Boolean> isPublic() {
        return switch (this) {
            case StaticPublic _, DynamicPublic _ -> Optional.of(true);
            case CarrierNat _, TranslatedPublic _, BehindNat _, Ipv6Only _ -> Optional.of(false);
            case Unconfirmed _, Unknown _ -> Optional.empty();
        };
    }

    /** Judges a line. */
    static Reachability classify(Line line) {
        var address = line.ipv4();
        var range = address.flatMap(SpecialRange::of);
        if (address.isEmpty()
                || range.filter(each -> each == SpecialRange.TRANSITION).isPresent()) {
            return withoutIpv4(line, address);
        }
        var seen = line.fromOutside();
        if (range.isEmpty() || (range.get() == SpecialRange.DOCUMENTATION && agreed(address.get(), seen))) {
            return publicOne(address.get(), seen, line.soldAs());
        }
        return hidden(address.get(), range.get(), line, seen);
    }

    private static Reachability withoutIpv4(Line line, Optional<Ipv4> transition) {
        return transition
                .<Reachability>map(address -> new Ipv6Only(address + " (464XLAT)"))
                .or(() -> line.ipv6().map(Ipv6Only::new))
                .orElseGet(() -> new Unknown("the line has no address"
                        + (line.addresses().isEmpty()
                                ? ""
                                : " of the internet, only " + String.join(", ", line.addresses()))));
    }

    private static Reachability publicOne(Ipv4 address, List<Sighting> seen, SoldAs soldAs) {
        if (seen.isEmpty()) {
            return new Unconfirmed(address);
        }
        if (!agreed(address, seen)) {
            return new TranslatedPublic(address, seen);
        }
        return soldAs == SoldAs.STATIC ? new StaticPublic(address) : new DynamicPublic(address);
    }

    private static Reachability hidden(Ipv4 address, SpecialRange range, Line line, List<Sighting> seen) {
        return switch (range) {
            case SELF_MADE -> new Unknown(address + ": " + range.words(address) + seenAs(seen));
            case PRIVATE, BENCHMARK ->
                line.box()
                        .<Reachability>map(box -> new BehindNat(address, box, seen))
                        .orElseGet(() -> new CarrierNat(address, seen, range.words(address)));
            case SHARED, TRANSITION, DOCUMENTATION, NOWHERE -> new CarrierNat(address, seen, range.words(address));
        };
    }

    private static boolean agreed(Ipv4 address, List<Sighting> seen) {
        return !seen.isEmpty() && seen.stream().allMatch(each -> each.address().equals(address));
    }

    private static String seenAs(List<Sighting> seen) {
        var different = seen.stream().map(Sighting::address).distinct().toList();
        return switch (different.size()) {
            case 0 -> "";
            case 1 -> "; the outside sees " + different.getFirst();
            default ->
                "; " + seen.stream().map(Sighting::toString).collect(Collectors.joining(", "))
                        + ": they disagree, as happens behind an operator's pool of addresses";
        };
    }
}
