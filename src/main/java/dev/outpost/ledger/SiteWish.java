package dev.outpost.ledger;

import dev.outpost.net.Cidr;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * What a site has to be given, all at once.
 *
 * @param relay the relay whose tunnel it is in
 * @param tunnel that whole tunnel
 * @param cameras their names
 * @param guests who looks, by name
 * @param ports on the relay's public address
 */
public record SiteWish(
        String site,
        String relay,
        Cidr tunnel,
        List<String> cameras,
        SequencedMap<String, Peer.Role> guests,
        List<PublicPort> ports) {
    public SiteWish {
        cameras = List.copyOf(cameras);
        guests = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(guests));
        ports = List.copyOf(ports);
    }
}
