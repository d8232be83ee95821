package dev.outpost.ledger;

import dev.outpost.net.Cidr;
import java.util.List;
import java.util.Optional;

/**
 * What was given to whom. Asking again gives the same answer; no two askers, not even two processes at once, are given
 * the same thing.
 */
public interface Ledger {
    /**
     * The site's network and its addresses in a relay's tunnel, written down. Cameras that the site did not have get the
     * next free addresses, those that it had keep theirs, those not asked for any more give theirs back.
     *
     * @param relay name of the relay, the file name of {@code relays/NAME.yaml}
     * @param tunnel the relay's whole tunnel, 10.77.0.0/16 by default
     * @throws dev.outpost.step.ProblemException {@code LEDGER-FULL} if the tunnel or the site's /28 has no room
     */
    SiteEntry site(String site, String relay, Cidr tunnel, List<String> cameras);

    /**
     * All that a site wishes for, written down in one go: its network, an address for each camera and each guest, its public ports.
     *
     * @throws dev.outpost.step.ProblemException {@code LEDGER-FULL} or {@code PORT-TAKEN}; nothing is given then
     */
    SiteEntry give(SiteWish wish);

    /** What {@link #give} would answer now; nothing is written, nobody is waited for. */
    SiteEntry propose(SiteWish wish);

    /** Refuses what {@link #unit(String, Unit)} would refuse; nothing is written. */
    void mayBind(String site, Unit unit);

    /** The site as it is written down, if it is. */
    Optional<SiteEntry> find(String site);

    /** Every site, by relay, then in the order of their numbers. */
    List<SiteEntry> sites();

    /** The tunnel address of a viewer or admin of this site, which {@link #site} has to know already. */
    Peer peer(String site, String name, Peer.Role role);

    /** Writes down the peer's public key, once it is born. */
    Peer peerKey(String site, String name, String publicKey);

    /** Writes down the public key of the site's router in the tunnel. */
    void routerKey(String site, String publicKey);

    /**
     * Claims a port on the relay's public address.
     *
     * @throws dev.outpost.step.ProblemException {@code PORT-TAKEN} if another camera of that relay has it
     */
    void publicPort(String site, String camera, String service, int port);

    /** The router as a thing that the site is bound to. */
    Optional<Unit> unit(String site);

    /** Gives back all that the site was given: its router, addresses, peers and ports. */
    void retire(String site);

    /**
     * Binds the router as a thing to the site.
     *
     * @throws dev.outpost.step.ProblemException {@code ROUTER-ELSEWHERE} if another site owns that MAC or host key
     */
    void unit(String site, Unit unit);
}
