package dev.outpost.bench.net;

import java.time.Duration;
import java.util.Optional;

/**
 * What {@code wg show} knows of a peer besides its configuration.
 *
 * @param latestHandshake {@link VirtualNetwork#now()} of it; empty: never
 * @param endpoint where the peer's packets come from, if any came, else as configured
 * @param received bytes
 * @param sent bytes
 */
public record PeerState(
        Optional<Duration> latestHandshake, Optional<WireguardPeer.Endpoint> endpoint, long received, long sent) {}
