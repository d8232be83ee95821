package dev.outpost.bench.router.netifd;

import dev.outpost.net.Ipv4;
import dev.outpost.net.Cidr;
import java.util.Optional;

/** Layer 2 below netifd: which network devices exist, and what a DHCP server behind one would hand out now. */
public interface Links {
    boolean exists(String device);

    boolean hasCarrier(String device);

    Optional<Lease> lease(String device);

    /** The network device by which the board's radio has joined a network of this name with this password. */
    default Optional<String> overTheAir(String ssid, String key) {
        return Optional.empty();
    }

    /** An address with its gateway, which is the DHCP and DNS server too. */
    record Lease(Cidr address, Ipv4 gateway) {}
}
