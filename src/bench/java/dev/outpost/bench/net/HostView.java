package dev.outpost.bench.net;

import dev.outpost.net.Cidr;
import dev.outpost.net.Ipv4;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the network needs to know of a host that forwards packets: its live state, never its files. */
public interface HostView {

    String name();

    /** False while it has no power or is booting: it then answers nobody. */
    boolean isRunning();

    /** Addresses on devices that are up, e.g. {@code br-lan 192.168.1.1/24}; loopback left out. */
    List<DeviceAddress> addresses();

    /** WireGuard interfaces that are up, as applied. */
    List<WireguardDevice> wireguard();

    /** What happens to a new flow that came in by a device: DNAT, routes, filter, masquerade, in that order. */
    Verdict arrives(String device, Flow flow);

    /**
     * What happens to a flow the host itself starts: output filter and masquerade; OpenWrt lets it out.
     *
     * @param flow with the source address of the route
     */
    default Verdict sends(String device, Flow flow) {
        return new Verdict.Forward(flow, device);
    }

    /** The device that leads to an address, by the host's own routing table. */
    Optional<Route> route(Ipv4 destination);

    /** The real server on loopback behind a local TCP port; empty: nothing listens, the kernel resets. */
    Optional<InetSocketAddress> service(int port);

    /** The host's own idea of the time, which WireGuard puts into handshakes. */
    Instant wall();

    /**
     * The way to a destination.
     *
     * @param source the address the host itself would send from
     */
    record Route(String device, Ipv4 source) {}

    /** An address on a device. */
    record DeviceAddress(String device, Cidr prefix) {}

    default Optional<WireguardDevice> wireguard(String device) {
        return wireguard().stream().filter(each -> each.name().equals(device)).findFirst();
    }

    default boolean owns(Ipv4 address) {
        return addresses().stream().anyMatch(own -> own.prefix().address().equals(address));
    }
}
