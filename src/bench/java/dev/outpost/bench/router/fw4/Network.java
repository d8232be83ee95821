package dev.outpost.bench.router.fw4;

import dev.outpost.net.Cidr;
import java.util.List;
import java.util.Optional;

/** What fw4 asks netifd: where a logical network is now. */
public interface Network {
    Optional<Place> place(String network);

    /** A network that is up. */
    record Place(String device, List<Cidr> subnets) {
        public Place {
            subnets = List.copyOf(subnets);
        }
    }
}
