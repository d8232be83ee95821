package dev.outpost.ledger;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * What a site has to be given, all at once.
 *
 * @param relay the relay whose tunnel it is in
 * @param tunnel that whole tunnel
 * @param cameras their names
 * @param guests who looks, by name
 * @param ports on the relay's public address
 * @param held what the relay itself says is given away
 */
public record SiteWish(
        String site,
        String relay,
        Cidr tunnel,
        List<String> cameras,
        SequencedMap<String, Peer.Role> guests,
        List<PublicPort> ports,
        Held held) {
    /**
     * What a relay holds: other laptops, other ledgers and other files for the same server have given it away.
     *
     * @param own the block that it keeps for this very site
     * @param blocks of other sites
     * @param guests addresses of those who look at other sites
     * @param ports public ports of other sites, with the name of each
     */
    public record Held(Optional<Cidr> own, Set<Cidr> blocks, Set<Ipv4> guests, Map<Integer, String> ports) {
        /** A relay that was not asked, or is none yet. */
        public static final Held NOTHING = new Held(Optional.empty(), Set.of(), Set.of(), Map.of());

        public Held {
            blocks = Set.copyOf(blocks);
            guests = Set.copyOf(guests);
            ports = Map.copyOf(ports);
        }
    }

    public SiteWish {
        cameras = List.copyOf(cameras);
        guests = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(guests));
        ports = List.copyOf(ports);
    }
}
