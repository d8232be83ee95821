package dev.outpost.bench.net;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A peer as the running interface has it, not as a file says.
 *
 * @param publicKey base64
 * @param endpoint as configured; what was learnt from handshakes is in {@link PeerState}
 * @param keepalive persistent keepalive; zero is off
 */
public record WireguardPeer(
        String publicKey,
        Optional<String> presharedKey,
        List<Cidr> allowedIps,
        Optional<Endpoint> endpoint,
        Duration keepalive) {

    public WireguardPeer {
        allowedIps = List.copyOf(allowedIps);
    }

    /** Address and UDP port of the other end. */
    public record Endpoint(Ipv4 address, int port) {
        @Override
        public String toString() {
            return address + ":" + port;
        }
    }

    /** Longest matching prefix length of the allowed IPs, or −1: cryptokey routing. */
    int matches(Ipv4 address) {
        return allowedIps.stream()
                .filter(prefix -> prefix.contains(address))
                .mapToInt(Cidr::prefix)
                .max()
                .orElse(-1);
    }

    @Override
    public String toString() {
        return "peer " + publicKey + " allowed " + allowedIps + " endpoint " + endpoint + " keepalive " + keepalive;
    }
}
