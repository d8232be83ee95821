package dev.outpost.bench.net;

import dev.outpost.net.Ipv4;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A WireGuard interface that is up.
 *
 * @param name device name, e.g. {@code outpost0}
 * @param privateKey base64; empty while none is set
 * @param createdAt {@link VirtualNetwork#now()} when the link was made; a link made anew has no handshakes
 */
public record WireguardDevice(
        String name, String privateKey, int listenPort, List<WireguardPeer> peers, Duration createdAt) {

    public WireguardDevice {
        peers = List.copyOf(peers);
    }

    public String publicKey() {
        return privateKey.isEmpty() ? "" : WireguardKeys.publicOf(privateKey);
    }

    /** The peer whose allowed IPs cover the address best: where a packet goes, and who may send from it. */
    public Optional<WireguardPeer> peerFor(Ipv4 address) {
        return peers.stream()
                .filter(peer -> peer.matches(address) >= 0)
                .max((a, b) -> Integer.compare(a.matches(address), b.matches(address)));
    }

    public Optional<WireguardPeer> peer(String publicKey) {
        return peers.stream().filter(peer -> peer.publicKey().equals(publicKey)).findFirst();
    }

    /** The private key is left out. */
    @Override
    public String toString() {
        return name + " port " + listenPort + " " + peers;
    }
}
