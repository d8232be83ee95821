package dev.outpost.bench.router.netifd;

import dev.outpost.bench.net.Ip4;
import dev.outpost.bench.net.Prefix;
import java.util.Optional;

/** A route of an interface. */
public record NetRoute(Prefix target, Optional<Ip4> gateway, String device, Optional<Ip4> source) {
    /** The way to everywhere, from the interface's first address. */
    static NetRoute byDefault(Ip4 gateway, String device, Iface iface) {
        var source = iface.addresses.stream().findFirst().map(Prefix::address);
        return new NetRoute(new Prefix(new Ip4(0), 0), Optional.of(gateway), device, source);
    }
}
