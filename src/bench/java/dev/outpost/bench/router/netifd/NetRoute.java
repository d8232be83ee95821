package dev.outpost.bench.router.netifd;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.util.Optional;

/** A route of an interface. */
public record NetRoute(Cidr target, Optional<Ipv4> gateway, String device, Optional<Ipv4> source) {
    /** The way to everywhere, from the interface's first address. */
    static NetRoute byDefault(Ipv4 gateway, String device, Iface iface) {
        var source = iface.addresses.stream().findFirst().map(Cidr::address);
        return new NetRoute(new Cidr(new Ipv4(0), 0), Optional.of(gateway), device, source);
    }
}
