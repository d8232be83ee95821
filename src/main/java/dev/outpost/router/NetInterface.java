package dev.outpost.router;

import java.util.List;
import java.util.Optional;

/**
 * An interface as netifd sees it.
 *
 * @param dynamic made by the protocol handler of another, as {@code wan_4} is
 * @param device the layer-3 device where it is up, else the one it is to use
 * @param addresses IPv4, without prefixes
 * @param addresses6 IPv6, without prefixes
 * @param gateway where its IPv4 default route leads; empty on a point-to-point link
 * @param errors codes of the protocol handler, {@code NO_DEVICE}
 */
public record NetInterface(
        String name,
        boolean up,
        boolean pending,
        boolean dynamic,
        String proto,
        String device,
        List<String> addresses,
        List<String> addresses6,
        Optional<String> gateway,
        List<String> errors) {
    public NetInterface {
        addresses = List.copyOf(addresses);
        addresses6 = List.copyOf(addresses6);
        errors = List.copyOf(errors);
    }
}
