package dev.outpost.reach;

import dev.outpost.net.Ipv4;
import dev.outpost.net.SpecialRange;
import dev.outpost.site.AccessWish.SoldAs;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was observed of a line: the address on its own interface, and what others saw.
 *
 * @param addresses on the interface that holds the line, IPv4 before IPv6, as text
 * @param box what stands between the line and its operator and translates: "the HiLink stick"; empty where the interface is the operator's own
 * @param sightings what others saw, the relay among them where it heard the router
 * @param soldAs what the contract says
 */
public record Line(List<String> addresses, Optional<String> box, List<Sighting> sightings, SoldAs soldAs) {
    /** What one of them saw: by "the relay", from 198.51.100.77. */
    public record Sighting(String by, Ipv4 address) {
        /** Whether it was seen by somebody on the internet; who sees a private address sits inside the same network. */
        boolean isFromOutside() {
            return SpecialRange.of(address)
                    .filter(range -> range != SpecialRange.DOCUMENTATION)
                    .isEmpty();
        }

        @Override
        public String toString() {
            return by + " sees " + address;
        }
    }

    public Line {
        addresses = List.copyOf(addresses);
        sightings = List.copyOf(sightings);
    }

    /** The interface alone. */
    public static Line of(String... addresses) {
        return new Line(List.of(addresses), Optional.empty(), List.of(), SoldAs.UNKNOWN);
    }

    public Line seen(Stream<Sighting> more) {
        return new Line(addresses, box, Stream.concat(sightings.stream(), more).toList(), soldAs);
    }

    public Line soldAs(SoldAs contract) {
        return new Line(addresses, box, sightings, contract);
    }

    public Line behind(Optional<String> translator) {
        return new Line(addresses, translator, sightings, soldAs);
    }

    /** The same of the stick before the interface, which leads to it what comes from outside. */
    public Line ofStick(Ipv4 address) {
        return new Line(List.of(address.toString()), Optional.empty(), sightings, soldAs);
    }

    /** Its IPv4 address, one that a DHCP server or an operator gave before one that the host made for itself. */
    Optional<Ipv4> ipv4() {
        var all = addresses.stream()
                .flatMap(text -> Ipv4.parse(text).stream())
                .filter(address -> address.bits() != 0)
                .toList();
        return all.stream()
                .filter(address -> SpecialRange.of(address)
                        .filter(range -> range == SpecialRange.SELF_MADE)
                        .isEmpty())
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    /** Its IPv6 address of the internet, 2000::/3. */
    Optional<String> ipv6() {
        return addresses.stream()
                .filter(text -> text.matches("[23][0-9A-Fa-f]{3}:[0-9A-Fa-f:.]+"))
                .findFirst();
    }

    /** What was seen from outside. */
    List<Sighting> fromOutside() {
        return sightings.stream().filter(Sighting::isFromOutside).toList();
    }
}
