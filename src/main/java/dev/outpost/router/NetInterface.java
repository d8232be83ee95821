package dev.outpost.router;

import java.util.List;

/**
 * An interface as netifd sees it.
 *
 * @param addresses IPv4, without prefixes
 * @param errors codes of the protocol handler, {@code NO_DEVICE}
 */
public record NetInterface(
        String name,
        boolean up,
        boolean pending,
        String proto,
        String device,
        List<String> addresses,
        List<String> errors) {
    public NetInterface {
        addresses = List.copyOf(addresses);
        errors = List.copyOf(errors);
    }
}
