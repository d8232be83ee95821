package dev.outpost.bench.net;

import dev.outpost.net.Ipv4;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is wired to everything: routers behind the operator's NAT, the relay on the internet, cameras on
 * LANs, the owner's phone. A connection is carried only where each hop, as it is configured now, would carry it.
 */
public interface Neighbourhood extends Carrier {

    void add(RelayView relay);

    void add(RouterView router);

    void add(RouterView router, CameraView camera);

    /** Bench time since the start; runs faster than the world's by the bench's factor. */
    Duration now();

    /** An echo request: {@link Outcome.Connected} means answered (its service is of no use). */
    Outcome ping(Origin from, Ipv4 to);

    /** Handshake, learnt endpoint and traffic of a peer, for {@code wg show}. */
    PeerState peer(HostView host, String device, String peerPublicKey);

    /** Cameras whose frames reach the router's LAN now, for {@code ip neigh}. */
    List<CameraView> camerasHeardBy(RouterView router);

    /** The address behind a name on the internet. */
    default Optional<Ipv4> resolve(String name) {
        return Optional.empty();
    }
}
