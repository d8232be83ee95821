package dev.outpost.site;

import dev.outpost.net.Observer;
import dev.outpost.profile.DdnsProvider;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the site shall be reached from outside.
 *
 * @param observers who outside may be asked what address they see
 * @param relay the server with the public address, read from its own file
 */
public record AccessWish(
        WayIn wayIn,
        SoldAs addressSoldAs,
        List<Observer> observers,
        Optional<RelayFile> relay,
        Optional<DdnsWish> ddns) {
    public AccessWish {
        observers = List.copyOf(observers);
    }

    /** The way in; AUTO decides from the address that the router got. */
    public enum WayIn {
        AUTO,
        DIRECT,
        DDNS,
        WIREGUARD,
        LATER;

        /** As the site file says it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The relay whose tunnel the site wants. */
    public Optional<RelayFile> tunnelRelay() {
        return switch (wayIn) {
            case AUTO, WIREGUARD -> relay;
            case LATER, DIRECT, DDNS -> Optional.empty();
        };
    }

    /** Whether the router itself shall be the viewers' end. */
    public boolean isDirect() {
        return wayIn == WayIn.DIRECT || wayIn == WayIn.DDNS;
    }

    /** The name under which the router itself is called, where that is the way. */
    public Optional<DdnsWish> named() {
        return ddns.filter(_ -> wayIn == WayIn.DDNS);
    }

    /** The name that needs its provider told, where nothing but it and the bare address can be the way. */
    public Optional<DdnsWish> mayBeNamed() {
        return ddns.filter(_ -> wayIn == WayIn.DDNS || (wayIn == WayIn.AUTO && relay.isEmpty()));
    }

    /** The same by this way. */
    AccessWish through(WayIn way) {
        return new AccessWish(way, addressSoldAs, observers, relay, ddns);
    }

    /** What the operator's contract says of the address. */
    public enum SoldAs {
        STATIC,
        DYNAMIC,
        UNKNOWN
    }

    /** A name that follows a moving address. */
    public record DdnsWish(DdnsProvider provider, String hostname, String username, SecretSource password) {}
}
